"""What is counted at night: how far people have come, each once, and what went on in a unit."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from lms.catalogue.published import PublishedCourse
from lms.classroom.models import ClassGroup, ClassMember, How
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.learning.models import Attempt, Enrolment, Mode, ScreenRead
from lms.learning.rules.progress import FINAL
from lms.people.models import Person
from lms.places.models import OrgUnit
from lms.statistics.nightly.actions import keep
from lms.statistics.nightly.counting import tally
from lms.statistics.nightly.queries import below, counted, next_top
from lms.statistics.nightly.rules import ACTIVITY, FUNNEL, What
from lms.statistics.vneid.models import Confirmation
from tests.builders import NOON, World
from tests.courses import publish_tiny_course
from tests.statistics.facts import TODAY, Facts


@pytest.fixture
def course(db: Session) -> PublishedCourse:
    return publish_tiny_course(db)


def at_night(db: Session, now: datetime = NOON) -> None:
    """Count everything, as the job does."""
    last = 0
    while (top := next_top(db, last, TODAY)) is not None:
        keep(db, top, tally(db, top, TODAY), TODAY, now)
        last = top.id


def numbers(db: Session, unit_id: int, *whats: What) -> tuple[int, ...]:
    at_night(db)
    found = counted(db, db.get_one(OrgUnit, unit_id), TODAY)
    assert found is not None
    return tuple(found.people.get(what, 0) for what in whats)


def enrol(db: Session, course: PublishedCourse, person_id: int, edition: int = 1) -> Enrolment:
    added = Enrolment(
        person_id=person_id,
        course_id=course.course_id,
        version_id=course.version_id,
        edition=edition,
        enrolled_at=NOON,
    )
    db.add(added)
    db.flush()
    return added


def attempt(db: Session, enrolment: Enrolment, quiz: str, *, passed: bool) -> None:
    db.add(
        Attempt(
            enrolment_id=enrolment.id,
            quiz=quiz,
            number=1,
            mode=Mode.ALONE,
            drawn=[],
            started_at=NOON,
            submitted_at=NOON,
            score=1,
            max_score=1,
            passed=passed,
        )
    )
    db.flush()


def test_whoever_has_come_further_has_come_so_far_too(
    db: Session, world: World, facts: Facts, course: PublishedCourse
) -> None:
    enrolled, learning, passed, certified, confirmed = (facts.person(world.village_1) for _ in range(5))
    for person_id in (enrolled, learning, passed):
        enrolment = enrol(db, course, person_id)
        if person_id == learning:
            attempt(db, enrolment, "01-bai-mot", passed=True)
        elif person_id == passed:
            attempt(db, enrolment, FINAL, passed=True)
    for person_id in (certified, confirmed):
        facts.certify(person_id, issued_on=TODAY)
    db.add(Confirmation(person_id=confirmed, confirmed_on=TODAY, source="tests", recorded_at=NOON))
    db.flush()

    for unit_id in (world.village_1, world.lam_thao, world.province):
        assert numbers(db, unit_id, *FUNNEL) == (5, 4, 3, 2, 1)
    assert numbers(db, world.tho_tang, *FUNNEL) == (0, 0, 0, 0, 0)


def test_reading_a_screen_is_learning(db: Session, world: World, facts: Facts, course: PublishedCourse) -> None:
    enrolment = enrol(db, course, facts.person(world.village_1))
    db.add(ScreenRead(enrolment_id=enrolment.id, screen_id=course.modules[0].screens[0].id, read_at=NOON))
    db.flush()

    assert numbers(db, world.village_1, *FUNNEL) == (1, 1, 0, 0, 0)


def test_two_rows_of_one_person_are_one_and_the_further_counts(
    db: Session, world: World, facts: Facts, course: PublishedCourse
) -> None:
    one = facts.person(world.village_1)
    other = facts.person(world.village_3, same_as=one)
    enrol(db, course, one)
    facts.certify(other, issued_on=TODAY)

    assert numbers(db, world.village_1, *FUNNEL) == (1, 1, 1, 1, 0)
    assert numbers(db, world.village_3, What.ENROLLED) == (0,)


def test_what_has_ended_and_who_has_gone_count_no_more(
    db: Session, world: World, facts: Facts, course: PublishedCourse
) -> None:
    before = numbers(db, world.province, What.KNOWN)
    facts.certify(facts.person(world.village_1), issued_on=date(2026, 3, 1), ended_on=TODAY)
    gone = facts.person(world.village_1)
    facts.certify(gone)
    db.get_one(Person, gone).left_on = TODAY
    db.flush()

    assert numbers(db, world.village_1, What.CERTIFIED) == (0,)
    assert numbers(db, world.province, What.KNOWN) == (before[0] + 1,)


def test_people_of_no_village_and_of_nowhere_are_told_apart(db: Session, world: World, facts: Facts) -> None:
    before = numbers(db, world.province, What.KNOWN, What.UNPLACED)
    facts.person(world.lam_thao)
    facts.certify(facts.person(None), issued_on=TODAY)

    assert numbers(db, world.lam_thao, What.UNPLACED) == (1,)
    assert numbers(db, world.village_1, What.UNPLACED) == (0,)
    assert numbers(db, world.unknown, What.UNPLACED, What.CERTIFIED) == (1, 1)
    assert numbers(db, world.province, What.KNOWN, What.UNPLACED) == (before[0] + 2, before[1] + 2)
    assert below(db, db.get_one(OrgUnit, world.province), What.UNPLACED, TODAY)["08500"] == 1


def test_one_name_and_year_in_one_village_is_a_doubt(db: Session, world: World, facts: Facts) -> None:
    same = [facts.person(home, 1970) for home in (world.village_1, world.village_1, world.village_2)]
    for person_id in same:
        person = db.get_one(Person, person_id)
        person.name, person.folded_name = "Hà Thị Én", "ha thi en"
    db.flush()

    assert numbers(db, world.lam_thao, What.ALIKE) == (1,)
    assert numbers(db, world.village_2, What.ALIKE) == (0,)


def test_classes_and_certificates_of_the_year(db: Session, world: World, facts: Facts, course: PublishedCourse) -> None:
    for starts, name in ((TODAY, "nay"), (TODAY - timedelta(days=700), "cũ")):
        group = ClassGroup(
            code=name,
            name=name,
            org_unit_id=world.village_1,
            teacher_id=world.binh.person_id,
            starts_on=starts,
            ends_on=starts + timedelta(days=3),
            made_at=NOON,
        )
        db.add(group)
        db.flush()
        db.add(ClassMember(class_id=group.id, person_id=world.an.person_id, how=How.TEACHER, joined_at=NOON))
    facts.certify(world.an.person_id, issued_on=TODAY)
    facts.certify(world.binh.person_id, issued_on=TODAY, ended_on=TODAY)
    facts.certify(world.chi.person_id, "khac", issued_on=date(2025, 12, 31))
    enrol(db, course, world.an.person_id).completed_at = NOON
    db.flush()

    assert numbers(db, world.village_1, *ACTIVITY) == (1, 1, 0, 0, 0, 1, 2, 1)
    assert numbers(db, world.province, *ACTIVITY) == (1, 1, 0, 0, 0, 1, 2, 1)


def test_a_course_learned_again_or_under_two_rows_is_completed_once(
    db: Session, world: World, facts: Facts, course: PublishedCourse
) -> None:
    one = facts.person(world.village_1)
    other = facts.person(world.village_3, same_as=one)
    for edition in (1, 2, 3):
        enrol(db, course, one, edition).completed_at = NOON
    enrol(db, course, other).completed_at = NOON
    enrol(db, publish_tiny_course(db, "khac"), other).completed_at = NOON
    db.flush()

    assert numbers(db, world.village_1, What.COMPLETED) == (2,)
    assert numbers(db, world.village_3, What.COMPLETED) == (0,)


def test_sessions_count_where_they_are_and_people_where_they_live(db: Session, world: World, facts: Facts) -> None:
    group = ClassGroup(
        code="nay",
        name="nay",
        org_unit_id=world.village_1,
        teacher_id=world.binh.person_id,
        starts_on=TODAY,
        ends_on=TODAY,
        made_at=NOON,
    )
    db.add(group)
    db.flush()
    here, there = facts.person(world.village_1), facts.person(world.village_3)
    twice = facts.person(world.village_2, same_as=here)
    came = {0: (here, there), 1: (twice,), 2: (), 400: (here,)}
    for days, people in came.items():
        session = ClassSession(class_id=group.id, starts_at=NOON - timedelta(days=days), opened_by=world.binh.person_id)
        db.add(session)
        db.flush()
        db.add_all(
            ClassAttendance(
                session_id=session.id,
                person_id=person_id,
                present=person_id in people,
                marked_by=world.binh.person_id,
                marked_at=NOON,
            )
            for person_id in (here, there, twice)
        )
    db.flush()
    whats = (What.SESSIONS, What.ATTENDEES, What.ATTENDANCES)

    assert numbers(db, world.village_1, *whats) == (2, 1, 3)
    assert numbers(db, world.village_3, *whats) == (0, 1, 0)
    assert numbers(db, world.province, *whats) == (2, 2, 3)


def test_another_night_replaces_the_one_before(db: Session, world: World, facts: Facts) -> None:
    first = numbers(db, world.village_1, What.KNOWN)
    facts.person(world.village_1)

    assert numbers(db, world.village_1, What.KNOWN) == (first[0] + 1,)


def test_before_the_first_night_nothing_is_claimed(db: Session, world: World) -> None:
    assert counted(db, db.get_one(OrgUnit, world.province), TODAY) is None
