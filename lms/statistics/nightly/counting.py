"""Counts the people of one commune: how far each has come, once, whatever the number of their rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Reason
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.clock import LOCAL
from lms.learning.models import Attempt, Enrolment, ScreenRead
from lms.learning.rules.progress import FINAL
from lms.people.models import Person, Residence
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.nightly.rules import What, at_least
from lms.statistics.vneid.models import Confirmation

Tally = Counter[tuple[int, What]]
"""How many, by the unit itself (without those below it) and what."""
_CERTIFIED, _CONFIRMED = 4, 5


def tally(db: Session, top: OrgUnit, on: date) -> Tally:
    """Everything that is counted of a commune and of each unit in it; of «unknown» also whoever lives nowhere."""
    residents = _residents(top, on)
    found: Tally = Counter()
    for unit_id, furthest, people in db.execute(_furthest(residents, on)):
        found[unit_id or top.id, What.KNOWN] += people
        for what, many in at_least({furthest: people}).items():
            found[unit_id or top.id, what] += many
    for unit_id, groups in db.execute(_alike(residents)):
        found[unit_id or top.id, What.ALIKE] += groups
    for what, query in _activity(top, residents, on).items():
        for unit_id, many in db.execute(query):
            found[unit_id or top.id, what] += many
    return found


def _residents(top: OrgUnit, on: date) -> CTE:
    """Whoever lives in a commune, each by their canonical row, with the unit."""
    lives = and_(
        Residence.person_id == Person.id,
        Residence.valid_from <= on,
        or_(Residence.valid_to.is_(None), Residence.valid_to > on),
    )
    is_canonical = func.coalesce(Person.canonical_id, 0) == 0  # not IS NULL: SQLite would begin with all who are
    there = and_(is_canonical, or_(Person.left_on.is_(None), Person.left_on > on))
    placed = select(Person.id.label("person_id"), Residence.org_unit_id.label("unit_id")).join(Residence, lives)
    known = placed.where(Residence.org_unit_id.in_(places.within([top.id], on)), there)
    if top.kind != Kind.UNKNOWN:
        return known.cte("resident")
    nowhere = select(Person.id, literal(None)).where(there, ~select(Residence.id).where(lives).exists())
    return union_all(known, nowhere).cte("resident")


def _furthest(residents: CTE, on: date) -> Select[int | None, int, int]:
    """How many have come how far and no further, by unit; 0 is not enrolled."""
    mine = _rows_of(residents)
    enrolled = select(mine.c.one, literal(1).label("stage")).join(Enrolment, Enrolment.person_id == mine.c.row_id)
    begun = or_(
        select(ScreenRead.screen_id).where(ScreenRead.enrolment_id == Enrolment.id).exists(),
        select(Attempt.id).where(Attempt.enrolment_id == Enrolment.id).exists(),
    )
    has_passed = (
        select(Attempt.id)
        .where(Attempt.enrolment_id == Enrolment.id, Attempt.quiz == FINAL, Attempt.passed.is_(True))
        .exists()
    )
    stages = union_all(
        enrolled,
        select(mine.c.one, literal(2)).join(Enrolment, Enrolment.person_id == mine.c.row_id).where(begun),
        select(mine.c.one, literal(3)).join(Enrolment, Enrolment.person_id == mine.c.row_id).where(has_passed),
        select(mine.c.one, literal(_CERTIFIED))
        .join(Certificate, Certificate.person_id == mine.c.row_id)
        .where(_is_valid(on)),
        select(mine.c.one, literal(_CONFIRMED))
        .join(Confirmation, Confirmation.person_id == mine.c.row_id)
        .where(Confirmation.confirmed_on <= on),
    ).cte("stage")
    confirmed = func.max(case((stages.c.stage == _CONFIRMED, 1), else_=0))
    by_learning = func.max(case((stages.c.stage < _CONFIRMED, stages.c.stage), else_=0))
    furthest = case((and_(by_learning == _CERTIFIED, confirmed == 1), _CONFIRMED), else_=by_learning)
    each = select(stages.c.one, furthest.label("stage")).group_by(stages.c.one).cte("each_one")
    reached = func.coalesce(each.c.stage, 0)
    return (
        select(residents.c.unit_id, reached, func.count())
        .outerjoin(each, each.c.one == residents.c.person_id)
        .group_by(residents.c.unit_id, reached)
    )


def _rows_of(residents: CTE) -> CTE:
    """Every row that stands for one of them: their own, and those that were found to be the same person."""
    return union_all(
        select(residents.c.person_id.label("one"), residents.c.person_id.label("row_id")),
        select(residents.c.person_id, Person.id).join(Person, Person.canonical_id == residents.c.person_id),
    ).cte("mine")


def _alike(residents: CTE) -> Select[int | None, int]:
    """How many groups of residents of one unit have one name and one year of birth."""
    same = (
        select(residents.c.unit_id)
        .join(Person, Person.id == residents.c.person_id)
        .group_by(residents.c.unit_id, Person.folded_name, Person.birth_year)
        .having(func.count() > 1)
        .subquery()
    )
    return select(same.c.unit_id, func.count()).group_by(same.c.unit_id)


def _activity(top: OrgUnit, residents: CTE, on: date) -> dict[What, Select[int | None, int]]:
    """What went on this year."""
    first, below = date(on.year, 1, 1), places.within([top.id], on)
    of_year = and_(ClassGroup.org_unit_id.in_(below), ClassGroup.starts_on <= on, ClassGroup.ends_on >= first)
    register = and_(Certificate.org_unit_id.in_(below), Certificate.correction == 0)
    ended = and_(Certificate.status == Status.REVOKED, Certificate.ended_on >= first, Certificate.ended_on <= on)
    was_corrected = Certificate.ended_reason == Reason.CORRECTED
    return {
        What.CLASSES: select(ClassGroup.org_unit_id, func.count()).where(of_year).group_by(ClassGroup.org_unit_id),
        What.IN_CLASSES: select(ClassGroup.org_unit_id, func.count())
        .join(ClassMember, ClassMember.class_id == ClassGroup.id)
        .where(of_year)
        .group_by(ClassGroup.org_unit_id),
        **_sessions(residents, below, first),
        What.COMPLETED: _completed(residents, first),
        What.ISSUED: select(Certificate.org_unit_id, func.count())
        .where(register, Certificate.issued_on >= first, Certificate.issued_on <= on)
        .group_by(Certificate.org_unit_id),
        What.REVOKED: select(Certificate.org_unit_id, func.count())
        .where(Certificate.org_unit_id.in_(below), ended, or_(Certificate.ended_reason.is_(None), ~was_corrected))
        .group_by(Certificate.org_unit_id),
    }


def _completed(residents: CTE, first: date) -> Select[int | None, int]:
    """How many courses were completed since; one that was learned again, or under two rows, is one of the person."""
    mine = _rows_of(residents)
    each = (
        select(residents.c.unit_id, residents.c.person_id, Enrolment.course_id)
        .join(mine, mine.c.one == residents.c.person_id)
        .join(Enrolment, Enrolment.person_id == mine.c.row_id)
        .where(Enrolment.completed_at >= datetime.combine(first, time(), LOCAL))
        .distinct()
        .subquery()
    )
    return select(each.c.unit_id, func.count()).group_by(each.c.unit_id)


def _sessions(residents: CTE, below: Select[int], first: date) -> dict[What, Select[int | None, int]]:
    """What went on in the sessions of this year's classes."""
    since, mine = datetime.combine(first, time(), LOCAL), _rows_of(residents)
    came = and_(ClassSession.starts_at >= since, ClassAttendance.present)
    there = (
        select(ClassGroup.org_unit_id)
        .join(ClassSession, ClassSession.class_id == ClassGroup.id)
        .join(ClassAttendance, ClassAttendance.session_id == ClassSession.id)
        .where(ClassGroup.org_unit_id.in_(below), came)
        .group_by(ClassGroup.org_unit_id)
    )
    return {
        What.SESSIONS: there.add_columns(func.count(ClassSession.id.distinct())),
        What.ATTENDANCES: there.add_columns(func.count()),
        What.ATTENDEES: select(residents.c.unit_id, func.count(residents.c.person_id.distinct()))
        .join(mine, mine.c.one == residents.c.person_id)
        .join(ClassAttendance, ClassAttendance.person_id == mine.c.row_id)
        .join(ClassSession, ClassSession.id == ClassAttendance.session_id)
        .where(came)
        .group_by(residents.c.unit_id),
    }


def _is_valid(on: date) -> ColumnElement[bool]:
    return and_(Certificate.issued_on <= on, or_(Certificate.ended_on.is_(None), Certificate.ended_on > on))
