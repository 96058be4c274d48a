"""The form every form is made from: token included, text tidied at the door, errors in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_wtf import FlaskForm

from lms.problems import Problem
from lms.vietnamese import tidy
from lms.web.pages import in_words

lazy_gettext = cast("Callable[[str], str]", _lazy_gettext)
"""For labels and sentences of fields, which are made before anybody asks; WTForms takes them for text."""


class Form(FlaskForm):
    """A form with a token. Every line of text comes in as NFC, without invisible characters, trimmed."""

    class Meta(FlaskForm.Meta):
        """How fields are made."""

        def bind_field(self, form: Any, unbound_field: Any, options: MutableMapping[str, Any]) -> Any:
            """Give every text field the tidying filter, except where the characters themselves matter."""
            if unbound_field.field_class.__name__ in ("StringField", "TelField", "SearchField"):
                options = {**options, "filters": [*unbound_field.kwargs.get("filters", []), _tidied]}
            return super().bind_field(form, unbound_field, options)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def take(self, problem: Problem) -> None:
        """Show a problem beside the field it belongs to, or on top of the form."""
        field = self._fields.get(problem.field) if problem.field else None
        if field is None:
            self.form_errors.append(in_words(problem))
        else:
            field.errors = [*field.errors, in_words(problem)]


def _tidied(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


def translated(message: str) -> str:
    """A sentence marked for translation, in the visitor's language."""
    return gettext(message)
