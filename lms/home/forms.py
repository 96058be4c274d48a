"""What somebody types who asks for something about their data, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from lms.clock import local_date, now
from lms.people import rules
from lms.people.forms import by_rule, showable
from lms.people.requests.rules import LONGEST_NOTE, What, reason
from lms.problems import N_, Problem
from lms.vietnamese import tidy
from lms.web.forms import Form, lazy_gettext


def _plain(text: str | None) -> str:
    """One line of text without control characters."""
    return showable(tidy(text or ""))


def _short_enough(text: str) -> None:
    if len(text) > LONGEST_NOTE:
        raise Problem(N_("Write it in %(most)s letters or fewer."), most=LONGEST_NOTE)


PLAIN: list[Callable[[str | None], str]] = [_plain]


class CorrectionForm(Form):
    """What is known of somebody, to be put right, and a line for everything else."""

    name = StringField(lazy_gettext("Full name"), [by_rule(rules.full_name)], render_kw={"spellcheck": "false"})
    birth_year = StringField(
        lazy_gettext("Year of birth"),
        [by_rule(lambda text: rules.birth_year(text, local_date(now()).year))],
        render_kw={"inputmode": "numeric"},
    )
    commune = SelectField(lazy_gettext("Commune or ward where I live"), validate_choice=False)
    note = TextAreaField(
        lazy_gettext("Something else that is wrong"),
        [by_rule(_short_enough)],
        filters=PLAIN,
        render_kw={"rows": "3"},
    )

    def validate_commune(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if field.data not in {code for code, _name in field.choices}:
            raise ValidationError(_("Choose a commune or ward from the list."))


class EndingForm(Form):
    """Whether the account is closed, or what is kept is deleted too; nothing is chosen beforehand."""

    what = RadioField(lazy_gettext("What do you ask for?"), validate_choice=False)

    def validate_what(self, field: Any) -> None:
        """One of the two."""
        if field.data not in (What.WITHDRAWAL.value, What.DELETION.value):
            raise ValidationError(_("Choose one of the two."))


class RefusalForm(Form):
    """Why something cannot be done."""

    reason = TextAreaField(
        lazy_gettext("Why it cannot be done"), [by_rule(reason)], filters=PLAIN, render_kw={"rows": "3"}
    )
