"""The ways from one's own page to everything else that is one's own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.people.groups import queries as declarations
from lms.people.requests import queries as requests


@dataclass(frozen=True, slots=True)
class Way:
    """A row that leads somewhere."""

    address: str
    title: str
    line: str
    icon: str


def ways(db: Session, person_id: int) -> list[Way]:
    """The rows, in the order in which they are needed."""
    waiting = requests.count_waiting(db, person_id)
    asked = ngettext("%(num)s request is being looked at", "%(num)s requests are being looked at", waiting)
    declared = declarations.count_waiting(db, person_id)
    said = ngettext("%(num)s declaration is being looked at", "%(num)s declarations are being looked at", declared)
    return [
        Way(url_for("home.settings"), _("Settings"), _("Text size, contrast, language, how you sign in"), "size"),
        Way(url_for("people.account"), _("My account"), _("Name, year of birth, residence"), "user"),
        Way(
            url_for("people.my_groups"),
            _("My groups"),
            said if declared else _("Where I learn or work"),
            "group",
        ),
        Way(
            url_for("home.my_requests"),
            _("My data, my requests"),
            asked if waiting else _("A copy, a correction"),
            "edit",
        ),
        Way(
            url_for("offline.devices"),
            _("My telephones"),
            _("Where lessons are kept for learning without a network"),
            "down",
        ),
        Way(url_for("people.sessions"), _("Where I am signed in"), _("Sign out from afar"), "lock"),
    ]
