"""The forms of the files: which file, and that it is to be taken as it was shown."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.statistics.imports.models import What
from lms.web.forms import Form, lazy_gettext, translated

WHAT = {
    What.POPULATIONS: lazy_gettext("Numbers of people (denominators)"),
    What.TARGETS: lazy_gettext("Targets"),
    What.REQUIRED_SETS: lazy_gettext("Courses that make somebody count"),
}


class FileForm(Form):
    """Which file, and what it holds."""

    what = RadioField(
        lazy_gettext("What does the file hold?"),
        choices=[SelectChoice(what.value, words) for what, words in WHAT.items()],
    )
    file = FileField(lazy_gettext("The file (XLSX or CSV)"))

    def content(self) -> bytes:
        """What is in the file; nothing when none was chosen."""
        return self.file.data.read() if self.file.data else b""

    def name(self) -> str:
        """What the file is called."""
        return (self.file.data.filename or "") if self.file.data else ""

    def check(self) -> bytes | None:
        """The file, if everything is there; else the sentences stand beside their fields."""
        is_complete = self.validate()
        content = self.content()
        if not content:
            self.file.errors = [translated("Choose a file with rows in it, then press the button.")]
            return None
        return content if is_complete else None


class TakeForm(Form):
    """That a file is to be taken, as it was shown."""

    shown = HiddenField()
    """The fingerprint of the dry run that stood on the page."""
    meant = BooleanField(lazy_gettext("I have looked at the warnings; the file is meant so."))
