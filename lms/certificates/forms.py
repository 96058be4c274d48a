"""What people type into the office's forms: a code, a name to compare, what to look for in the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import DateField, RadioField, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import InputRequired, Length, Optional, Regexp, StopValidation, ValidationError

from lms.certificates.models import Status
from lms.certificates.rules import CHOOSABLE, Ending, How, Order, Reason, ending
from lms.people.forms import GROUP_NAMES
from lms.people.models import Group
from lms.people.rules import day_typed
from lms.problems import N_, Problem
from lms.web.forms import Form, lazy_gettext


def _without_control_characters(text: str | None) -> str:
    """What can be typed on purpose; PostgreSQL refuses the rest."""
    return "".join(filter(str.isprintable, text or ""))


class CodeForm(Form):
    """A code as it is read from a paper. It is sent by GET: looking something up changes nothing."""

    class Meta(Form.Meta):
        csrf = False

    code = StringField(
        lazy_gettext("Code on the paper"),
        filters=[_without_control_characters],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": "64"},
    )
    """A link that is pasted whole is cut off before what stands behind the code: that is not for the server."""


class NameForm(Form):
    """The name and the year that stand on a paper."""

    name = StringField(
        lazy_gettext("Full name"),
        [InputRequired(lazy_gettext("Type the name that stands on the paper.")), Length(max=100)],
        filters=[_without_control_characters],
        render_kw={"autocomplete": "off"},
    )
    birth_year = StringField(
        lazy_gettext("Year of birth"),
        [Regexp(r"[0-9]{4}\Z", message=lazy_gettext("A year of birth has 4 digits, for example 1958."))],
        filters=[_without_control_characters],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )


MODES = {
    "alone": lazy_gettext("By themselves, on the network"),
    "supervised": lazy_gettext("In a class"),
    "paper": lazy_gettext("On paper"),
}
STATES = {
    Status.ACTIVE: lazy_gettext("It holds"),
    Status.REVOKED: lazy_gettext("Revoked"),
    Status.SUPERSEDED: lazy_gettext("Replaced"),
}
_DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def _choices(first: str, words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(str(value), word) for value, word in words.items())]


def _is_a_day(_form: Any, field: Any) -> None:
    if field.raw_data and field.raw_data[0] and field.data is None:
        field.errors = []
        raise StopValidation(gettext("Write the day like 05/02/2026."))


def _day(label: str) -> DateField:
    """A day, as the browser's calendar sends it or as it is typed where there is none."""
    return DateField(label, [_is_a_day, Optional()], format=_DAYS)


class RegisterForm(Form):
    """What to look for in the register. It is sent by GET, so the address keeps what was asked."""

    class Meta(Form.Meta):
        csrf = False

    q = SearchField(lazy_gettext("Name, number or code"), [Length(max=100)], filters=[_without_control_characters])
    unit = SelectField(lazy_gettext("Commune or village"))
    course = SelectField(lazy_gettext("Course"))
    group = SelectField(
        lazy_gettext("Group on the day of issue"),
        choices=_choices(lazy_gettext("Every group"), {Group.ADULT: lazy_gettext("Adults"), **GROUP_NAMES}),
    )
    mode = SelectField(lazy_gettext("How it was learned"), choices=_choices(lazy_gettext("Every way"), MODES))
    status = SelectField(lazy_gettext("State"), choices=_choices(lazy_gettext("Every state"), STATES))
    since = _day(lazy_gettext("Issued from"))
    until = _day(lazy_gettext("Issued until"))
    order = SelectField(
        lazy_gettext("Sorted by"),
        choices=[
            SelectChoice(Order.NEWEST, lazy_gettext("Newest first")),
            SelectChoice(Order.NAME, lazy_gettext("Name")),
        ],
    )

    def validate_until(self, field: DateField) -> None:
        """A time that ends before it begins holds nothing: somebody exchanged the days."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("The last day lies before the first. Exchange them."))

    @property
    def asks_for_what_is_not_here(self) -> bool:
        """Whether the address was written by hand: no such place, course or choice is offered."""
        return any(getattr(self, name).errors for name in ("q", "unit", "course", "group", "mode", "status", "order"))


class EndForm(Form):
    """How a certificate is ended, why, and since when."""

    how = RadioField(lazy_gettext("How does it end?"), validate_choice=False)
    reason = RadioField(lazy_gettext("Why?"), validate_choice=False)
    on = StringField(
        lazy_gettext("First day on which it no longer counts"),
        filters=[_without_control_characters],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    note = TextAreaField(
        lazy_gettext("More about it"),
        [Length(max=500)],
        filters=[_without_control_characters],
        render_kw={"rows": "3"},
    )

    def ending(self, issued_on: date, today: date) -> Ending:
        """What was chosen. Raises :class:`Problem` at the field that does not go with the others."""
        if self.how.data not in (How.REVOKE, How.VOID):
            raise Problem(N_("Choose one of the two."), field="how")
        if self.reason.data not in CHOOSABLE:
            raise Problem(N_("Choose a reason."), field="reason")
        on = None if self.how.data == How.VOID else day_typed(self.on.data or "")
        return ending(Reason(self.reason.data), on, issued_on, today)
