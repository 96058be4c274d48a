"""From which day on somebody is gone, and why; or lives elsewhere."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import ValidationError

from lms.people import rules
from lms.people.forms import by_rule, showable
from lms.people.homes.rules import Why
from lms.web.forms import Form, lazy_gettext

_DAY = {"autocomplete": "off", "inputmode": "numeric"}


class LeavingForm(Form):
    """Why somebody is gone, and since when."""

    why = RadioField(lazy_gettext("What has happened?"), validate_choice=False)
    on = StringField(
        lazy_gettext("First day on which the person no longer counts"),
        [by_rule(rules.day_typed)],
        filters=[showable],
        render_kw=_DAY,
    )

    def validate_why(self, field: Any) -> None:
        """One of the two; nothing is chosen beforehand."""
        if field.data not in list(Why):
            raise ValidationError(_("Choose one of the two."))


class MovingForm(Form):
    """The unit somebody lives in, by its code, and since when; that of the commune stands for a village not found."""

    unit = RadioField(lazy_gettext("Village"), validate_choice=False)
    on = StringField(
        lazy_gettext("First day at the new place"), [by_rule(rules.day_typed)], filters=[showable], render_kw=_DAY
    )

    def validate_unit(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if field.data not in {code for code, _label in field.choices}:
            raise ValidationError(_("Choose one line. If the village is missing, choose the last one."))
