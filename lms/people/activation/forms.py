"""What is asked of the holder of such a card: the digits, unless they were scanned, and that they agree."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField

from lms.people.forms import by_rule, filled
from lms.people.papers import rules
from lms.people.papers.forms import NewPasswordForm
from lms.people.pictures.forms import PicturesForm
from lms.web.forms import Form, lazy_gettext


class AgreeForm(Form):
    """The code, and the consent; of a child that of a parent or guardian too."""

    code = StringField(
        lazy_gettext("Code of eight digits"),
        [by_rule(rules.code)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    consent = BooleanField(
        lazy_gettext("I have read this and I agree"),
        [
            filled(
                lazy_gettext("Tick that you agree. Without it you can go on reading, but nothing can be kept for you.")
            )
        ],
    )
    guardian = BooleanField(
        lazy_gettext("Parent or guardian: I am here, I have read this and I agree too"),
        [
            filled(
                lazy_gettext("A parent or guardian has to tick that they agree too. Call them, or come back together.")
            )
        ],
    )

    def __init__(self, *, needs_guardian: bool, **given: Any) -> None:
        super().__init__(**given)
        if not needs_guardian:
            del self.guardian


class OwnPicturesForm(PicturesForm):
    """Three pictures; whether the telephone is the person's own."""

    own = BooleanField()


class OwnPasswordForm(NewPasswordForm):
    """A password instead."""

    own = BooleanField()
