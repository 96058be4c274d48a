"""A learner at every station of a course."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sqlalchemy import select

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import actions, queries
from lms.places.models import OrgUnit
from tests.builders import Somebody, add_person
from tests.learning import learners

_VILLAGE = "08494.MH1"


def people_at_stations(database: Database, course: PublishedCourse) -> dict[str, Somebody]:
    """Somebody at each station, by its name."""
    people = {}
    for who, bring in _STATIONS.items():
        with database.transaction() as db:
            home = db.scalars(select(OrgUnit).where(OrgUnit.code == _VILLAGE)).one()
            people[who] = add_person(db, "Nguyễn Thị Hồng Hạnh", 1962, home, f"do.{who}")
        bring(database, people[who], course)
    return people


def _begin(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    with database.transaction() as db:
        for screen in course.modules[0].screens[:2]:
            actions.mark_read(db, somebody.person_id, course, screen.id, now())


def _begin_practice(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """The first question is answered, wrongly."""
    learners.read_lessons(database, somebody, course)
    with database.transaction() as db:
        dice = Random(somebody.person_id)
        attempt = actions.start_attempt(db, somebody.person_id, course, course.modules[0].slug, dice, now())
        first = queries.sitting(db, course, attempt).items[0]
        wrong = next(index for index, option in enumerate(first.options) if not option.right)
        actions.save_answer(db, somebody.person_id, attempt.id, first.id, new_id(), [wrong], now())


def _practise(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    learners.read_lessons(database, somebody, course)
    learners.practise(database, somebody, course)


def _answer_final(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    learners.prepare(database, somebody, course)
    learners.answer_all(database, somebody, course, right=True)


def _fail(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    _sit_final(database, somebody, course, right=False)


def _finish(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    _sit_final(database, somebody, course, right=True)


def _sit_final(database: Database, somebody: Somebody, course: PublishedCourse, *, right: bool) -> None:
    learners.prepare(database, somebody, course)
    attempt = learners.answer_all(database, somebody, course, right=right)
    with database.transaction() as db:
        actions.submit(db, somebody.person_id, attempt, now())


_STATIONS: dict[str, Callable[[Database, Somebody, PublishedCourse], None]] = {
    "newcomer": lambda *_: None,
    "reader": _begin,
    "practising": _begin_practice,
    "practised": _practise,
    "examined": _answer_final,
    "failed": _fail,
    "finished": _finish,
}
