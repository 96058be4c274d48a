"""The ways from one's own page to everything else that is one's own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from lms.people.requests import queries as requests
from lms.web.access import may_enter


@dataclass(frozen=True, slots=True)
class Way:
    """A row that leads somewhere."""

    address: str
    title: str
    line: str
    icon: str


def ways(db: Session, person_id: int) -> list[Way]:
    """The rows for the doors this platform has."""
    waiting = requests.count_waiting(db, person_id)
    asked = ngettext("%(num)s request is being looked at", "%(num)s requests are being looked at", waiting)
    rows = [
        Way("/account/settings", _("Settings"), _("Text size, contrast, language, how you sign in"), "size"),
        Way("/account", _("My account"), _("Name, year of birth, residence"), "user"),
        Way("/account/requests", _("My data, my requests"), asked if waiting else _("A copy, a correction"), "edit"),
        Way("/account/devices", _("My telephones"), _("Where lessons are kept for learning without a network"), "down"),
        Way("/account/sessions", _("Where I am signed in"), _("Sign out from afar"), "lock"),
    ]
    return [row for row in rows if is_open(row.address)]


def is_open(address: str) -> bool:
    """Whether there is such a page here, and the visitor may enter."""
    try:
        endpoint, _values = current_app.url_map.bind("").match(address)
    except HTTPException:
        return False
    return may_enter(endpoint)
