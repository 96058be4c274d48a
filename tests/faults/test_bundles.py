"""A laptop is killed in the middle of a class, and its results are brought home twice and in the wrong order: every answer
and certificate is there once, and the figures are exact.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom.actions import NewClass, make_class, put_in
from lms.classroom.bundles.bringing import Bringing, bring
from lms.classroom.bundles.opening import load, read_bundle
from lms.classroom.bundles.results import make_results
from lms.classroom.bundles.taking import take
from lms.clock import local_date, now
from lms.db import Database
from lms.learning.models import Enrolment
from tests.builders import Somebody, World
from tests.classroom.bundles.conftest import figures, on_laptop, require
from tests.faults.learners import LearnerElsewhere
from tests.faults.striking import check_answers, people_needed, strike
from tests.serving import Server


def run(
    times: int,
    database: Database,
    course: PublishedCourse,
    people: list[Somebody],
    world: World,
    file: Path,
) -> None:
    """Take the class along, kill the laptop so many times while people learn, and bring everything home."""
    require(database, course)
    with database.transaction() as db:
        group = make_class(db, NewClass(world.binh.person_id, "Lớp tối", world.village_1, course.course_id), now())
        for person in people:
            put_in(db, group, person.person_id, now())
    taken = take(database, group.id, None, now(), 30)
    laptop = Database(f"sqlite:///{file}")
    with laptop.transaction() as db:
        load(db, read_bundle(taken.content, now()), "", now())
    there = [on_laptop(laptop, person) for person in people]
    server = Server(str(laptop.engine.url), file.with_suffix(".log"))
    files: list[bytes] = []

    def blow() -> None:
        server.kill()
        files.append(make_results(laptop, now()).content)
        server.start()

    memory = strike(server, laptop, course, there, times, blow, LearnerElsewhere)
    files.append(make_results(laptop, now()).content)
    laptop.dispose()
    assert server.complaints == ""
    assert memory.faults == []

    first, *others, last = files
    for content in (others[0] if others else first, last):
        bring(database, content, Bringing(None, now()))
    after = figures(database)
    for content in (first, last, *reversed(others)):
        bring(database, content, Bringing(None, now()))

    assert figures(database) == after
    assert after.certificates == after.counted == len(memory.certificates) > 0
    assert after.answers == len(memory.answers)
    with database.reading() as db:
        check_answers(db, memory)
        issued = list(db.scalars(select(Certificate).order_by(Certificate.number)))
        completed = set(db.scalars(select(Enrolment.person_id).where(Enrolment.completed_at.is_not(None))))
    assert {one.person_id for one in issued} == completed == set(memory.certificates)
    assert [one.number for one in issued] == list(range(1, len(issued) + 1))
    assert all(one.issued_on == local_date(now()) for one in issued)


@pytest.fixture
def laptop_file(empty_laptop: Path, tmp_path: Path) -> Path:
    """Where the laptop's data will lie."""
    return Path(shutil.copy(empty_laptop, tmp_path / "laptop.sqlite3"))


Readers = Callable[[int], list[Somebody]]


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_laptop_killed_once_brings_home_what_it_acknowledged(
    database: Database, course: PublishedCourse, readers: Readers, world: World, laptop_file: Path
) -> None:
    run(1, database, course, readers(7), world, laptop_file)


@pytest.mark.long
def test_a_laptop_killed_twenty_times_brings_home_what_it_acknowledged(
    database: Database, course: PublishedCourse, readers: Readers, world: World, laptop_file: Path
) -> None:
    run(20, database, course, readers(people_needed(20)), world, laptop_file)
