"""What an author types: an archive to bring, and that something is meant as it was shown."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField, StringField

from lms.web.forms import Form, lazy_gettext, translated

_NO_VERSION = 0
_LONGEST_NUMBER = 10


class DraftForm(Form):
    """The archive of a course's folder."""

    file = FileField(lazy_gettext("The folder of the course as a ZIP file"), render_kw={"accept": ".zip"})

    def content(self) -> bytes | None:
        """What is in the file; nothing, with a sentence beside the field, when none was chosen."""
        found: bytes = self.file.data.read() if self.file.data else b""
        if not found:
            self.file.errors = [translated("Choose a ZIP file, then press the button.")]
        return found or None

    def slug(self) -> str:
        """What the course is called when its files stand in no folder: the name of the file."""
        return (self.file.data.filename or "").rpartition("/")[2].rpartition(".")[0] if self.file.data else ""


class PublishForm(Form):
    """That a draft is to be published as it was compared; with a reason it has to be learned again."""

    against = HiddenField()
    because = StringField(lazy_gettext("Must it be learned again? Then say why"))

    def compared_with(self) -> int:
        """The key of the version it was compared with; 0 for none."""
        value = self.against.data or ""
        is_number = value.isascii() and value.isdecimal() and len(value) < _LONGEST_NUMBER
        return int(value) if is_number else _NO_VERSION


class RedoForm(Form):
    """Why a version has to be learned again."""

    because = StringField(lazy_gettext("Why does it have to be learned again?"))


class SureForm(Form):
    """That something is meant: only the token."""
