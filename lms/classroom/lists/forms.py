"""The forms of a list: a file or pasted rows, and that it is to be written as it was shown."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField

from lms.web.forms import Form, lazy_gettext


class ListForm(Form):
    """A file, or rows copied from one."""

    file = FileField(lazy_gettext("File (XLSX or CSV)"), render_kw={"accept": ".xlsx,.csv,.txt"})
    text = TextAreaField(
        lazy_gettext("Or paste the list here"), render_kw={"rows": "6", "autocomplete": "off", "spellcheck": "false"}
    )

    def content(self) -> bytes:
        """What is in the file, or else what was pasted."""
        return (self.file.data.read() if self.file.data else b"") or (self.text.data or "").strip("\r\n").encode()


class WriteForm(Form):
    """The rows as they were read, and the fingerprint of what was shown of them."""

    text = HiddenField()
    shown = HiddenField()
