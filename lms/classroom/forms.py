"""What is asked for at the door of a class, and what a teacher says of a new one."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from lms.classroom import codes, rules
from lms.people.forms import by_rule, filled, showable
from lms.web.forms import Form, lazy_gettext


class CodeForm(Form):
    """The code of a class."""

    code = StringField(
        lazy_gettext("Class code"),
        [by_rule(codes.check_typed)],
        filters=[showable],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class ClassForm(Form):
    """Name, course and place of a new class."""

    name = StringField(
        lazy_gettext("Name of the class"), [by_rule(rules.class_name)], render_kw={"autocomplete": "off"}
    )
    course = RadioField(lazy_gettext("Course"), validate_choice=False)
    place = SelectField(lazy_gettext("Place"), validate_choice=False)

    def validate_course(self, field: Any) -> None:
        """One of the courses, or none of them."""
        if field.data not in {value for value, _title in field.choices}:
            raise ValidationError(_("Choose a course."))

    def validate_place(self, field: Any) -> None:
        """One of the places at which the visitor teaches."""
        if field.data not in {value for value, _name in field.choices}:
            raise ValidationError(_("Choose a place."))


class DaysForm(Form):
    """When a class begins and ends."""

    starts_on = DateField(
        lazy_gettext("First day"),
        [filled(lazy_gettext("Choose the day, for example 05/01/2027."))],
        format=["%Y-%m-%d", "%d/%m/%Y"],
    )
    ends_on = DateField(
        lazy_gettext("Last day"),
        [filled(lazy_gettext("Choose the day, for example 05/01/2027."))],
        format=["%Y-%m-%d", "%d/%m/%Y"],
    )
