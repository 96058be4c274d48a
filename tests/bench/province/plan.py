"""Denominators and confirmations: how many there are, and who is confirmed on VNeID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from lms.statistics.rules import Indicator, PopulationStatus
from tests.bench.province.founding import Founded
from tests.bench.province.loading import Put
from tests.bench.province.people import ISO, Census
from tests.bench.province.size import SOURCE, Size

_AT_ONCE = 50_000
_CONFIRMED = 0.45
"""Of those who completed a course."""
_YEARS = (2025, 2026)


def set_denominators(put: Put, founded: Founded, census: Census) -> None:
    """For both years: adults by village and commune, the other groups by commune and for the offices."""
    above = {unit.id: unit.parent_id or 0 for unit in founded.villages}
    total: Counter[tuple[Indicator, int]] = Counter()
    for (indicator, unit_id), people in census.members.items():
        total[indicator, unit_id] += people
        if unit_id in above:
            total[indicator, above[unit_id]] += people
    known = {founded.unknown.id}
    rows = [
        (
            indicator.value,
            year,
            unit_id,
            1,
            people + people // 100,
            f"{year}-01-01",
            SOURCE,
            _STATUS,
            f"{ISO[0]} 01:00:00.000000",
        )
        for (indicator, unit_id), people in sorted(total.items())
        for year in _YEARS
        if unit_id not in known
    ]
    put("population", "indicator, year, org_unit_id, version, value, reference_date, source, status, imported_at", rows)


_STATUS = PopulationStatus.DEMONSTRATION.value


def confirm(put: Put, census: Census, size: Size) -> None:
    """Some adults who completed a course, each once."""
    waiting: list[tuple[Any, ...]] = []
    for row in _confirmations(census, size):
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            put("vneid_confirmation", _COLUMNS, waiting)
            waiting.clear()
    put("vneid_confirmation", _COLUMNS, waiting)


_COLUMNS = "person_id, confirmed_on, source, recorded_at"


def _confirmations(census: Census, size: Size) -> Iterator[tuple[Any, ...]]:
    chance, last = Random(size.seed + 4), -1
    for earned in census.earned:
        number = earned // 4
        if number == last or number >= size.adults:
            continue
        last = number
        if chance.random() < _CONFIRMED:
            day = ISO[int(chance.random() * len(ISO))]
            yield census.first + number, day, SOURCE, f"{day} 05:00:00.000000"
