"""Giving a role: which, and where."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField
from wtforms.validators import ValidationError

from lms.roles import GRANTED, Role
from lms.web.forms import Form, lazy_gettext

ROLE_NAMES = {
    Role.TEACHER: lazy_gettext("Teacher"),
    Role.TEAM: lazy_gettext("Community digital team of a village"),
    Role.AUTHOR: lazy_gettext("Author of courses"),
    Role.OFFICIAL: lazy_gettext("Official in charge"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}


class GrantForm(Form):
    """A role, and the code of the place at which it is given."""

    place = RadioField(lazy_gettext("At which place"), validate_choice=False)
    role = RadioField(lazy_gettext("Role"), validate_choice=False)

    def validate_role(self, field: Any) -> None:
        """One of the roles that can be given."""
        if field.data not in {role.value for role in GRANTED}:
            raise ValidationError(_("Choose a role."))

    def validate_place(self, field: Any) -> None:
        """A place has to be chosen; whether it lies in the administrator's scope is looked up afterwards."""
        if not field.data:
            raise ValidationError(_("Choose a place."))
