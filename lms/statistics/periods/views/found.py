"""What a visitor may see of a period, and do in it: communes confirm their own figures, the province does the rest."""

from __future__ import annotations

from datetime import date

from flask import abort

from lms.places.models import OrgUnit
from lms.places.rules import COMMUNE_LEVEL
from lms.statistics import charge
from lms.statistics.periods import queries
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.queries import Frozen
from lms.statistics.periods.views.blueprint import WHO
from lms.statistics.queries.units import units
from lms.web import me, reading


def is_of_the_province() -> bool:
    """Whether the visitor is in charge of the whole province."""
    return charge.is_of_the_province(*WHO)


def my_units() -> tuple[int, ...]:
    """Where the visitor is in charge."""
    return me().units(*WHO)


def my_communes(on: date) -> list[OrgUnit]:
    """The visitor's communes and wards that existed on a day; the province confirms for nobody, and whoever came later
    confirms nothing of it.
    """
    return [unit for unit in units(reading(), my_units()) if unit.kind in COMMUNE_LEVEL and _was_there(unit, on)]


def _was_there(unit: OrgUnit, on: date) -> bool:
    return unit.valid_from <= on and (unit.valid_to is None or unit.valid_to > on)


def find(code: str) -> ReportingPeriod:
    """The period with this code, or there is none."""
    return queries.period(reading(), code) or abort(404)


def find_frozen(code: str, revision: int) -> Frozen:
    """A frozen revision, or there is none."""
    return queries.frozen(reading(), code, revision) or abort(404)
