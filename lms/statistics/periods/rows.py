"""The rows of a frozen period before they have its number: the columns of the tables, in their order, without ``frozen_id``.

Plain tuples, because a province has thirty thousand of them, and counters stand still until the last one is written.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lms.places.rules import Kind
from lms.statistics.rules import Gap, Indicator, PopulationStatus, Symbol


class Unit(NamedTuple):
    """What becomes a :class:`lms.statistics.periods.models.FrozenUnit`."""

    org_unit_id: int
    code: str
    name: str
    sort_key: str
    kind: Kind
    parent: str
    tile_column: int | None
    tile_row: int | None


class Note(NamedTuple):
    """What becomes a :class:`lms.statistics.periods.models.FrozenNote`."""

    number: int
    words: str
    day: date
    status: PopulationStatus | None


class Figure(NamedTuple):
    """What becomes a :class:`lms.statistics.periods.models.FrozenFigure`."""

    org_unit_id: int
    indicator: Indicator
    attained: int | None
    directly: int
    population: int | None
    population_version: int | None
    symbol: Symbol | None
    source: int | None
    target: int | None
    target_people: int | None
    plan: int | None
    gap: Gap | None
