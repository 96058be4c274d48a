"""The statements every commit asks with, put together once: putting them together takes longer than asking.

There are two: who is to be counted, whom the first locks, and with them the day the counts are of; and then everything
that is known of them. Facts are not read with the lock, as a statement that has waited sees what there was before it
waited. ``people`` stands for the ids of the persons that are asked for. PostgreSQL, to which each is a way there and
back, has both in one function for the one person whom most commits touch.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    literal_column,
    null,
    or_,
    select,
    text,
    type_coerce,
    union_all,
)

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.people.models import Membership, Person, Residence
from lms.statistics.counting.models import CountedSpell, CountedThrough, TouchedPerson
from lms.statistics.counting.rules import CONFIRMATION
from lms.statistics.models import RequiredCourse
from lms.statistics.models import RequiredSet as SetRow
from lms.statistics.rules import Indicator
from lms.statistics.vneid.models import Confirmation

PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_NO_NUMBER, _NO_WORD, _NO_DAY = cast(null(), Integer), cast(null(), String), cast(null(), Date)


class Kind(StrEnum):
    """What a row tells."""

    TAKEN = "taken"
    RULE = "rule"
    PERSON = "person"
    STAY = "stay"
    HELD = "held"
    KEPT = "kept"


def _constant(word: str) -> Any:
    return cast(literal_column(f"'{word}'"), String)


_TAKEN, _RULE, _PERSON, _STAY, _HELD, _KEPT = (_constant(kind) for kind in Kind)


def _taken() -> Any:
    """Those who were touched, those they were found to be, and why; locked in one order. SQLite has one writer.

    The day of the counts is locked if there is anybody, shared with others who count: nobody freezes or begins a new
    day from here to the commit. Kind, person, whom it was found to be, whether it was touched, and the cause: as many
    columns as of what is known.
    """
    touched = (
        select(TouchedPerson.person_id, TouchedPerson.cause)
        .order_by(TouchedPerson.person_id, TouchedPerson.cause)
        .limit(bindparam("many", type_=Integer))
        .cte("touched")
    )
    found_to_be = (
        select(Person.canonical_id, touched.c.cause, literal_column("0"))
        .join(touched, touched.c.person_id == Person.id)
        .where(Person.canonical_id.is_not(None))
    )
    both = union_all(select(touched.c.person_id, touched.c.cause, literal_column("1").label("is_touched")), found_to_be)
    everybody = both.subquery("everybody")
    through = THROUGH.with_for_update(read=True).scalar_subquery()
    person = _TAKEN, Person.id, Person.canonical_id, everybody.c.is_touched, everybody.c.cause
    return (
        select(*person, _NO_WORD, through.label("through"), _NO_DAY, _NO_DAY)
        .join(everybody, everybody.c.person_id == Person.id)
        .order_by(Person.id)
        .with_for_update(key_share=True, of=Person)
    )


THROUGH: Select[date] = select(CountedThrough.day)
TAKEN = _taken()
LOCKED = select(Person.id).where(Person.id.in_(PEOPLE)).order_by(Person.id).with_for_update(key_share=True)


def _stays(family: CTE, table: type[Residence | Membership], group: ColumnElement[str]) -> Any:
    days = table.valid_from, table.valid_to, _NO_DAY
    return select(_STAY, table.person_id, table.id, table.org_unit_id, group, _NO_WORD, *days).join(
        family, family.c.id == table.person_id
    )


def _known(is_one: Callable[[Any], ColumnElement[bool]]) -> Any:
    """Kind, person (or set), two numbers, two words, three days: the first of them lends the others its types."""
    family = (
        select(Person.id, Person.canonical_id, Person.birth_year, Person.left_on)
        .where(or_(is_one(Person.id), is_one(Person.canonical_id)))
        .cte("family")
    )
    rules = select(
        _RULE,
        SetRow.id,
        _NO_NUMBER,
        _NO_NUMBER,
        type_coerce(SetRow.indicator, String),
        RequiredCourse.course_slug,
        SetRow.valid_from,
        SetRow.valid_to,
        _NO_DAY,
    ).join(RequiredCourse, RequiredCourse.set_id == SetRow.id)
    persons = select(
        _PERSON,
        family.c.id,
        family.c.canonical_id,
        family.c.birth_year,
        _NO_WORD,
        _NO_WORD,
        family.c.left_on,
        _NO_DAY,
        _NO_DAY,
    )
    certified = (
        select(
            _HELD,
            Certificate.person_id,
            _NO_NUMBER,
            _NO_NUMBER,
            Course.slug,
            _NO_WORD,
            Certificate.issued_on,
            Certificate.ended_on,
            Certificate.attained_on,
        )
        .join(family, family.c.id == Certificate.person_id)
        .join(Course, Course.id == Certificate.course_id)
    )
    confirmed = select(
        _HELD,
        Confirmation.person_id,
        _NO_NUMBER,
        _NO_NUMBER,
        _constant(CONFIRMATION),
        _NO_WORD,
        Confirmation.confirmed_on,
        _NO_DAY,
        Confirmation.confirmed_on,
    ).join(family, family.c.id == Confirmation.person_id)
    kept = select(
        _KEPT,
        CountedSpell.person_id,
        CountedSpell.id,
        CountedSpell.org_unit_id,
        type_coerce(CountedSpell.indicator, String),
        _NO_WORD,
        CountedSpell.valid_from,
        CountedSpell.valid_to,
        _NO_DAY,
    ).where(is_one(CountedSpell.person_id))
    lived = _stays(family, Residence, _constant(Indicator.ADULT))
    joined = _stays(family, Membership, type_coerce(Membership.group, String))
    return union_all(rules, persons, lived, joined, certified, confirmed, kept)


KNOWN = _known(lambda person_id: person_id.in_(PEOPLE))
KNOWN_OF_ONE = _known(lambda person_id: person_id == bindparam("person", type_=Integer))
"""The same of one person, as most commits need it; its words do not depend on how many there are."""
TAKEN_AND_KNOWN = text("SELECT * FROM taken_and_known(:many)").columns()
"""On PostgreSQL: the rows of :data:`TAKEN`, and if one person was touched, once, those of :data:`KNOWN_OF_ONE` after them."""
