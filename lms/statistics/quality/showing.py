"""The page of doubts: each with what is wrong, how many, and the way to where it is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics import words
from lms.statistics.nightly import queries as nightly
from lms.statistics.nightly.rules import What
from lms.statistics.quality import queries
from lms.statistics.quality.rules import Sort
from lms.statistics.queries.tables import figures_below
from lms.statistics.rules import BY_RESIDENCE, Cell, Indicator
from lms.web.pages import day, time_of_day, whole

_PSEUDO = (Kind.UNKNOWN, Kind.OFFICES)
_NAMED = 10
"""Of more units the rest is a number."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line: what is doubtful where, and where it is looked into."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Queue:
    """All doubts of one kind; ``mend`` leads to where all of them are mended, if there is such a page."""

    title: str
    about: str
    doubts: list[Doubt]
    more: int
    mend: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Whose doubts they are, and which ways the visitor has."""

    unit: OrgUnit
    on: date
    is_of_the_province: bool
    has_register: bool


def queues(db: Session, at: Place) -> list[Queue]:
    """Every kind of doubt about a unit and the units directly below it, those without any as well."""
    figures = figures_below(db, at.unit, at.on.year, at.on)
    units = [unit for unit, _cells in figures if unit.kind not in _PSEUDO]
    files = (url_for("statistics.files"), _("Files of numbers")) if at.is_of_the_province else None
    return [
        _queue(
            _("† More have attained than there are people"),
            _("The number of people is too small, or people count here who do not belong here."),
            _surpluses(figures),
            files,
        ),
        _queue(_("No number of people"), _("Without it there is no rate."), _missing(figures), files),
        _queue(
            _("The parts do not add up"),
            _("The unit's own number counts; the difference is only told, never spread."),
            [
                _doubt(
                    one.unit,
                    _(
                        "%(group)s: own number %(own)s, parts together %(parts)s, difference %(difference)s",
                        group=words.group_name(one.indicator),
                        own=whole(one.own),
                        parts=whole(one.parts),
                        difference=_signed(one.own - one.parts),
                    ),
                )
                for one in queries.differing(db, units, at.on.year, at.on)
            ],
            files,
        ),
        _queue(
            _("People without a village"),
            _("They count in the commune, but in no village."),
            _counted(db, at, What.UNPLACED, _without_a_village),
            (url_for("people.homes"), _("Who lives where")),
        ),
        _alike(db, at),
        _bursts(db, at),
    ]


def _queue(title: str, about: str, doubts: list[Doubt], mend: tuple[str, str] | None) -> Queue:
    return Queue(title, about, doubts[: queries.MOST], max(0, len(doubts) - queries.MOST), mend)


def _doubt(unit: OrgUnit, said: str) -> Doubt:
    if unit.kind == Kind.PROVINCE:
        return Doubt(unit.name, url_for("statistics.overview"), said)
    return Doubt(unit.name, url_for("statistics.unit", code=unit.code), said)


def _surpluses(figures: Iterable[tuple[OrgUnit, list[Cell]]]) -> list[Doubt]:
    found = [(unit, cell) for unit, cells in figures for cell in cells if cell.surplus]
    return [
        _doubt(
            unit,
            _(
                "%(group)s: %(people)s more than there are people (%(attained)s of %(population)s)",
                group=words.group_name(cell.indicator),
                people=whole(cell.surplus),
                attained=whole(cell.attained or 0),
                population=whole(cell.population or 0),
            ),
        )
        for unit, cell in sorted(found, key=lambda one: -one[1].surplus)
    ]


def _missing(figures: Iterable[tuple[OrgUnit, list[Cell]]]) -> list[Doubt]:
    """By group, of what can be counted. In villages only people who live there are: nobody works or learns in one."""
    lacking: dict[Indicator, list[OrgUnit]] = defaultdict(list)
    for unit, cells in figures:
        for cell in cells:
            is_counted = unit.kind != Kind.VILLAGE or cell.indicator in BY_RESIDENCE
            if cell.denominator is None and cell.gap is None and is_counted and unit.kind not in _PSEUDO:
                lacking[cell.indicator].append(unit)
    return [_lacking(indicator, units) for indicator, units in lacking.items()]


def _lacking(indicator: Indicator, units: list[OrgUnit]) -> Doubt:
    named = ", ".join(unit.name for unit in units[:_NAMED])
    rest = len(units) - _NAMED
    return Doubt(
        words.group_name(indicator),
        "",
        _("%(units)s and %(rest)s more", units=named, rest=rest) if rest > 0 else named,
    )


def _counted(db: Session, at: Place, what: What, said: Callable[[int], str]) -> list[Doubt]:
    """The units below with most of it; of a village its own number."""
    below = nightly.below(db, at.unit, what, at.on)
    if not below:
        own = nightly.counted(db, at.unit, at.on)
        many = own.people.get(what, 0) if own else 0
        return [_quality(at.unit.code, at.unit.name, said(many))] if many else []
    names = {unit.code: unit.name for unit in places.children(db, at.unit.id, at.on)}
    largest = sorted(((many, code) for code, many in below.items() if many), reverse=True)
    return [_quality(code, names[code], said(many)) for many, code in largest]


def _quality(code: str, name: str, said: str) -> Doubt:
    return Doubt(name, url_for("statistics.quality_of", code=code), said)


def _without_a_village(people: int) -> str:
    return ngettext("%(people)s person", "%(people)s people", people, people=whole(people))


def _alike(db: Session, at: Place) -> Queue:
    title, about = _("Perhaps one person twice"), _("One name, one year of birth, one village. Look before you decide.")
    if at.unit.kind != Kind.VILLAGE:
        groups = _counted(db, at, What.ALIKE, lambda many: ngettext("%(num)s group", "%(num)s groups", many))
        return _queue(title, about, groups, None)
    found = [
        Doubt(
            one.name,
            url_for("people.homes", q=one.name),
            _("born %(year)s, %(people)s entries", year=one.birth_year, people=one.people),
        )
        for one in queries.alike(db, at.unit, at.on)
    ]
    return _queue(title, about, found, None)


def _bursts(db: Session, at: Place) -> Queue:
    found = []
    for one in queries.bursts(db, at.unit.id, at.on):
        on = local_date(one.at)
        said = _burst(one.sort, one.people)
        when = _("%(day)s at %(time)s", day=day(on), time=time_of_day(one.at))
        way = url_for(
            "certificates.register", unit=one.unit.code, course=one.course, since=day(on), until=day(on), mode="alone"
        )
        found.append(Doubt(one.unit.name, way if at.has_register else "", f"{when}: {said}"))
    return _queue(
        _("Certificates that came together"),
        _(
            "Learned alone, and yet at one time, with the same mistakes or on one telephone:"
            " somebody may have done it for others."
        ),
        found,
        None,
    )


def _burst(sort: Sort, people: int) -> str:
    if sort is Sort.SAME_MINUTE:
        return _("%(people)s certificates of one course within one minute", people=people)
    if sort is Sort.SAME_DEVICE:
        return _(
            "%(people)s people passed one course on one telephone on one day, most of them from here", people=people
        )
    return _("%(people)s tests with the same answers, mistakes included", people=people)


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+'}{whole(abs(number))}"
