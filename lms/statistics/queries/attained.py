"""Who has attained, counted where they belong. Each person counts once, whatever the number of logins or certificates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SelectBase,
    String,
    and_,
    bindparam,
    func,
    intersect,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.people.models import Membership, Person, Residence
from lms.people.rules import ADULT_FROM
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.rules import Indicator


@dataclass(frozen=True, slots=True)
class Required:
    """Courses that, all held, make somebody count; closed from a day on or still open."""

    indicator: Indicator
    courses: tuple[str, ...]
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have attained in a unit with all below it, and how many of them in nothing below it."""

    people: int
    directly: int


NOBODY = Count(0, 0)

_REQUIRED = (
    select(RequiredSet.id, RequiredSet.indicator, RequiredSet.valid_to, RequiredCourse.course_slug)
    .join(RequiredCourse, RequiredCourse.set_id == RequiredSet.id)
    .where(RequiredSet.valid_from <= bindparam("on", type_=Date))
    .order_by(RequiredSet.id, RequiredCourse.course_slug)
)


def required(db: Session, on: date) -> list[Required]:
    """The sets of courses laid down by this day, closed ones too: who attained by those keeps it (D5)."""
    rows = db.execute(_REQUIRED, {"on": on})
    courses: dict[tuple[int, Indicator, date | None], list[str]] = {}
    for set_id, indicator, closed_on, slug in rows:
        courses.setdefault((set_id, Indicator(indicator), closed_on), []).append(slug)
    return [Required(indicator, tuple(slugs), closed_on) for (_, indicator, closed_on), slugs in courses.items()]


def adults(on: date, among: Select[int]) -> Select[int, int]:
    """Every adult of a day, of some persons, each once, with the one unit they live in."""
    person_id = _one_person()
    choice = func.row_number().over(partition_by=person_id, order_by=_choice(Residence.id))
    placed = (
        select(person_id.label("person_id"), Residence.org_unit_id, choice.label("choice"))
        .join(Person, Person.id == Residence.person_id)
        .where(_holds(Residence, on), person_id.in_(among))
        .subquery()
    )
    return (
        select(placed.c.person_id, placed.c.org_unit_id)
        .join(Person, Person.id == placed.c.person_id)
        .where(placed.c.choice == 1, _is_there(on), _is_grown(on))
    )


def by_unit(db: Session, sets: list[Required], on: date) -> dict[Indicator, dict[int, int]]:
    """How many have attained on a day in each unit, without those below it: reads who held what from the first certificate on.

    Groups of which the same courses are asked are counted together: who holds them is found out once.
    """
    alike: dict[frozenset[tuple[tuple[str, ...], date | None]], list[Indicator]] = {}
    for indicator in Indicator:
        asked = frozenset((one.courses, one.closed_on) for one in sets if one.indicator is indicator)
        alike.setdefault(asked, []).append(indicator)
    found: dict[Indicator, dict[int, int]] = {}
    for indicators in alike.values():
        holders = _holders(indicators[0], sets, on)
        if holders is None:
            continue
        for one, unit_id, people in db.execute(_by_leaf(indicators, holders, on)):
            found.setdefault(Indicator(one), {})[unit_id] = people
    return found


def _by_leaf(indicators: Collection[Indicator], holders: SelectBase, on: date) -> Select[str, int, int]:
    """Of those who hold what is asked, places are chosen and people counted at one go: each sorts them all."""
    belonging = _belonging(indicators, on).subquery()
    person_id, indicator = _one_person(), belonging.c.indicator
    placed = (
        select(
            indicator,
            person_id.label("person_id"),
            belonging.c.org_unit_id,
            func.row_number()
            .over(partition_by=[indicator, person_id], order_by=_choice(belonging.c.id))
            .label("choice"),
        )
        .join(Person, Person.id == belonging.c.person_id)
        .where(person_id.in_(holders))
        .subquery()
    )
    grown = or_(placed.c.indicator != Indicator.ADULT.value, _is_grown(on))
    return (
        select(placed.c.indicator, placed.c.org_unit_id, func.count())
        .join(Person, Person.id == placed.c.person_id)
        .where(placed.c.choice == 1, _is_there(on), grown)
        .group_by(placed.c.indicator, placed.c.org_unit_id)
    )


def _belonging(indicators: Collection[Indicator], on: date) -> SelectBase:
    """Every row by which somebody belongs to a unit on a day."""
    groups = [one.value for one in indicators if one is not Indicator.ADULT]
    joined = select(type_coerce(Membership.group, String).label("indicator"), *_row(Membership))
    of_groups = joined.where(Membership.group.in_(groups), _holds(Membership, on))
    if len(groups) == len(indicators):
        return of_groups
    lived = select(literal(Indicator.ADULT.value).label("indicator"), *_row(Residence)).where(_holds(Residence, on))
    return union_all(lived, of_groups) if groups else lived


def _row(table: type[Residence | Membership]) -> tuple[Any, ...]:
    return table.id, table.person_id, table.org_unit_id


def _holders(indicator: Indicator, sets: list[Required], on: date) -> SelectBase | None:
    """The persons who hold every course of some required set, perhaps more than once; nothing where nobody can count by certificates."""
    enough = [] if indicator is Indicator.VNEID else [_all_of(one, on) for one in sets if one.indicator is indicator]
    return union_all(*enough) if enough else None


def _all_of(one: Required, on: date) -> Select[int]:
    """Who holds all of these courses by certificates valid on the day (D4), attained before the set was closed."""
    holders = [_held(course, one.closed_on, on) for course in one.courses]
    return select(intersect(*holders).subquery().c.person_id) if len(holders) > 1 else holders[0]


def _held(course: str, closed_on: date | None, on: date) -> Select[int]:
    """Who holds a course, perhaps more than once; read out of the index of who held what."""
    query = (
        select(_one_person().label("person_id"))
        .join(Certificate, Certificate.person_id == Person.id)
        .join(Course, Course.id == Certificate.course_id)
        .where(Course.slug == course, Certificate.issued_on <= on)
        .where(or_(Certificate.ended_on.is_(None), Certificate.ended_on > on))
    )
    return query if closed_on is None else query.where(Certificate.attained_on < closed_on)


def _choice(row_id: Any) -> list[Any]:
    """Which of somebody's places counts: the canonical row's, and of those the one that was there first."""
    return [Person.canonical_id.is_not(None), Person.id, row_id]


def _is_grown(on: date) -> ColumnElement[bool]:
    return Person.birth_year <= on.year - ADULT_FROM


def _is_there(on: date) -> ColumnElement[bool]:
    """Whether the person is neither dead nor gone from the province (D11)."""
    return or_(Person.left_on.is_(None), Person.left_on > on)


def _one_person() -> ColumnElement[int]:
    return func.coalesce(Person.canonical_id, Person.id)


def _holds(table: type[Residence | Membership], on: date) -> ColumnElement[bool]:
    return and_(table.valid_from <= on, or_(table.valid_to.is_(None), table.valid_to > on))
