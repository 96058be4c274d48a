"""Who has attained, counted where they belong. Each person counts once, whatever the number of logins or certificates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Select, Subquery, and_, func, or_, select, union
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.people.models import Membership, Person, Residence
from lms.places.models import OrgUnitScope
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.rules import ADULT_FROM, Indicator


def attained(db: Session, indicator: Indicator, unit_ids: Iterable[int], on: date) -> dict[int, int]:
    """How many people have attained on a day (D6), for each of these units with all that lies below it."""
    counted = _counted(db, indicator, on)
    if counted is None:
        return {}
    rows = db.execute(
        select(OrgUnitScope.ancestor_id, func.count())
        .join(counted, counted.c.org_unit_id == OrgUnitScope.descendant_id)
        .where(OrgUnitScope.ancestor_id.in_(list(unit_ids)), _holds(OrgUnitScope, on))
        .group_by(OrgUnitScope.ancestor_id)
    )
    return dict(rows.tuples())


def attained_directly(db: Session, indicator: Indicator, unit_id: int, on: date) -> int:
    """How many of them belong to the unit itself and to nothing below it: their village is not known."""
    counted = _counted(db, indicator, on)
    if counted is None:
        return 0
    return db.scalar(select(func.count()).select_from(counted).where(counted.c.org_unit_id == unit_id)) or 0


def has_courses(db: Session, on: date) -> set[Indicator]:
    """The indicators for which a set of courses has been laid down by this day."""
    return set(db.scalars(select(RequiredSet.indicator).where(RequiredSet.valid_from <= on)))


def _counted(db: Session, indicator: Indicator, on: date) -> Subquery | None:
    """The persons who count, each with the one unit they count in; nothing where nobody can."""
    holders = _holders(db, indicator, on)
    if indicator is Indicator.VNEID or holders is None:
        return None
    places = _residences(on) if indicator is Indicator.ADULT else _memberships(indicator, on)
    held = holders.subquery()
    query = (
        select(places.c.person_id, places.c.org_unit_id)
        .join(held, held.c.person_id == places.c.person_id)
        .where(places.c.choice == 1)
    )
    if indicator is Indicator.ADULT:
        query = query.join(Person, Person.id == places.c.person_id).where(Person.birth_year <= on.year - ADULT_FROM)
    return query.subquery()


def _holders(db: Session, indicator: Indicator, on: date) -> CompoundSelect[int] | None:
    """The persons who hold every course of some required set (D5)."""
    sets = db.execute(
        select(RequiredSet.id, RequiredSet.valid_to, RequiredCourse.course_slug)
        .join(RequiredCourse, RequiredCourse.set_id == RequiredSet.id)
        .where(RequiredSet.indicator == indicator, RequiredSet.valid_from <= on)
        .order_by(RequiredSet.id)
    ).all()
    slugs: dict[tuple[int, date | None], list[str]] = {}
    for set_id, valid_to, slug in sets:
        slugs.setdefault((set_id, valid_to), []).append(slug)
    if not slugs:
        return None
    return union(*(_holders_of(courses, valid_to, on) for (_, valid_to), courses in slugs.items()))


def _holders_of(courses: list[str], closed_on: date | None, on: date) -> Select[int]:
    """Who holds all of these courses by certificates valid on the day (D4), earned before the set was closed."""
    one = _one_person()
    valid = and_(Certificate.issued_on <= on, or_(Certificate.ended_on.is_(None), Certificate.ended_on > on))
    query = (
        select(one.label("person_id"))
        .join(Certificate, Certificate.person_id == Person.id)
        .join(Course, Course.id == Certificate.course_id)
        .where(Course.slug.in_(courses), valid)
        .group_by(one)
        .having(func.count(Course.id.distinct()) == len(courses))
    )
    return query if closed_on is None else query.where(Certificate.issued_on < closed_on)


def _residences(on: date) -> Subquery:
    return _chosen(Residence, on).subquery()


def _memberships(indicator: Indicator, on: date) -> Subquery:
    return _chosen(Membership, on).where(Membership.group == indicator.value).subquery()


def _chosen(table: type[Residence | Membership], on: date) -> Select[int, int, int]:
    """A place a person, numbered by choice: where rows were found to be one person, the canonical one's place wins."""
    one = _one_person()
    choice = func.row_number().over(partition_by=one, order_by=[Person.canonical_id.is_not(None), Person.id, table.id])
    return (
        select(one.label("person_id"), table.org_unit_id, choice.label("choice"))
        .join(Person, Person.id == table.person_id)
        .where(_holds(table, on))
    )


def _one_person() -> ColumnElement[int]:
    return func.coalesce(Person.canonical_id, Person.id)


def _holds(table: type[Residence | Membership | OrgUnitScope], on: date) -> ColumnElement[bool]:
    return and_(table.valid_from <= on, or_(table.valid_to.is_(None), table.valid_to > on))
