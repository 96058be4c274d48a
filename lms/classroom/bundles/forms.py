"""The form by which results are brought back."""

from __future__ import annotations

from flask_wtf.file import FileField

from lms.web.forms import Form, lazy_gettext


class ResultsForm(Form):
    """The file that was made on the laptop."""

    file = FileField(lazy_gettext("File of results"), render_kw={"accept": ".bdhvs"})
