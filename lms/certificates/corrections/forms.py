"""What a holder writes who asks for a correction, and an official who refuses it."""

from __future__ import annotations

from wtforms import StringField, TextAreaField

from lms.certificates.corrections.rules import place, why
from lms.certificates.wording import check_printed_name
from lms.clock import local_date, now
from lms.people import rules as people
from lms.people.forms import by_rule, showable
from lms.people.requests.rules import reason
from lms.vietnamese import tidy
from lms.web.forms import Form, lazy_gettext


def _plain(text: str | None) -> str:
    """Text without control characters."""
    return showable(tidy(text or ""))


def _name(text: str) -> None:
    check_printed_name(people.full_name(text))


class CorrectionForm(Form):
    """The lines that can be put right, as they are printed, and why."""

    holder = StringField(lazy_gettext("Full name"), [by_rule(_name)], render_kw={"spellcheck": "false"})
    birth_year = StringField(
        lazy_gettext("Year of birth"),
        [by_rule(lambda text: people.birth_year(text, local_date(now()).year))],
        render_kw={"inputmode": "numeric"},
    )
    place_line = StringField(lazy_gettext("Place of residence"), [by_rule(place)], filters=[showable])
    note = TextAreaField(lazy_gettext("What is wrong"), [by_rule(why)], filters=[_plain], render_kw={"rows": "3"})


class RefusalForm(Form):
    """Why a certificate is not corrected."""

    reason = TextAreaField(
        lazy_gettext("Why it cannot be done"), [by_rule(reason)], filters=[_plain], render_kw={"rows": "3"}
    )
