"""Who has attained, counted where they belong. Each person counts once, whatever the number of logins or certificates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.people.models import Membership, Person, Residence
from lms.people.rules import ADULT_FROM
from lms.places.models import OrgUnitScope
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
Asked = Mapping[Indicator, Collection[int]]


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


def attained(db: Session, asked: Asked, sets: list[Required], on: date) -> dict[tuple[Indicator, int], Count]:
    """How many people have attained on a day (D6), by indicator and unit asked for; who is not there has nobody.

    One statement, whatever the number of units. VNEID has no counts: it is confirmed elsewhere.
    """
    counts = [
        _counts(indicator, unit_ids, holders, on)
        for indicator, unit_ids in asked.items()
        if unit_ids and (holders := _holders(indicator, sets, on)) is not None
    ]
    if not counts:
        return {}
    rows = db.execute(union_all(*counts))
    return {(Indicator(indicator), unit_id): Count(people, directly) for indicator, unit_id, people, directly in rows}


def adults(on: date) -> Select[int, int]:
    """Every adult of a day, each once, with the one unit they live in."""
    placed = _residences(on).subquery()
    return (
        select(placed.c.person_id, placed.c.org_unit_id)
        .join(Person, Person.id == placed.c.person_id)
        .where(placed.c.choice == 1, _is_there(on), Person.birth_year <= on.year - ADULT_FROM)
    )


def by_unit(db: Session, sets: list[Required], on: date) -> dict[Indicator, dict[int, int]]:
    """How many have attained on a day in each unit, without those below it: reads every certificate.

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
        held = holders.cte()
        for one, unit_id, people in db.execute(union_all(*(_by_leaf(each, held, on) for each in indicators))):
            found.setdefault(Indicator(one), {})[unit_id] = people
    return found


def _by_leaf(indicator: Indicator, held: CTE, on: date) -> Select[str, int, int]:
    counted = _counted(indicator, held, on)
    return select(literal(indicator.value), counted.c.org_unit_id, func.count()).group_by(counted.c.org_unit_id)


def _counts(
    indicator: Indicator, unit_ids: Collection[int], holders: CompoundSelect[int], on: date
) -> Select[str, int, int, int]:
    counted = _counted(indicator, holders.subquery(), on)
    return (
        select(
            literal(indicator.value),
            OrgUnitScope.ancestor_id,
            func.count(),
            func.sum(case((OrgUnitScope.depth == 0, 1), else_=0)),
        )
        .join(counted, counted.c.org_unit_id == OrgUnitScope.descendant_id)
        .where(OrgUnitScope.ancestor_id.in_(unit_ids), _holds(OrgUnitScope, on))
        .group_by(OrgUnitScope.ancestor_id)
    )


def _counted(indicator: Indicator, held: FromClause, on: date) -> Subquery:
    """The persons who count, each with the one unit they count in."""
    placed = (_residences(on) if indicator is Indicator.ADULT else _memberships(indicator, on)).subquery()
    query = (
        select(placed.c.person_id, placed.c.org_unit_id)
        .join(held, held.c.person_id == placed.c.person_id)
        .join(Person, Person.id == placed.c.person_id)
        .where(placed.c.choice == 1, _is_there(on))
    )
    if indicator is Indicator.ADULT:
        query = query.where(Person.birth_year <= on.year - ADULT_FROM)
    return query.subquery()


def _holders(indicator: Indicator, sets: list[Required], on: date) -> CompoundSelect[int] | None:
    """The persons who hold every course of some required set; nothing where nobody can count by certificates."""
    enough = [] if indicator is Indicator.VNEID else [_all_of(one, on) for one in sets if one.indicator is indicator]
    return union(*enough) if enough else None


def _all_of(one: Required, on: date) -> Select[int]:
    """Who holds all of these courses by certificates valid on the day (D4), attained before the set was closed."""
    person_id = _one_person()
    valid = and_(Certificate.issued_on <= on, or_(Certificate.ended_on.is_(None), Certificate.ended_on > on))
    query = (
        select(person_id.label("person_id"))
        .join(Certificate, Certificate.person_id == Person.id)
        .join(Course, Course.id == Certificate.course_id)
        .where(Course.slug.in_(one.courses), valid)
        .group_by(person_id)
        .having(func.count(Course.id.distinct()) == len(one.courses))
    )
    return query if one.closed_on is None else query.where(Certificate.attained_on < one.closed_on)


def _residences(on: date) -> Select[int, int, int]:
    return _chosen(Residence, on)


def _memberships(indicator: Indicator, on: date) -> Select[int, int, int]:
    return _chosen(Membership, on).where(Membership.group == indicator.value)


def _chosen(table: type[Residence | Membership], on: date) -> Select[int, int, int]:
    """A place a person, numbered by choice: where rows were found to be one person, the canonical one's place wins."""
    person_id = _one_person()
    order = [Person.canonical_id.is_not(None), Person.id, table.id]
    return (
        select(
            person_id.label("person_id"),
            table.org_unit_id,
            func.row_number().over(partition_by=person_id, order_by=order).label("choice"),
        )
        .join(Person, Person.id == table.person_id)
        .where(_holds(table, on))
    )


def _is_there(on: date) -> ColumnElement[bool]:
    """Whether the person is neither dead nor gone from the province (D11)."""
    return or_(Person.left_on.is_(None), Person.left_on > on)


def _one_person() -> ColumnElement[int]:
    return func.coalesce(Person.canonical_id, Person.id)


def _holds(table: type[Residence | Membership | OrgUnitScope], on: date) -> ColumnElement[bool]:
    return and_(table.valid_from <= on, or_(table.valid_to.is_(None), table.valid_to > on))
