"""The statements every commit asks with, put together once: putting them together takes longer than asking.

``people`` stands for the ids of the persons that are asked for.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    bindparam,
    cast,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.db import insert_for
from lms.people.models import Membership, Person, Residence
from lms.statistics.counting.models import (
    CountedSpell,
    CountedThrough,
    DayChange,
    ProvinceChange,
    TouchedPerson,
    UnitCount,
)
from lms.statistics.counting.rules import CONFIRMATION
from lms.statistics.models import RequiredCourse
from lms.statistics.models import RequiredSet as SetRow
from lms.statistics.rules import Indicator
from lms.statistics.vneid.models import Confirmation

_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)


def _stays(
    table: type[Residence | Membership], group: ColumnElement[str]
) -> Select[str, int, int, int, date, date | None]:
    return select(group, table.id, table.person_id, table.org_unit_id, table.valid_from, table.valid_to).where(
        table.person_id.in_(_PEOPLE)
    )


TOUCHED = (
    select(TouchedPerson.person_id, TouchedPerson.cause, func.coalesce(Person.canonical_id, TouchedPerson.person_id))
    .outerjoin(Person, Person.id == TouchedPerson.person_id)
    .order_by(TouchedPerson.person_id, TouchedPerson.cause)
    .limit(bindparam("many"))
)
COUNTED = delete(TouchedPerson).where(TouchedPerson.person_id.in_(_PEOPLE))
LOCKED = select(Person.id).where(Person.id.in_(_PEOPLE)).order_by(Person.id).with_for_update(key_share=True)
SETS = select(SetRow.id, SetRow.indicator, SetRow.valid_from, SetRow.valid_to, RequiredCourse.course_slug).join(
    RequiredCourse, RequiredCourse.set_id == SetRow.id
)
FAMILY = select(Person.id, Person.canonical_id, Person.birth_year, Person.left_on).where(
    or_(Person.id.in_(_PEOPLE), Person.canonical_id.in_(_PEOPLE))
)
STAYS: CompoundSelect[Any] = union_all(
    _stays(Residence, literal(Indicator.ADULT.value)), _stays(Membership, type_coerce(Membership.group, String))
)
HELD: CompoundSelect[Any] = union_all(
    select(Certificate.person_id, Course.slug, Certificate.issued_on, Certificate.ended_on, Certificate.attained_on)
    .join(Course, Course.id == Certificate.course_id)
    .where(Certificate.person_id.in_(_PEOPLE)),
    select(
        Confirmation.person_id,
        literal(CONFIRMATION),
        Confirmation.confirmed_on,
        cast(null(), Date),
        Confirmation.confirmed_on,
    ).where(Confirmation.person_id.in_(_PEOPLE)),
)
KEPT = select(
    CountedSpell.id,
    CountedSpell.person_id,
    CountedSpell.indicator,
    CountedSpell.valid_from,
    CountedSpell.valid_to,
    CountedSpell.org_unit_id,
).where(CountedSpell.person_id.in_(_PEOPLE))
THROUGH = select(CountedThrough.day)
THROUGH_LOCKED = THROUGH.with_for_update(read=True)


@cache
def spell_added(dialect: str) -> Any:
    """A spell is kept."""
    return insert_for(dialect, CountedSpell)


@cache
def days_moved(dialect: str, table: type[DayChange | ProvinceChange]) -> Any:
    """By how many people a day changes, added to what it changed already."""
    row = insert_for(dialect, table)
    keys = [column.name for column in table.__table__.primary_key]
    return row.on_conflict_do_update(index_elements=keys, set_={"delta": table.delta + row.excluded.delta})


@cache
def counts_moved(dialect: str) -> Any:
    """By how many people a count changes."""
    row = insert_for(dialect, UnitCount)
    return row.on_conflict_do_update(
        index_elements=["indicator", "org_unit_id"], set_={"people": UnitCount.people + row.excluded.people}
    )
