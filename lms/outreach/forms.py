"""What is said of a neighbour who is enrolled on the spot, and of the next visit."""

from __future__ import annotations

from wtforms import DateField, StringField
from wtforms.validators import Optional

from lms.clock import local_date, now
from lms.people import rules
from lms.people.forms import by_rule
from lms.web.forms import Form, lazy_gettext


class NeighbourForm(Form):
    """Name and year of birth; nothing more is needed at the door."""

    name = StringField(
        lazy_gettext("Full name"), [by_rule(rules.full_name)], render_kw={"autocomplete": "off", "spellcheck": "false"}
    )
    birth_year = StringField(
        lazy_gettext("Year of birth"),
        [by_rule(lambda text: rules.birth_year(text, local_date(now()).year))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class VisitForm(Form):
    """The day of the next visit, if there is to be one; what came of this one is the button."""

    next_on = DateField(
        lazy_gettext("Come again on (may be left empty)"), [Optional()], format=["%Y-%m-%d", "%d/%m/%Y"]
    )
