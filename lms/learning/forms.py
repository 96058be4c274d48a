"""What comes in with an answer and with the name for the certificate."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField, SelectMultipleField, StringField, ValidationError

from lms.catalogue.published import PublishedItem
from lms.db import new_id
from lms.learning.rules.responses import UNKNOWN, Chosen, answer_of
from lms.web.forms import Form, lazy_gettext

_LONGEST_NUMBER = 10


class _Places(SelectMultipleField):
    """What was chosen, in every row: buttons of a row have a name of their own, «choice-2», lists share one name."""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take the values of every row; a list that was not folded out gives an empty one, which is none."""
        super().process(formdata, *args, **kwargs)
        if formdata:
            rows = [name for name in formdata if name == self.name or name.startswith(f"{self.name}-")]
            self.data = [value for name in rows for value in formdata.getlist(name) if value]


class ChoiceForm(Form):
    """What was answered. ``submission`` was put into the page before the first try, so that a retry is recognised."""

    submission = HiddenField()
    choice = _Places(lazy_gettext("Your answer"), id="a1", validate_choice=False)
    text = StringField(lazy_gettext("Your answer"), id="a1")
    rows = 0
    """How many rows want an answer; the view says so."""

    def validate_submission(self, field: HiddenField) -> None:
        """Refuse what this site did not make, and give the page a new one."""
        try:
            field.data = str(uuid.UUID(field.data or ""))
        except ValueError:
            field.data = new_id()
            raise ValidationError(_("This page had been open for too long. Choose again and send it again.")) from None

    def validate_choice(self, field: SelectMultipleField) -> None:
        """Something must be answered, and nobody both knows and does not know.

        Whoever gives up half way down the rows need not take back what they chose, which buttons do not let them; and
        of whole rows or of a text a forgotten «Không biết» takes nothing away (:func:`answer_of`).
        """
        values = field.data or []
        if not values and not self.text.data:
            raise ValidationError(_("Choose an answer, then press Answer"))
        if UNKNOWN in values and len(values) > 1 and not self.rows:
            raise ValidationError(_("Choose answers, or «I do not know», not both"))

    def look_again(self, values: Sequence[str]) -> None:
        """Show what was chosen with what was wrong about it, without anything being sent."""
        self.choice.data = list(values)
        try:
            self.validate_choice(self.choice)
        except ValidationError as error:
            self.choice.errors = [str(error)]

    def chosen(self, item: PublishedItem, order: Sequence[int]) -> Chosen:
        """The answer: the author's indexes of options shown in this order (beyond them, one too many), or the text."""
        return answer_of(item, order, self.choice.data or [], self.text.data or "")


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


def whole_number(value: str | None) -> int:
    """The number a hidden field holds; 0, which nothing has, for whatever this site did not write."""
    return int(value) if value and len(value) < _LONGEST_NUMBER and value.isascii() and value.isdecimal() else 0
