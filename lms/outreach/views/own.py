"""Which village an address means: one of the visitor's team. Of others nothing is told, nor of who lives there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort

from lms.clock import local_date, now
from lms.outreach import actions, queries
from lms.outreach.rules import Neighbour
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.web import me, reading, transaction


def own_village(code: str) -> OrgUnit:
    """The village with this code, if the visitor is of its team."""
    found = places.unit_by_code(reading(), code, today()) if code.isprintable() else None
    return found if found is not None and found.id in me().units(Role.TEAM) else abort(404)


def own_neighbour(village: OrgUnit, public_id: UUID) -> Neighbour:
    """Somebody who lives there."""
    return queries.neighbour(reading(), village.id, str(public_id), today()) or abort(404)


def note_look(village: OrgUnit, one: Neighbour | None = None) -> None:
    """Every look stands in the record before anything is shown."""
    with transaction() as db:
        actions.look(db, village.id, me().person_id, now(), person_id=one.person_id if one else None)


def today() -> date:
    """The present day here."""
    return local_date(now())
