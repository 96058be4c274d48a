"""The league table as its page prints it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics import words
from lms.statistics.forms import Choice
from lms.statistics.league.rules import (
    FEWEST,
    By,
    League,
    Level,
    Place,
    Standing,
    Unranked,
    in_order,
    league,
)
from lms.statistics.queries.tables import Report
from lms.statistics.rules import Indicator, in_tenths
from lms.statistics.ways import Link, address, boundaries_in_words
from lms.web.pages import day, whole

_KINDS = {Level.ABOVE: "ok", Level.LEVEL: "non", Level.BELOW: "mind"}


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the table, every cell as it is printed."""

    name: str
    href: str
    rank: str
    among_its_like: str
    level: str
    kind: str
    rate: str
    missing: str
    gain: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything the page prints."""

    title: str
    back: Link
    until: str
    indicators: list[Link]
    orders: list[Link]
    in_levels: bool
    has_likes: bool
    lines: list[Line]
    unranked: list[tuple[str, str]]
    """Names, and why they have no rank."""


def ranking(
    found: Report,
    chosen: Choice,
    by: By,
    below: Collection[OrgUnit],
    gains: dict[str, int],
    way: Callable[[str], str],
) -> Ranking:
    """The page of the units below one; ``way`` gives the page of a code, nothing where the visitor may not open it."""
    like = {unit.code: unit.kind for unit in below}
    table = league(found.rows, found.figure, gains, {code: like[code] for code in like})
    lines = [_line(one, like[one.row.code], way(one.row.code), table) for one in in_order(table, by)]
    return Ranking(
        _("Ranking: %(group)s", group=words.group_name(found.indicator)),
        Link(found.unit.name, address(found.unit, chosen)),
        " ".join([_("Counted to the end of %(day)s.", day=day(found.on)), *boundaries_in_words(chosen)]),
        [
            Link(
                words.group_name(one), "" if one is chosen.indicator else _address(found, chosen.but(indicator=one), by)
            )
            for one in Indicator
        ],
        [Link(name, "" if one is by else _address(found, chosen, one)) for one, name in _orders(table).items()],
        table.in_levels,
        any(one.among_its_like for one in table.standings),
        lines,
        [(row.name, _reason(reason)) for row, reason in table.unranked],
    )


def _orders(table: League) -> dict[By, str]:
    return {
        By.RANK: _("by level") if table.in_levels else _("by rank"),
        By.MISSING: _("most missing first"),
        By.GAIN: _("most in 4 weeks first"),
    }


def _address(found: Report, chosen: Choice, by: By) -> str:
    values = chosen.address() | ({"by": by.value} if by is not By.RANK else {})
    if found.unit.kind == Kind.PROVINCE:
        return url_for("statistics.ranking", **values)  # type: ignore[arg-type]
    return url_for("statistics.ranking_below", code=found.unit.code, **values)  # type: ignore[arg-type]


def _line(one: Standing, kind: str, href: str, table: League) -> Line:
    cell = one.row.cell
    return Line(
        one.row.name,
        href,
        "" if table.in_levels else _place(one.overall),
        "" if table.in_levels or one.among_its_like is None else f"{_like(kind)}: {_place(one.among_its_like)}",
        _level(one.level),
        _KINDS[one.level],
        f"{cell.rate} %",
        "[z]" if cell.missing is None else whole(cell.missing),
        _gain(one),
    )


def _place(place: Place) -> str:
    if place.width == 1:
        return str(place.rank)
    return _("%(rank)s (%(best)s to %(worst)s)", rank=place.rank, best=place.best, worst=place.worst)


def _like(kind: str) -> str:
    return {Kind.WARD: _("wards"), Kind.COMMUNE: _("communes"), Kind.OFFICES: _("offices")}.get(Kind(kind), "")


def _level(level: Level) -> str:
    return {
        Level.ABOVE: _("above all together"),
        Level.LEVEL: _("level with all together"),
        Level.BELOW: _("below all together"),
    }[level]


def _gain(one: Standing) -> str:
    sign = "−" if one.gain < 0 else "+"
    population = one.row.cell.population or 1
    return _(
        "%(people)s people, %(points)s points",
        people=sign + whole(abs(one.gain)),
        points=sign + in_tenths((2000 * abs(one.gain) + population) // (2 * population)),
    )


def _reason(reason: Unranked) -> str:
    return {
        Unranked.NO_RATE: _("[x] no rate yet"),
        Unranked.FEW: _("fewer than %(people)s people", people=FEWEST),
        Unranked.UNSURE: _("[p] or [e]: how many people there are is carried forward or estimated"),
        Unranked.SURPLUS: _("† more have attained than there are people"),
    }[reason]
