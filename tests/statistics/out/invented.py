"""Invented datasets: the province's own communes, as many villages as one likes, counts drawn by a seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from datetime import date

from lms.places.commands import PHU_THO
from lms.places.rules import Kind
from lms.statistics.out.rows import Dataset, Mark, Period, Row, Unit
from lms.statistics.rules import Indicator, needed, shown_tenths

ON = date(2026, 11, 22)
PERIOD = Period("hien-thoi", 0, ON, 2026, f"Số liệu hiện thời, tính đến hết ngày {ON:%d/%m/%Y}")
TARGETS = {indicator: 9000 if indicator is Indicator.VNEID else 10_000 for indicator in Indicator}
IN_PEOPLE = Indicator.SECONDARY_STUDENT
"""The province has a target in people for this one, which units below do not inherit."""
BY_VILLAGE = (Indicator.ADULT, Indicator.VNEID)


def figure(
    unit: Unit, indicator: Indicator, attained: int | None, population: int | None, period: Period = PERIOD
) -> Row:
    """A row made as the rules say."""
    people = 500_000 if indicator is IN_PEOPLE and unit.level is Kind.PROVINCE else None
    target = None if unit.level is Kind.UNKNOWN or indicator is IN_PEOPLE else TARGETS[indicator]
    known = attained is not None and population
    tenths = shown_tenths(attained, population) if attained is not None and population else None
    marks = []
    if not known:
        marks.append(Mark.NOT_APPLICABLE if unit.level is Kind.UNKNOWN else Mark.NONE_YET)
    elif attained is not None and population and attained > population:
        marks.append(Mark.SURPLUS)
    elif attained and not tenths:
        marks.append(Mark.TINY)
    missing = None
    if attained is not None and people:
        missing = max(0, people - attained)
    elif attained is not None and population and target is not None:
        missing = max(0, needed(population, target) - attained)
    return Row(period, unit, indicator, attained, population, tenths, target, missing, tuple(marks), people)


def province(seed: int, rate: float, *, villages: int = 0, period: Period = PERIOD) -> Dataset:
    """The 148 communes and wards with two pseudo-units, and so many villages of adults shared out among them."""
    chance = random.Random(seed)
    with PHU_THO.open(encoding="utf-8-sig") as file:
        places = [row for row in csv.DictReader(file) if row["kind"] in ("commune", "ward")]
    top = Unit("25", "Tỉnh Phú Thọ", Kind.PROVINCE, "")
    communes = [Unit(row["code"], row["name"], Kind(row["kind"]), "25") for row in places]
    parts: dict[str, list[Unit]] = {unit.code: [] for unit in communes}
    for number in range(villages):
        above = communes[number % len(communes)] if number < len(communes) else chance.choice(communes)
        place = len(parts[above.code]) + 1
        parts[above.code].append(Unit(f"{above.code}.{place:02d}", f"Khu {place}", Kind.VILLAGE, above.code))
    rows: list[Row] = []
    for indicator in Indicator:
        rows += _of_indicator(chance, indicator, rate, top, communes, parts, period)
    order = {unit.code: place for place, unit in enumerate(_units(top, communes, parts))}
    rows.sort(key=lambda row: (order.get(row.unit.code, len(order)), list(Indicator).index(row.indicator)))
    tiles = {row["code"]: (int(row["tile_column"]), int(row["tile_row"])) for row in places}
    return Dataset(period, top, tuple(rows), tiles, ("Tổng số: số giả định để thử",), is_invented=True)


def _units(top: Unit, communes: list[Unit], parts: dict[str, list[Unit]]) -> Iterable[Unit]:
    yield top
    yield from communes
    for below in parts.values():
        yield from below


def _of_indicator(
    chance: random.Random,
    indicator: Indicator,
    rate: float,
    top: Unit,
    communes: list[Unit],
    parts: dict[str, list[Unit]],
    period: Period,
) -> Iterable[Row]:
    unknown = Unit("25.CXD", "Chưa xác định", Kind.UNKNOWN, "25")
    sums = [figure(unknown, indicator, chance.randint(0, 30), None, period)]
    people = 0
    for commune in communes:
        below = parts[commune.code] if indicator in BY_VILLAGE else []
        size = 600 if below else 18_000
        of_parts = [figure(unit, indicator, *_draw(chance, rate, size), period) for unit in below]
        own = (
            figure(commune, indicator, _total(of_parts, "attained"), _total(of_parts, "population"), period)
            if of_parts
            else figure(commune, indicator, *_draw(chance, rate, size), period)
        )
        sums.append(own)
        people += own.population or 0
        yield from of_parts
    yield from sums
    yield figure(top, indicator, _total(sums, "attained"), people, period)


def _total(rows: list[Row], name: str) -> int:
    return sum(getattr(row, name) or 0 for row in rows)


def _draw(chance: random.Random, rate: float, size: int) -> tuple[int, int]:
    """How many have attained, of how many; a few places are very small."""
    people = chance.randint(1, 40) if chance.random() < 0.02 else max(1, int(chance.gauss(size, size / 3)))
    own = min(1.0, max(0.0, chance.gauss(rate, min(0.06, (1 - rate) / 2 + 0.001))))
    return min(people, round(people * own)), people
