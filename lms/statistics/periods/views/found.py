"""What a visitor may see of a period, and do in it: communes confirm their own figures, the province does the rest."""

from __future__ import annotations

from flask import abort

from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import COMMUNE_LEVEL
from lms.statistics.periods import queries
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.queries import Frozen
from lms.statistics.periods.views.blueprint import WHO
from lms.statistics.queries.units import units
from lms.web import me, reading


def is_of_the_province() -> bool:
    """Whether the visitor is in charge of the whole province."""
    province = places.province(reading(), local_date(now()))
    return province is not None and province.id in me().units(*WHO)


def my_communes() -> list[OrgUnit]:
    """The communes and wards the visitor is in charge of; the province confirms for nobody."""
    return [unit for unit in units(reading(), me().units(*WHO)) if unit.kind in COMMUNE_LEVEL]


def find(code: str) -> ReportingPeriod:
    """The period with this code, or there is none."""
    return queries.period(reading(), code) or abort(404)


def find_frozen(code: str, revision: int) -> Frozen:
    """A frozen revision, or there is none."""
    return queries.frozen(reading(), code, revision) or abort(404)
