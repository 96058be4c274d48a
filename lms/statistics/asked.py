"""What an official asks to see: the choices in the address, and the unit, if they are in charge of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request

from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.roles import Role
from lms.statistics.forms import Choice, choice, years_offered
from lms.statistics.periods.queries import Frozen, frozen_report, revisions
from lms.statistics.queries.tables import Report, report
from lms.statistics.queries.targets import years
from lms.statistics.queries.units import units
from lms.web import me, reading

WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from."""

    years: list[int]
    frozen: list[Frozen]
    """Every frozen revision, the newest cut-off and the newest revision first."""


def chosen() -> tuple[Choice, Offer]:
    """What was chosen, and what there is to choose from. What there is not is not found."""
    today = local_date(now())
    offer = Offer(years_offered(years(reading()), today), revisions(reading()))
    return choice(request.args, offer.years, today, offer.frozen) or abort(404), offer


def report_of(unit: OrgUnit, asked: Choice) -> Report:
    """The figures of a unit as they were frozen, or as they live."""
    if asked.frozen:
        return frozen_report(reading(), asked.frozen, unit.code, asked.indicator) or abort(404)
    return report(reading(), unit, asked.indicator, asked.year, asked.on, asked.drawn_on)


def the_province(asked: Choice) -> OrgUnit:
    """The province, whose totals are open to every official."""
    return places.province(reading(), asked.drawn_on) or abort(404)


def find(code: str, asked: Choice) -> OrgUnit:
    """A unit: the province is open to every official; whoever is not in charge of another does not find it.

    In charge is who is so by the boundaries of today, or of the day that is looked at.
    """
    found = places.unit_by_code(reading(), code, asked.drawn_on) or abort(404)
    days = dict.fromkeys((asked.today, asked.drawn_on))
    charge = me().units(*WHO)
    if found.kind != Kind.PROVINCE and not any(places.is_within(reading(), found.id, charge, on) for on in days):
        abort(404)
    return found


def in_charge_of() -> list[OrgUnit]:
    """The units the visitor is in charge of."""
    return units(reading(), me().units(*WHO))


def opened() -> set[str] | None:
    """The codes of the units whose pages the visitor finds from the province's; nothing means all of them."""
    charge = in_charge_of()
    return None if any(unit.kind == Kind.PROVINCE for unit in charge) else {unit.code for unit in charge}
