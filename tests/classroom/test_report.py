"""The report of a class with a course tells what was done in its days, and the points of those who passed only."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.catalogue.published import PublishedCourse
from lms.classroom import actions as classes
from lms.classroom.models import ClassGroup
from lms.classroom.papers.queries import report
from lms.classroom.papers.tables import Line
from lms.classroom.queries import classes_of
from lms.clock import local_date, now
from lms.db import Database
from lms.learning import actions as learning
from lms.learning.models import Attempt, Mode
from tests.builders import Somebody, World
from tests.classroom.conftest import Lesson
from tests.courses import publish_tiny_course
from tests.statistics.test_pages import statements


def hand_in(
    database: Database, who: Somebody, course: PublishedCourse, quiz: str, number: int, at: datetime, points: int
) -> None:
    """An attempt with so many of ten points; eight are enough."""
    with database.transaction() as db:
        db.add(
            Attempt(
                enrolment_id=learning.enrol(db, who.person_id, course, at).id,
                quiz=quiz,
                number=number,
                mode=Mode.ALONE,
                drawn=[],
                started_at=at,
                submitted_at=at,
                score=points,
                max_score=10,
                passed=points >= 8,
            )
        )


def reported(database: Database, lesson: Lesson, world: World) -> tuple[list[Line], int | None, int]:
    """The lines, how many modules there are to practise, and what it cost."""
    with database.reading() as db, statements(database) as asked:
        one = classes_of(db, world.binh.person_id, public_id=lesson.public_id)[0]
        found = report(db, one, local_date(now()), world.binh.person_id)
    return found.lines, found.modules, len(asked)


def test_what_was_done_in_the_days_of_the_class(database: Database, lesson: Lesson, world: World) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
        db.get_one(ClassGroup, lesson.id).course_id = course.course_id
    first, second = (module.slug for module in course.modules)
    before = now() - timedelta(days=2)
    hand_in(database, world.an, course, first, 1, before, 10)
    hand_in(database, world.an, course, "final", 1, before, 10)
    _lines, modules, cost = reported(database, lesson, world)

    hand_in(database, world.an, course, second, 1, now(), 3)
    for number, points in ((2, 4), (3, 9), (4, 8)):
        hand_in(database, world.an, course, "final", number, now(), points)
    hand_in(database, world.dung, course, "final", 1, now(), 2)
    with database.transaction() as db:
        classes.add(db, lesson.id, world.dung.person_id, now())
        classes.add(db, lesson.id, world.chi.person_id, now())
    lines, _modules, cost_of_three = reported(database, lesson, world)

    taken = {line.name: (line.taken.practised, line.taken.final) for line in lines}
    assert modules == 2
    assert taken == {world.an.name: (1, "Đạt (9/10)"), world.dung.name: (0, "Chưa đạt"), world.chi.name: (0, "")}
    assert cost_of_three <= cost
