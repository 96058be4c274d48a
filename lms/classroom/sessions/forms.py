"""What a teacher says of a session: its day and hours, and where it is if that is not the place of the class."""

from __future__ import annotations

from wtforms import DateField, StringField, TimeField
from wtforms.validators import Optional

from lms.classroom.sessions import rules
from lms.people.forms import by_rule, filled
from lms.web.forms import Form, lazy_gettext


class SessionForm(Form):
    """When and where."""

    day = DateField(
        lazy_gettext("Day"),
        [filled(lazy_gettext("Choose the day, for example 05/01/2027."))],
        format=["%Y-%m-%d", "%d/%m/%Y"],
    )
    begins = TimeField(lazy_gettext("Begins at"), [filled(lazy_gettext("Say when it begins, for example 19:30."))])
    ends = TimeField(lazy_gettext("Ends at (may be left empty)"), [Optional()])
    place = StringField(
        lazy_gettext("Where (empty: the place of the class)"),
        [by_rule(rules.place_name)],
        render_kw={"autocomplete": "off", "maxlength": rules.LONGEST_PLACE},
    )
