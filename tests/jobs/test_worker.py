"""Work that was asked for is done once, whatever happens to the worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import now
from lms.db import Database
from lms.jobs import worker
from lms.jobs.actions import claim, enqueue, finish, hurry, revive
from lms.jobs.models import Job, State
from lms.jobs.rules import LEASE, LONGEST_PAUSE, MOST_TRIES, NotNow, pause_after
from tests.builders import NOON

LONG_AGO = NOON - timedelta(days=1)


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the handler of the tests has done, in order."""
    subjects: list[str] = []

    @worker.handler("tests.note")
    def note(_database: Database, subject: str) -> worker.Effect:
        if subject == "bad":
            raise ValueError("this one always fails")
        if subject == "away":
            raise NotNow("nobody is at home")
        return lambda _db: subjects.append(subject)

    yield subjects
    worker._handlers.pop("tests.note")


def ask(database: Database, *subjects: str) -> None:
    with database.transaction() as db:
        for subject in subjects:
            enqueue(db, "tests.note", subject, LONG_AGO)


def only_job(db: Session) -> Job:
    return db.scalars(select(Job)).one()


def test_what_is_due_is_done_in_order(database: Database, done: list[str]) -> None:
    ask(database, "first", "second")

    worker.run_due(database)

    assert done == ["first", "second"]


def test_asking_twice_is_asking_once(database: Database, done: list[str]) -> None:
    ask(database, "one", "one")
    worker.run_due(database)
    ask(database, "one")

    assert worker.run_due(database) == 0
    assert done == ["one"]


def test_what_was_asked_in_a_failed_transaction_is_not_done(database: Database, done: list[str]) -> None:
    with pytest.raises(RuntimeError), database.transaction() as db:
        enqueue(db, "tests.note", "never", LONG_AGO)
        raise RuntimeError

    assert worker.run_due(database) == 0


def test_a_claimed_job_is_nobody_elses_before_the_lease_ends(database: Database) -> None:
    ask(database, "one")
    with database.transaction() as db:
        assert claim(db, "first", NOON) is not None

    with database.transaction() as db:
        assert claim(db, "second", NOON + LEASE - timedelta(seconds=1)) is None
        assert claim(db, "second", NOON + LEASE) is not None


def test_a_worker_that_lost_its_lease_changes_nothing(database: Database) -> None:
    ask(database, "one")
    with database.transaction() as db:
        job = claim(db, "slow", NOON)
    with database.transaction() as db:
        claim(db, "fast", NOON + LEASE)

    assert job is not None
    with database.transaction() as db:
        assert not finish(db, job, "slow", NOON)


def test_a_failing_job_does_not_hold_up_the_others(database: Database, done: list[str]) -> None:
    ask(database, "bad", "good")

    worker.run_due(database)

    assert done == ["good"]


def test_after_a_failure_the_job_waits_and_says_why(database: Database, done: list[str]) -> None:
    ask(database, "bad")
    worker.run_due(database)

    with database.reading() as db:
        job = only_job(db)

    assert job.state == State.READY
    assert job.run_after > now()
    assert job.error == "ValueError: this one always fails"


def test_after_eight_failures_it_waits_for_a_person(database: Database, done: list[str]) -> None:
    ask(database, "bad")
    for _ in range(MOST_TRIES):
        with database.transaction() as db:
            only_job(db).run_after = LONG_AGO
        worker.run_due(database)

    with database.transaction() as db:
        job = only_job(db)
        assert job.state == State.DEAD
        assert revive(db, job.id, LONG_AGO)


def test_what_waits_for_somebody_else_is_never_given_up(database: Database, done: list[str]) -> None:
    ask(database, "away")
    with database.transaction() as db:
        only_job(db).tries = 3 * MOST_TRIES
    worker.run_due(database)

    with database.reading() as db:
        job = only_job(db)
    assert (job.state, job.error) == (State.READY, "nobody is at home")
    assert now() < job.run_after <= now() + LONGEST_PAUSE


def test_work_of_one_kind_is_done_without_the_rest(database: Database, done: list[str]) -> None:
    ask(database, "one")

    assert worker.run_due(database, "tests.other") == 0
    assert worker.run_due(database, "tests.note") == 1


def test_what_waits_or_was_given_up_can_be_hurried_but_not_what_is_in_work(database: Database) -> None:
    ask(database, "dead", "waiting", "in-work", "done")
    with database.transaction() as db:
        jobs = {job.subject: job for job in db.scalars(select(Job))}
        jobs["dead"].state = State.DEAD
        jobs["waiting"].run_after = now() + LEASE
        jobs["in-work"].lease_until = now() + LEASE
        jobs["done"].state = State.DONE

    with database.transaction() as db:
        assert hurry(db, "tests.note", NOON) == 2

    with database.reading() as db:
        offered = select(Job.subject).where(Job.run_after == NOON, Job.state == State.READY).order_by(Job.id)
        assert list(db.scalars(offered)) == ["dead", "waiting"]


def test_pauses_double_and_end() -> None:
    assert [pause_after(tries) for tries in (1, 2, 3, 8)] == [
        timedelta(seconds=10),
        timedelta(seconds=20),
        timedelta(seconds=40),
        None,
    ]


def test_who_does_not_give_up_pauses_no_longer_than_half_an_hour() -> None:
    assert [pause_after(tries, gives_up=False) for tries in (1, 8, 9, 99)] == [
        timedelta(seconds=10),
        timedelta(seconds=1280),
        LONGEST_PAUSE,
        LONGEST_PAUSE,
    ]
