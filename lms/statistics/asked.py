"""What an official asks to see: the choices in the address, and the unit, if they are in charge of it."""

from __future__ import annotations

from flask import abort, request

from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.roles import Role
from lms.statistics.forms import Choice, choice, years_offered
from lms.statistics.queries.targets import years
from lms.statistics.queries.units import units
from lms.web import me, reading

WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)


def chosen() -> tuple[Choice, list[int]]:
    """What was chosen, and the years there are to choose from. What there is not is not found."""
    today = local_date(now())
    offered = years_offered(years(reading()), today)
    return choice(request.args, offered, today) or abort(404), offered


def the_province(asked: Choice) -> OrgUnit:
    """The province, whose totals are open to every official."""
    return places.province(reading(), asked.drawn_on) or abort(404)


def find(code: str, asked: Choice) -> OrgUnit:
    """A unit: the province is open to every official; whoever is not in charge of another does not find it."""
    found = places.unit_by_code(reading(), code, asked.drawn_on) or abort(404)
    if found.kind != Kind.PROVINCE and not places.is_within(reading(), found.id, me().units(*WHO), asked.today):
        abort(404)
    return found


def in_charge_of() -> list[OrgUnit]:
    """The units the visitor is in charge of."""
    return units(reading(), me().units(*WHO))


def opened() -> set[str] | None:
    """The codes of the units whose pages the visitor finds from the province's; nothing means all of them."""
    charge = in_charge_of()
    return None if any(unit.kind == Kind.PROVINCE for unit in charge) else {unit.code for unit in charge}
