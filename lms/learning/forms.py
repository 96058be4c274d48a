"""What comes in with an answer and with the name for the certificate."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from wtforms import HiddenField, SelectMultipleField, StringField, ValidationError

from lms.db import new_id
from lms.web.forms import Form, lazy_gettext

UNKNOWN = "unknown"
"""The value of «Không biết»."""
_LONGEST_PLACE, _LONGEST_NUMBER = 4, 10


class ChoiceForm(Form):
    """What was chosen. ``submission`` was put into the page before the first try, so that a retry is recognised."""

    submission = HiddenField()
    choice = SelectMultipleField(lazy_gettext("Your answer"), id="a1", validate_choice=False)

    def validate_submission(self, field: HiddenField) -> None:
        """Refuse what this site did not make, and give the page a new one."""
        try:
            field.data = str(uuid.UUID(field.data or ""))
        except ValueError:
            field.data = new_id()
            raise ValidationError(_("This page had been open for too long. Choose again and send it again.")) from None

    def validate_choice(self, field: SelectMultipleField) -> None:
        """Something must be chosen, and nobody both knows and does not know."""
        if not field.data:
            raise ValidationError(_("Choose an answer, then press Answer"))
        if UNKNOWN in field.data and len(field.data) > 1:
            raise ValidationError(_("Choose answers, or «I do not know», not both"))

    def look_again(self, values: Sequence[str]) -> None:
        """Show what was chosen with what was wrong about it, without anything being sent."""
        self.choice.data = list(values)
        try:
            self.validate_choice(self.choice)
        except ValidationError as error:
            self.choice.errors = [str(error)]

    def chosen(self, order: tuple[int, ...]) -> Collection[int]:
        """The author's indexes of what was chosen among options shown in this order; beyond them, one too many."""
        return indexes(self.choice.data or [], order)


class AnswerForm(ChoiceForm):
    """One answer of an attempt.

    Options are known by the place at which they were shown, so the page does not tell the author's order.
    """

    attempt = HiddenField()


class GuestAnswerForm(ChoiceForm):
    """One answer of a guest: to an item of a version of the course, options in the author's order."""

    version = HiddenField()
    item = HiddenField()


class NameForm(Form):
    """The name as it is to stand on the certificate."""

    printed_name = StringField(lazy_gettext("Name on the certificate"))


def indexes(values: Sequence[str], order: Sequence[int]) -> list[int]:
    """The author's indexes of what these values choose among options shown in this order; beyond them, one too many."""
    places = [value for value in values if value != UNKNOWN]
    return [order[int(place)] if _is_place(place, order) else len(order) for place in places]


def whole_number(value: str | None) -> int:
    """The number a hidden field holds; 0, which nothing has, for whatever this site did not write."""
    return int(value) if value and len(value) < _LONGEST_NUMBER and value.isascii() and value.isdecimal() else 0


def _is_place(value: str, order: Sequence[int]) -> bool:
    return len(value) < _LONGEST_PLACE and value.isascii() and value.isdecimal() and int(value) < len(order)
