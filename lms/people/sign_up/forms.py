"""What each page of sign-up asks for: three fields at most."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectMultipleField, StringField, TelField
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from lms.clock import local_date, now
from lms.people import phones, rules
from lms.people.forms import GROUP_NAMES, PLAIN_TYPING, by_rule, filled
from lms.people.models import Group
from lms.problems import Problem
from lms.web.forms import Form, lazy_gettext
from lms.web.pages import in_words


class WhoForm(Form):
    """Name, year of birth, telephone number."""

    name = StringField(
        lazy_gettext("Full name"),
        [by_rule(rules.full_name)],
        render_kw={"autocomplete": "name", "spellcheck": "false"},
    )
    birth_year = StringField(
        lazy_gettext("Year of birth"),
        [by_rule(lambda text: rules.birth_year(text, local_date(now()).year))],
        render_kw={"inputmode": "numeric", "autocomplete": "bday-year"},
    )
    phone = TelField(
        lazy_gettext("Telephone number (if you have one)"),
        [by_rule(phones.phone)],
        render_kw={"autocomplete": "tel"},
    )


class GuardianForm(Form):
    """That a parent or guardian is here and agrees."""

    guardian = BooleanField(
        lazy_gettext("Parent or guardian: I am here, I have read this and I agree too"),
        [
            filled(
                lazy_gettext("A parent or guardian has to tick that they agree too. Call them, or come back together.")
            )
        ],
    )


class VillageForm(Form):
    """The village, by its code; that of the commune stands for «not found»."""

    village = RadioField(lazy_gettext("Village"), validate_choice=False)

    def validate_village(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if field.data not in {code for code, _label in field.choices}:
            raise ValidationError(_("Choose one line. If yours is missing, choose the last one."))


class GroupsForm(Form):
    """The groups somebody belongs to; none is an answer too."""

    groups = SelectMultipleField(lazy_gettext("I am …"), validate_choice=False)

    def validate_groups(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if not set(field.data) <= {group.value for group in GROUP_NAMES}:
            raise ValidationError(_("Choose from the lines below."))

    def chosen(self) -> tuple[Group, ...]:
        """The groups that were ticked."""
        return tuple(Group(value) for value in dict.fromkeys(self.groups.data or ()))


class LoginForm(Form):
    """Login name, password, consent. The password comes back with an error: it may be in the notebook by now."""

    login = StringField(
        lazy_gettext("Login name"),
        [by_rule(rules.login_name)],
        render_kw={"autocomplete": "username", **PLAIN_TYPING},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        widget=PasswordInput(hide_value=False),
        render_kw={"autocomplete": "new-password"},
    )
    consent = BooleanField(
        lazy_gettext("I have read this and I agree"),
        [
            filled(
                lazy_gettext("Tick that you agree. Without it you can go on reading, but nothing can be kept for you.")
            )
        ],
    )
    suggested = HiddenField()

    def validate_password(self, field: Any) -> None:
        """Long enough, and not the login name."""
        try:
            rules.password(field.data or "", self.login.data or "")
        except Problem as problem:
            raise ValidationError(in_words(problem)) from None
