"""To which group somebody belongs and where; from which day an official approves it; why it is refused."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from lms.people import rules
from lms.people.forms import GROUP_NAMES, by_rule, showable
from lms.people.groups.rules import note
from lms.people.requests.rules import reason
from lms.vietnamese import tidy
from lms.web.forms import Form, lazy_gettext


def _plain(text: str | None) -> str:
    """One line of text without control characters."""
    return showable(tidy(text or ""))


class DeclarationForm(Form):
    """A group, the place where the person works or goes to school, and its name."""

    group = RadioField(lazy_gettext("I am …"), validate_choice=False)
    place = SelectField(lazy_gettext("In which commune or ward do you work or go to school?"), validate_choice=False)
    note = StringField(lazy_gettext("Name of the workplace or school"), [by_rule(note)], filters=[_plain])

    def validate_group(self, field: Any) -> None:
        """One of those offered; nothing is chosen beforehand."""
        if field.data not in {group.value for group in GROUP_NAMES}:
            raise ValidationError(_("Choose from the lines below."))

    def validate_place(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if not field.data or field.data not in {code for code, _name in field.choices}:
            raise ValidationError(_("Choose a place from the list."))


class EndedForm(Form):
    """Since when it is no longer so, in the person's words."""

    note = StringField(lazy_gettext("Since when, and what do you do now?"), [by_rule(note)], filters=[_plain])


class ApprovalForm(Form):
    """The day from which it holds."""

    on = StringField(
        lazy_gettext("From which day"),
        [by_rule(rules.day_typed)],
        filters=[showable],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )


class RefusalForm(Form):
    """Why it is not approved."""

    reason = TextAreaField(
        lazy_gettext("Why it cannot be done"), [by_rule(reason)], filters=[_plain], render_kw={"rows": "3"}
    )
