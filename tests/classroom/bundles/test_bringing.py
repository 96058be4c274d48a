"""What was done on the laptop is at home once, however often and in whichever order it is brought."""

from __future__ import annotations

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom.bundles.bringing import Bringing, bring
from lms.classroom.bundles.results import make_results
from lms.clock import now
from lms.db import Database
from lms.learning import actions as learning
from lms.learning import queries
from lms.learning.rules.arriving import Fate
from tests.builders import World
from tests.classroom.bundles.conftest import figures, told
from tests.learning.learners import answer_all, prepare


def finish(database: Database, world: World, course: PublishedCourse) -> None:
    """An passes the final."""
    attempt = answer_all(database, world.an, course, right=True)
    with database.transaction() as db:
        learning.submit(db, world.an.person_id, attempt, now())


def test_a_course_completed_on_the_laptop_leads_to_one_certificate_at_home(
    database: Database, laptop: Database, course: PublishedCourse, world: World
) -> None:
    prepare(laptop, world.an, course)
    halfway = make_results(laptop, now()).content
    finish(laptop, world, course)
    whole = make_results(laptop, now()).content
    with laptop.reading() as db:
        completed_at = queries.enrolment(db, "tiny", world.an.person_id).completed_at
        assert db.query(Certificate).count() == 0  # none is issued on the laptop

    first = bring(database, whole, Bringing(world.binh.person_id, now()))
    after = figures(database)
    again = bring(database, whole, Bringing(None, now()))
    older = bring(database, halfway, Bringing(None, now()))

    assert told(first, Fate.NEW) == {
        "enrolment": 1,
        "read": 4,
        "attempt": 3,
        "answer": 10,
        "certificate": 1,
    }
    assert again.came_before
    assert told(again, Fate.NEW) == told(older, Fate.NEW) == {}
    assert told(again, Fate.KNOWN) == {"person": 2, "enrolment": 1, "read": 4, "attempt": 3, "answer": 10}
    assert older.newest > older.serial
    assert figures(database) == after
    with database.reading() as db:
        issued = db.query(Certificate).one()
        assert issued.issued_at > completed_at
        assert queries.enrolment(db, "tiny", world.an.person_id).completed_at == completed_at
