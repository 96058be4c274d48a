"""What happened at home while the class was away, one person for each case: everything is taken in that can be, and said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom import actions as classes
from lms.classroom.bundles.account import Account, What
from lms.classroom.bundles.taking import take
from lms.classroom.sessions import actions as sessions
from lms.classroom.sessions.models import ClassAttendance
from lms.classroom.sessions.queries import roster
from lms.classroom.sessions.rules import Hours
from lms.clock import local_date, now
from lms.db import Database, new_id
from lms.learning import actions as learning
from lms.learning import queries
from lms.learning.models import Answer, Attempt, Enrolment
from lms.learning.rules.arriving import Fate
from lms.learning.rules.responses import right_answer
from lms.people.actions import Enrolled, enrol
from lms.people.models import Person
from lms.people.requests.models import Request
from lms.people.requests.rules import State
from lms.people.requests.rules import What as Asked
from lms.places.models import OrgUnit
from tests.builders import Somebody, World, add_person
from tests.classroom.bundles.conftest import Open, brought, figures, told
from tests.classroom.conftest import Lesson
from tests.courses import publish_tiny_course
from tests.learning.learners import answer_all, prepare

Neighbour = Callable[[str], Somebody]


@pytest.fixture
def neighbour(database: Database, lesson: Lesson, world: World) -> Neighbour:
    """Somebody else in the class."""

    def make(name: str) -> Somebody:
        with database.transaction() as db:
            somebody = add_person(db, name, 1960, db.get_one(OrgUnit, world.village_1), f"n{len(name)}-{new_id()[:8]}")
            classes.add(db, lesson.id, somebody.person_id, now())
        return somebody

    return make


def complete(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """Learn everything and pass the final."""
    prepare(database, somebody, course)
    attempt = answer_all(database, somebody, course, right=True)
    with database.transaction() as db:
        learning.submit(db, somebody.person_id, attempt, now())


def said_of(account: Account, somebody: Somebody) -> list[tuple[What, Fate, str]]:
    """What the account says of somebody."""
    return [(line.what, line.fate, str(line.why)) for line in account.lines if line.who == somebody.name]


def answer(database: Database, somebody: Somebody, attempt: str, number: int) -> None:
    """Answer one question of an attempt right."""
    with database.transaction() as db:
        item = queries.sitting_by_id(db, attempt).items[number]
        chosen = right_answer(item)
        learning.save_answer(db, somebody.person_id, attempt, item.id, new_id(), chosen, now())


def test_everything_that_can_happen_meanwhile(
    database: Database, lesson: Lesson, course: PublishedCourse, neighbour: Neighbour, open_bundle: Open
) -> None:
    left, gone, deleted, joined, online, both = map(
        neighbour, ("Lê Rời", "Lê Mất", "Lê Xóa", "Lê Gộp", "Lê Mạng", "Lê Hai")
    )
    prepare(database, both, course)
    open_final = answer_all(database, both, course, right=True)
    laptop = open_bundle(take(database, lesson.id, None, now(), 30).content)
    for somebody in (left, gone, deleted, joined, online):
        complete(laptop, somebody, course)
    answer(laptop, both, open_final, 0)
    complete(database, online, course)
    answer(database, both, open_final, 1)
    with laptop.transaction() as db:
        learning.submit(db, both.person_id, open_final, now())
    with database.transaction() as db:
        learning.submit(db, both.person_id, open_final, now())
        classes.remove(db, lesson.id, left.person_id, now())
        db.get_one(Person, gone.person_id).left_on = local_date(now())
        db.get_one(Person, joined.person_id).canonical_id = left.person_id
        row = {"what": Asked.DELETION, "state": State.DONE, "asked_at": now(), "answered_at": now(), "wanted": {}}
        home = db.query(OrgUnit).first().id
        db.add(Request(person_id=deleted.person_id, org_unit_id=home, note="", reason="", **row))

    account = brought(database, laptop)
    after = figures(database)
    again = brought(database, laptop)

    assert [what for what, _fate, _why in said_of(account, left)] == [What.PERSON]
    assert (What.ENROLMENT, Fate.REFUSED) in [line[:2] for line in said_of(account, gone)]
    assert said_of(account, deleted)[0][:2] == (What.PERSON, Fate.REFUSED)
    assert said_of(account, joined)[0][:2] == (What.PERSON, Fate.DIFFERS)
    assert [line[:2] for line in said_of(account, online)] == [(What.CERTIFICATE, Fate.DIFFERS)]
    assert (What.ATTEMPT, Fate.DIFFERS) in [line[:2] for line in said_of(account, both)]
    with database.reading() as db:
        certified = {row.person_id for row in db.query(Certificate)}
        finals = (
            db.query(Attempt)
            .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
            .filter(Enrolment.person_id == both.person_id, Attempt.quiz == "final")
        )
        assert [attempt.number for attempt in finals.order_by(Attempt.number)] == [1, 2]
        counts = {attempt.number: db.query(Answer).filter_by(attempt_id=attempt.id).count() for attempt in finals}
        assert counts == {1: 5, 2: 5}
    assert certified == {left.person_id, joined.person_id, online.person_id, both.person_id}
    assert (after.certificates, after.counted) == (4, 3)  # two entries of one person count once
    assert figures(database) == after
    assert told(again, Fate.NEW) == {}


def test_somebody_new_is_never_merged_and_nothing_is_told_of_strangers(
    database: Database, laptop: Database, lesson: Lesson, course: PublishedCourse, world: World
) -> None:
    with laptop.transaction() as db:
        person = enrol(db, [Enrolled("Nguyễn Thị An", 1958, world.village_2)], world.binh.person_id, now())[0]
        classes.add(db, lesson.id, person.id, now())
    new = Somebody(person.id, 0, "Nguyễn Thị An", "")
    complete(laptop, new, course)
    with database.reading() as db:
        dung = db.get_one(Person, world.dung.person_id).public_id
    with laptop.transaction() as db:
        stranger = enrol(db, [Enrolled("Phạm Dũng", 1979, world.village_1)], world.binh.person_id, now())[0]
        stranger.public_id = dung
    before = figures(database)

    account = brought(database, laptop)
    after = figures(database)
    again = brought(database, laptop)

    assert {(line.who, line.fate) for line in account.lines if line.what is What.PERSON} == {
        ("Nguyễn Thị An", Fate.DIFFERS),
        ("Phạm Dũng", Fate.REFUSED),
    }
    assert (after.people, after.members) == (before.people + 1, before.members + 1)
    assert (after.certificates, after.counted) == (1, 1)
    assert told(again, Fate.NEW) == {}
    assert figures(database) == after


def test_another_version_was_begun_at_home(
    database: Database, laptop: Database, course: PublishedCourse, world: World
) -> None:
    with database.transaction() as db:
        newer = publish_tiny_course(db, title="Khóa mẫu, bản mới")
        learning.mark_read(db, world.an.person_id, newer, newer.modules[0].screens[0].id, now())
    complete(laptop, world.an, course)

    account = brought(database, laptop)

    assert told(account, Fate.DIFFERS) == {"enrolment": 1}
    assert told(account, Fate.NEW) == {"read": 3, "attempt": 3, "answer": 10, "certificate": 1}
    assert told(account, Fate.REFUSED) == {}
    with database.reading() as db:
        assert db.query(Enrolment).one().version_id == newer.version_id


def test_nothing_is_told_of_other_courses_or_of_learning_again_unasked(
    database: Database, laptop: Database, course: PublishedCourse, world: World
) -> None:
    complete(laptop, world.an, course)
    with database.transaction() as db:
        publish_tiny_course(db, slug="other")
    with laptop.transaction() as db:
        other = publish_tiny_course(db, slug="other")
        learning.enrol(db, world.an.person_id, other, now())
        first = db.query(Enrolment).filter_by(course_id=course.course_id).one()
        db.add(
            Enrolment(
                person_id=world.an.person_id,
                course_id=course.course_id,
                version_id=first.version_id,
                edition=2,
                enrolled_at=now(),
            )
        )

    account = brought(database, laptop)

    assert told(account, Fate.REFUSED) == {"enrolment": 2}
    assert (told(account, Fate.NEW)["enrolment"], told(account, Fate.NEW)["certificate"]) == (1, 1)


def test_the_later_mark_of_attendance_holds(database: Database, laptop: Database, lesson: Lesson, world: World) -> None:
    hours = Hours(now() - timedelta(hours=1), None)

    def mark(at: Database, *, came: bool, later: int) -> None:
        moment = now() + timedelta(seconds=later)
        with at.transaction() as db:
            session = sessions.open_session(db, lesson.id, hours, "", world.binh.person_id, moment)
            shown = [line.mark.key for line in roster(db, session)]
            sessions.keep_roster(db, session, shown, shown if came else [], world.binh.person_id, moment)

    def came() -> list[bool]:
        with database.reading() as db:
            return [row.present for row in db.query(ClassAttendance)]

    mark(laptop, came=True, later=0)
    first = brought(database, laptop)
    assert (told(first, Fate.NEW), came()) == ({"session": 1, "mark": 1}, [True])

    mark(database, came=False, later=1)
    second = brought(database, laptop)
    assert (told(second, Fate.DIFFERS), came()) == ({"mark": 1}, [False])
