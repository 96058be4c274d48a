"""What is asked for with a recovery code."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from lms.people.forms import PLAIN_TYPING, by_rule, filled, showable
from lms.people.papers import rules
from lms.people.rules import password
from lms.problems import Problem
from lms.web.forms import Form, lazy_gettext
from lms.web.pages import in_words


class CodeForm(Form):
    """Who it is, unless that is known, and the code."""

    login = StringField(
        lazy_gettext("Login name or telephone number"),
        [filled(lazy_gettext("Type a login name or a telephone number."))],
        filters=[showable],
        render_kw={"autocomplete": "username", **PLAIN_TYPING},
    )
    code = StringField(
        lazy_gettext("Code of eight digits"),
        [by_rule(rules.code)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )

    def __init__(self, *, is_chosen: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.is_chosen = is_chosen
        """Whether a name was tapped before, so that it need not be typed."""
        if is_chosen:
            del self.login


class NewPasswordForm(Form):
    """A new password; whether others use this machine too."""

    password = PasswordField(
        lazy_gettext("New password"),
        widget=PasswordInput(hide_value=False),
        render_kw={"autocomplete": "new-password"},
    )
    shared = BooleanField()
    suggested = HiddenField()

    def __init__(self, login_name: str, **given: Any) -> None:
        super().__init__(**given)
        self._login_name = login_name

    def validate_password(self, field: Any) -> None:
        """Long enough, and not the login name."""
        try:
            password(field.data or "", self._login_name)
        except Problem as problem:
            raise ValidationError(in_words(problem)) from None
