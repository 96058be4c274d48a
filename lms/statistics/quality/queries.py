"""What is doubtful, read from counters and numbers: no person and no certificate is looked through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session, aliased

from lms.catalogue.models import Course
from lms.people.models import Person, Residence
from lms.places import queries as places
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.rules import Kind
from lms.statistics.models import Population
from lms.statistics.quality.models import FoundBurst
from lms.statistics.quality.rules import Sort
from lms.statistics.rules import BY_RESIDENCE, Indicator

MOST = 20
"""So many of a kind are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A unit whose own number is not the sum of the numbers of its parts (E14)."""

    unit: OrgUnit
    indicator: Indicator
    own: int
    parts: int


@dataclass(frozen=True, slots=True)
class SeenBurst:
    """A burst with the names of what it is of."""

    sort: Sort
    at: datetime
    people: int
    unit: OrgUnit
    course: str


@dataclass(frozen=True, slots=True)
class Alike:
    """People of one village with one name and one year of birth."""

    name: str
    birth_year: int
    people: int


def differing(db: Session, units: Collection[OrgUnit], year: int, on: date) -> list[Differing]:
    """The units whose parts all have numbers that do not add up to the unit's own; never spread, only told (D7)."""
    by_id = {unit.id: unit for unit in units}
    number, edge, part = _numbers(year), aliased(OrgUnitScope), aliased(OrgUnit)
    own = {
        (unit_id, Indicator(indicator)): value
        for indicator, unit_id, value in db.execute(select(number).where(number.c.org_unit_id.in_(by_id)))
    }
    parts = (
        select(edge.ancestor_id.label("unit_id"), part.id.label("part_id"), part.kind)
        .join(part, part.id == edge.descendant_id)
        .where(edge.ancestor_id.in_(by_id), edge.depth == 1, in_force(edge, on), in_force(part, on))
        .where(part.kind != Kind.UNKNOWN)
        .subquery()
    )
    many: dict[tuple[int, bool], int] = Counter()
    for unit_id, kind, count in db.execute(
        select(parts.c.unit_id, parts.c.kind, func.count()).group_by(parts.c.unit_id, parts.c.kind)
    ):
        many[unit_id, kind == Kind.OFFICES] += count
    sums: dict[tuple[int, Indicator], dict[bool, tuple[int, int]]] = defaultdict(lambda: {True: (0, 0), False: (0, 0)})
    for unit_id, kind, indicator, total, count in db.execute(
        select(parts.c.unit_id, parts.c.kind, number.c.indicator, func.sum(number.c.value), func.count())
        .join(number, number.c.org_unit_id == parts.c.part_id)
        .group_by(parts.c.unit_id, parts.c.kind, number.c.indicator)
    ):
        of = sums[unit_id, Indicator(indicator)]
        is_office = kind == Kind.OFFICES
        of[is_office] = of[is_office][0] + int(total), of[is_office][1] + count
    found = []
    for (unit_id, indicator), of in sums.items():
        counted = (False,) if indicator in BY_RESIDENCE else (False, True)  # nobody lives in an office
        is_whole = all(of[office][1] == many[unit_id, office] for office in counted)
        total = sum(of[office][0] for office in counted)
        if is_whole and own.get((unit_id, indicator), total) != total:
            found.append(Differing(by_id[unit_id], indicator, own[unit_id, indicator], total))
    return sorted(found, key=lambda one: (-abs(one.own - one.parts), one.unit.sort_key, one.indicator))


def _numbers(year: int) -> Subquery:
    """The newest number of each unit and group of a year."""
    newer = aliased(Population)
    replaced = (
        select(newer.id)
        .where(newer.indicator == Population.indicator, newer.year == Population.year)
        .where(newer.org_unit_id == Population.org_unit_id, newer.version > Population.version)
        .exists()
    )
    return (
        select(Population.indicator, Population.org_unit_id, Population.value)
        .where(Population.year == year, ~replaced)
        .subquery()
    )


def bursts(db: Session, unit_id: int, on: date) -> list[SeenBurst]:
    """The bursts of a unit and of all below it, the newest first."""
    rows = db.execute(
        select(FoundBurst.sort, FoundBurst.at, FoundBurst.people, OrgUnit, Course.slug)
        .join(OrgUnit, OrgUnit.id == FoundBurst.org_unit_id)
        .join(Course, Course.id == FoundBurst.course_id)
        .where(FoundBurst.org_unit_id.in_(places.within([unit_id], on)))
        .order_by(FoundBurst.at.desc(), FoundBurst.id)
        .limit(MOST + 1)
    )
    return [SeenBurst(Sort(sort), at, people, unit, slug) for sort, at, people, unit, slug in rows]


def alike(db: Session, unit: OrgUnit, on: date) -> list[Alike]:
    """Who of one village may be one person twice; of larger units only the number is known."""
    if unit.kind != Kind.VILLAGE:
        return []
    rows = db.execute(
        select(func.min(Person.name), Person.birth_year, func.count())
        .join(Residence, Residence.person_id == Person.id)
        .where(Residence.org_unit_id.in_(places.within([unit.id], on)), Person.canonical_id.is_(None))
        .where(Residence.valid_from <= on, (Residence.valid_to.is_(None)) | (Residence.valid_to > on))
        .where(Person.left_on.is_(None) | (Person.left_on > on))
        .group_by(Person.folded_name, Person.birth_year)
        .having(func.count() > 1)
        .order_by(func.count().desc(), Person.folded_name)
        .limit(MOST + 1)
    )
    return [Alike(name, year, people) for name, year, people in rows]
