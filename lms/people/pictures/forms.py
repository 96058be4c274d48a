"""Choosing three pictures, one after the other."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField

from lms.people.pictures.words import NAMES
from lms.web.forms import Form, lazy_gettext


class PicturesForm(Form):
    """The first, the second and the third picture."""

    first = RadioField(lazy_gettext("The first picture"), validate_choice=False)
    second = RadioField(lazy_gettext("The second picture"), validate_choice=False)
    third = RadioField(lazy_gettext("The third picture"), validate_choice=False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for field in (self.first, self.second, self.third):
            field.choices = list(NAMES.items())

    def chosen(self) -> list[str]:
        """What was chosen, in its order."""
        return [field.data for field in (self.first, self.second, self.third) if field.data]
