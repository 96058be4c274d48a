"""What sign-in and the account page ask for, and how a rule speaks beside a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from lms.people import rules
from lms.people.models import Group
from lms.problems import Problem
from lms.web.forms import Form, lazy_gettext
from lms.web.pages import in_words

PLAIN_TYPING = {"autocapitalize": "none", "spellcheck": "false"}
"""Login names are typed as they are; telephones would capitalise and correct them."""

GROUP_NAMES = {
    Group.PUBLIC_SECTOR: lazy_gettext("Official, civil servant or employee of the public sector"),
    Group.SECONDARY_STUDENT: lazy_gettext("Secondary pupil or student"),
    Group.PRIMARY_PUPIL: lazy_gettext("Primary pupil"),
    Group.ENTERPRISE_WORKER: lazy_gettext("Worker in an enterprise or cooperative"),
}
"""What the groups are called, in the order they are asked for."""


def showable(text: str | None) -> str:
    """What of a text a page can show again: no control characters."""
    return "".join(filter(str.isprintable, text or ""))


def by_rule(rule: Callable[[str], object]) -> Callable[[Any, Any], None]:
    """A validator that lets a rule decide and shows its sentence beside the field."""

    def validate(_form: Any, field: Any) -> None:
        try:
            rule(field.data or "")
        except Problem as problem:
            field.data = showable(field.data or "")
            raise ValidationError(in_words(problem)) from None

    return validate


def filled(sentence: object) -> Callable[[Any, Any], None]:
    """A validator that asks, in these words, for something to be typed or ticked."""

    def validate(_form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(str(sentence))

    return validate


class SignInForm(Form):
    """Login name or telephone number, and password; whether others use this machine too."""

    login = StringField(
        lazy_gettext("Login name, telephone number or class code"),
        [filled(lazy_gettext("Type a login name, a telephone number or the code of your class."))],
        filters=[showable],
        render_kw={"autocomplete": "username", **PLAIN_TYPING},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [filled(lazy_gettext("Type a password."))],
        render_kw={"autocomplete": "current-password"},
    )
    shared = BooleanField()


class SecretForm(Form):
    """The password of somebody whose name was tapped."""

    password = PasswordField(
        lazy_gettext("Password"),
        [filled(lazy_gettext("Type a password."))],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(Form):
    """The password so far and the new one, which comes back with an error: it may be in the notebook by now."""

    present = PasswordField(
        lazy_gettext("Password so far"),
        [filled(lazy_gettext("Type the password so far."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        lazy_gettext("New password"),
        [by_rule(lambda text: rules.password(text, ""))],
        widget=PasswordInput(hide_value=False),
        render_kw={"autocomplete": "new-password"},
    )
    suggested = HiddenField()
