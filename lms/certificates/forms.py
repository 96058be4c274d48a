"""What people type into the office's forms: a code, a name to compare, what to look for in the register."""

from __future__ import annotations

from wtforms import SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import InputRequired, Length, Regexp

from lms.certificates.rules import Order
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
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


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


class RegisterForm(Form):
    """What to look for in the register."""

    class Meta(Form.Meta):
        csrf = False

    q = SearchField(lazy_gettext("Name, number or code"), [Length(max=100)], filters=[_without_control_characters])
    unit = SelectField(lazy_gettext("Commune or village"))
    course = SelectField(lazy_gettext("Course"))
    order = SelectField(
        lazy_gettext("Sorted by"),
        choices=[
            SelectChoice(Order.NEWEST, lazy_gettext("Newest first")),
            SelectChoice(Order.NAME, lazy_gettext("Name")),
        ],
    )
