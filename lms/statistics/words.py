"""Figures in words: everything a page says of a cell, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.problems import N_
from lms.statistics.pace import words as pace_words
from lms.statistics.pace.rules import Pace
from lms.statistics.rules import (
    Cell,
    Denominator,
    Gap,
    Indicator,
    PopulationStatus,
    Standing,
    Symbol,
    percent_in_words,
)
from lms.web.pages import day, whole

_KINDS = {Standing.MET: "ok", Standing.NOT_MET: "mind"}
_STANDINGS = {
    Standing.MET: N_("Met"),
    Standing.NOT_MET: N_("Not met yet"),
    Standing.NO_FIGURE: N_("[x] no figure yet"),
    Standing.NO_TARGET: N_("[z] no target"),
    Standing.NOT_APPLICABLE: N_("[z] not applicable"),
}
_BAR = 200
"""The width of a bar in units of its drawing."""
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """Widths of a drawn bar: how far it reaches, where its target stands, whether that is met, where even pace is."""

    reached: float
    mark: float | None
    look: str
    even: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, every cell of it a word or a number as it is printed."""

    name: str
    href: str
    bar: Bar | None
    rate: str
    target: str
    attained: str
    population: str
    missing: str
    kind: str
    word: str
    remark: str


def group_name(indicator: Indicator) -> str:
    """Whom an indicator counts."""
    return {
        Indicator.PUBLIC_SECTOR: _("Public-sector staff"),
        Indicator.SECONDARY_STUDENT: _("Secondary pupils and students"),
        Indicator.PRIMARY_PUPIL: _("Primary pupils"),
        Indicator.ADULT: _("Adults"),
        Indicator.VNEID: _("Adults confirmed on VNeID"),
        Indicator.ENTERPRISE_WORKER: _("Workers in enterprises and cooperatives"),
    }[indicator]


def line(
    name: str, cell: Cell, href: str = "", pace: Pace | None = None, said: Mapping[Standing, str] | None = None
) -> Line:
    """A cell as a row of a table, with the word of its pace where that is known.

    ``said`` are the words of :func:`standings`, looked up once for many rows.
    """
    standing = cell.standing
    empty = f"[{Symbol.NOT_APPLICABLE if standing is Standing.NOT_APPLICABLE else Symbol.NONE_YET}]"
    return Line(
        name,
        href,
        _bar(cell, pace),
        _percent(cell.rate) if cell.rate else empty,
        _target(cell),
        whole(cell.attained) if cell.attained is not None else "[x]",
        _population(cell),
        "[z]" if standing is Standing.NO_TARGET else _missing(cell, empty),
        pace_words.KINDS[pace.outlook] if pace else _KINDS.get(standing, "non"),
        pace_words.outlook_in_words(pace.outlook) if pace else (said or standings())[standing],
        _remark(cell),
    )


def standings() -> dict[Standing, str]:
    """«Đạt», «Chưa đạt», or why neither can be said."""
    return {standing: _(word) for standing, word in _STANDINGS.items()}


def _percent(rate: str) -> str:
    return f"{rate.rstrip('†')} %{'†' if rate.endswith('†') else ''}"


def _target(cell: Cell) -> str:
    if cell.target_people is not None:
        return _("%(people)s people", people=whole(cell.target_people))
    return f"{percent_in_words(cell.target)} %" if cell.target is not None else "[z]"


def _population(cell: Cell) -> str:
    if cell.denominator is None:
        return "[z]" if cell.gap is Gap.NOT_PLACED else "[x]"
    symbol = cell.denominator.symbol
    return whole(cell.denominator.value) + (f" [{symbol}]" if symbol else "")


def _missing(cell: Cell, empty: str) -> str:
    missing = cell.missing
    return whole(missing) if missing is not None and (cell.population or cell.target_people) else empty


def _bar(cell: Cell, pace: Pace | None) -> Bar | None:
    if cell.tenths is None:
        return None
    mark = None if cell.target is None else cell.target * (_BAR - 3) / 10_000
    look = pace_words.LOOKS[pace.outlook] if pace else "b1" if cell.is_met else "b2"
    even = None if pace is None or pace.even is None else pace.even * (_BAR - 3) / 1000
    return Bar(cell.tenths * _BAR / 1000, mark, look, even)


def _remark(cell: Cell) -> str:
    if cell.gap is Gap.NO_COURSES:
        return _("no course laid down yet")
    if cell.gap is Gap.NOT_CONFIRMED:
        return _("no confirmations received yet")
    if cell.surplus:
        truly = cell.true_rate
        people = whole(cell.surplus)
        if truly is None:
            return _("%(people)s more than there are people", people=people)
        return _("truly %(rate)s %%, %(people)s more than there are people", rate=truly, people=people)
    return ""


def sentence(cell: Cell) -> str:
    """The one sentence of the page."""
    group = group_name(cell.indicator)
    people = whole(cell.attained or 0)
    if cell.gap is Gap.NO_COURSES:
        return _("%(group)s: no course has been laid down yet, so nobody can be counted.", group=group)
    if cell.gap is Gap.NOT_CONFIRMED:
        return _("%(group)s: no confirmations have been received from VNeID yet.", group=group)
    if cell.gap is Gap.NOT_PLACED:
        return _("%(group)s: %(people)s people without a known unit have attained.", group=group, people=people)
    if cell.population == 0:
        return _("%(group)s: there is nobody of this group here.", group=group)
    if cell.rate is None:
        return _(
            "%(group)s: %(people)s have attained; how many there are is not known yet, so there is no rate.",
            group=group,
            people=people,
        )
    return _beside_target(cell, group, _percent(cell.rate))


def _beside_target(cell: Cell, group: str, rate: str) -> str:
    if cell.target_people is not None:
        target = whole(cell.target_people)
        return _(
            "%(group)s: %(rate)s attained; target %(target)s people; %(missing)s people still missing.",
            group=group,
            rate=rate,
            target=target,
            missing=whole(cell.missing or 0),
        )
    if cell.target is None:
        return _("%(group)s: %(rate)s attained; there is no target for this year.", group=group, rate=rate)
    target = percent_in_words(cell.target)
    if cell.is_met:
        return _(
            "%(group)s: %(rate)s attained; the target of %(target)s %% is met.", group=group, rate=rate, target=target
        )
    return _(
        "%(group)s: %(rate)s attained; target %(target)s %%; %(missing)s people still missing.",
        group=group,
        rate=rate,
        target=target,
        missing=whole(cell.missing or 0),
    )


def status_in_words(status: PopulationStatus) -> str:
    """How sure a denominator is."""
    return {
        PopulationStatus.OFFICIAL: _("official"),
        PopulationStatus.PROVISIONAL: _("provisional"),
        PopulationStatus.ESTIMATED: _("estimated"),
        PopulationStatus.DEMONSTRATION: _("invented, for demonstration only"),
    }[status]


def sources(cells: Iterable[Cell]) -> list[str]:
    """Where the denominators of a table come from, each source once."""
    found = [cell.denominator for cell in cells if cell.denominator]
    once = {(one.source, one.reference_date, one.status): one for one in found}
    named = [_source(one) for one in once.values()]
    rest = len(named) - _MOST_SOURCES
    more = [_("and %(count)s more sources, all of them in the CSV file", count=rest)] if rest > 0 else []
    return [*named[:_MOST_SOURCES], *more]


def _source(denominator: Denominator) -> str:
    return _(
        "%(source)s, %(day)s, %(status)s",
        source=denominator.source,
        day=day(denominator.reference_date),
        status=status_in_words(denominator.status),
    )


def is_invented(cells: Iterable[Cell]) -> bool:
    """Whether any of these figures rests on an invented denominator."""
    return any(cell.denominator and cell.denominator.status is PopulationStatus.DEMONSTRATION for cell in cells)


def symbols(lines: Iterable[Line]) -> list[str]:
    """What the marks on a page mean, as far as they stand there."""
    printed = " ".join(f"{row.rate} {row.target} {row.attained} {row.population} {row.missing}" for row in lines)
    meanings = {
        "[x]": _("[x] no figure yet"),
        "[z]": _("[z] not applicable"),
        "[e]": _("[e] estimated: added up from the units below"),
        "[p]": _("[p] provisional: carried forward from last year"),
        "†": _("† more have attained than there are people: the denominator must be mended"),
    }
    return [meaning for mark, meaning in meanings.items() if mark in printed]


def legend() -> list[tuple[int, str]]:
    """What the classes of the tile map mean, by their number; 0 has no rate."""
    return [
        (1, _("below 60 %")),
        (2, _("60 to below 70 %")),
        (3, _("70 to below 80 %")),
        (4, _("80 to below 90 %")),
        (5, _("90 % and more")),
        (0, _("[x] no figure yet")),
    ]
