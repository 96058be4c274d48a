"""Over a real line with real faults: a batch arrives once, a reply is taken once, and what fails for good is to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from lms.clock import now
from lms.config_vneid import Vneid
from lms.db import Database
from lms.jobs.actions import claim, finish
from lms.jobs.models import Job
from lms.jobs.models import State as JobState
from lms.jobs.queries import dead
from lms.jobs.worker import run_due
from lms.problems import Conflict
from lms.statistics.vneid.actions import batches
from lms.statistics.vneid.chosen import choose
from lms.statistics.vneid.models import Batch, Confirmation
from lms.statistics.vneid.rules import State
from tests.builders import World
from tests.statistics.vneid.facts import CONFIRMED, again, certified, made, opened, reply, take
from tests.statistics.vneid.other_side import Fault, OtherSide, answers, cut, running, silence


@pytest.fixture
def side() -> Iterator[OtherSide]:
    """The other side, and settings that lead there."""
    with running() as started:
        choose(started.vneid)
        yield started
        choose(Vneid())


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Somebody else at the same time."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def batch(database: Database, world: World, side: OtherSide) -> Batch:
    """A batch of two that is to be sent."""
    certified(database, world, 2)
    ready = made(database)
    with database.transaction() as db:
        batches.send(db, ready.id, None, now())
    return ready


def hurried(database: Database, kind: str, times: int = 1) -> Job:
    """The job of a kind, after so many tries one right after the other."""
    for _ in range(times):
        with database.transaction() as db:
            db.execute(update(Job).where(Job.kind == kind).values(run_after=now()))
        run_due(database, kind)
    with database.reading() as db:
        return db.scalars(select(Job).where(Job.kind == kind).order_by(Job.id.desc())).first()


def test_a_batch_arrives_whole_and_its_receipt_is_kept(database: Database, batch: Batch, side: OtherSide) -> None:
    hurried(database, batches.SEND)
    sent = again(database, batch)

    assert side.taken == {batch.public_id: batch.package}
    assert (sent.state, sent.receipt) == (State.SENT, f"BN-{batch.public_id[:8]}")


FAULTS = {
    "away": answers(503),
    "busy": answers(429),
    "broken": answers(500),
    "cut": cut,
    "silent": silence,
    "no receipt": answers(200, b"<html>"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_after_a_fault_it_is_sent_again_under_the_same_key_and_is_there_once(
    database: Database, batch: Batch, side: OtherSide, fault: Fault
) -> None:
    side.faults.append(fault)

    first = hurried(database, batches.SEND)
    waited = (first.state, again(database, batch).state, bool(first.error))
    second = hurried(database, batches.SEND)

    assert waited == (JobState.READY, State.READY, True)
    assert (second.state, again(database, batch).state) == (JobState.DONE, State.SENT)
    assert side.sent == [batch.public_id] * 2
    assert list(side.taken) == [batch.public_id]


def test_that_it_is_there_already_is_as_good_as_taken(database: Database, batch: Batch, side: OtherSide) -> None:
    side.taken[batch.public_id], side.again = batch.package or b"", 409

    hurried(database, batches.SEND)

    assert again(database, batch).state == State.SENT


def test_a_token_that_has_expired_is_changed_for_a_new_one(database: Database, batch: Batch, side: OtherSide) -> None:
    hurried(database, batches.SEND)
    side.token = "another"
    side.replies[batch.public_id] = reply(dict.fromkeys(opened(batch).keys, CONFIRMED))

    hurried(database, batches.FETCH)

    assert again(database, batch).state == State.ANSWERED
    assert len(side.asked_for_tokens) == 2


def test_a_token_serves_until_shortly_before_its_end(database: Database, batch: Batch, side: OtherSide) -> None:
    side.seconds = 20
    hurried(database, batches.SEND)
    hurried(database, batches.FETCH)

    assert len(side.asked_for_tokens) == 2


def test_what_the_other_side_refuses_is_a_dead_letter_after_eight_tries_and_can_be_offered_again(
    database: Database, batch: Batch, side: OtherSide
) -> None:
    side.faults.extend([answers(400)] * 8)

    job = hurried(database, batches.SEND, 8)
    with database.reading() as db:
        told = [(one.kind, one.error) for one in dead(db)]
    with database.transaction() as db:
        batches.try_again(db, batch, None, now())
    hurried(database, batches.SEND)

    assert job.state == JobState.DEAD
    assert told == [(batches.SEND, "CannotSend: the other side refuses the batch: 400")]
    assert again(database, batch).state == State.SENT


def test_a_wrong_secret_gets_no_token_and_sends_nothing(database: Database, batch: Batch, side: OtherSide) -> None:
    choose(replace(side.vneid, client_id="somebody", secret="else"))

    job = hurried(database, batches.SEND)

    assert job.error == "CannotSend: the other side gives no token: 401"
    assert side.sent == []


def test_while_there_is_no_reply_one_waits_and_never_gives_up(
    database: Database, batch: Batch, side: OtherSide
) -> None:
    hurried(database, batches.SEND)

    job = hurried(database, batches.FETCH, 9)

    assert (job.state, job.error) == (JobState.READY, "there is no reply yet")


def test_a_reply_cut_short_is_not_taken_and_the_whole_one_is(database: Database, batch: Batch, side: OtherSide) -> None:
    hurried(database, batches.SEND)
    side.replies[batch.public_id] = reply(dict.fromkeys(opened(batch).keys, CONFIRMED))
    side.faults.append(cut)

    hurried(database, batches.FETCH)
    before = again(database, batch).state
    hurried(database, batches.FETCH)
    with database.reading() as db:
        confirmed = list(db.scalars(select(Confirmation.batch_id)))

    assert (before, again(database, batch).state) == (State.SENT, State.ANSWERED)
    assert confirmed == [batch.id] * 2


def test_a_wrong_reply_changes_nothing_and_says_which_row(database: Database, batch: Batch, side: OtherSide) -> None:
    hurried(database, batches.SEND)
    side.replies[batch.public_id] = reply({**dict.fromkeys(opened(batch).keys, CONFIRMED), "KHAC": CONFIRMED})

    job = hurried(database, batches.FETCH)

    assert job.error == "BadFile: dòng 4: khóa «KHAC» không có trong đợt này"
    assert again(database, batch).state == State.SENT


def test_whoever_still_waits_is_asked_about_the_next_day(database: Database, batch: Batch, side: OtherSide) -> None:
    hurried(database, batches.SEND)
    one, two = opened(batch).keys
    side.replies[batch.public_id] = reply({one: CONFIRMED, two: ("cho", "", "")})
    hurried(database, batches.FETCH)
    with database.reading() as db:
        states = list(db.scalars(select(Job.state).where(Job.kind == batches.FETCH).order_by(Job.id)))

    side.replies[batch.public_id] = reply({one: CONFIRMED, two: CONFIRMED})
    hurried(database, batches.FETCH)

    assert states == [JobState.DONE, JobState.READY]
    assert again(database, batch).package is None


def test_while_it_is_being_sent_it_is_neither_discarded_nor_handed_over_nor_sent_twice(
    database: Database, batch: Batch
) -> None:
    for act in (
        lambda db: batches.discard(db, batch.id, None, now()),
        lambda db: batches.hand_over(db, batch.id, "Công văn 5", None, now()),
        lambda db: batches.send(db, batch.id, None, now()),
    ):
        with pytest.raises(Conflict, match="is being sent"), database.transaction() as db:
            act(db)

    assert again(database, batch).state == State.READY


def test_what_could_not_be_sent_is_handed_over_and_nobody_sends_it_later(
    database: Database, batch: Batch, side: OtherSide
) -> None:
    side.faults.extend([answers(400)] * 8)
    hurried(database, batches.SEND, 8)
    one, two = opened(batch).keys

    with database.transaction() as db:
        batches.hand_over(db, batch.id, "Công văn 5", None, now())
        batches.try_again(db, batch, None, now())
    take(database, batch, reply({one: CONFIRMED, two: ("cho", "", "")}), side.vneid)
    with database.reading() as db:
        jobs = list(db.scalars(select(Job.kind).where(Job.kind != batches.MAKE)))

    assert (again(database, batch).is_over_the_line, jobs) == (False, [])


def test_what_could_not_be_sent_is_discarded_on_purpose(database: Database, batch: Batch, side: OtherSide) -> None:
    side.faults.extend([answers(400)] * 8)
    hurried(database, batches.SEND, 8)
    with database.transaction() as db:
        batches.discard(db, batch.id, None, now())

    assert (again(database, batch).state, made(database).total) == (State.DISCARDED, 2)


def test_giving_up_waits_for_a_receipt_that_is_being_written(
    database: Database, batch: Batch, threads: ThreadPoolExecutor
) -> None:
    def discard() -> None:
        with database.transaction() as db:
            batches.discard(db, batch.id, None, now())

    with database.transaction() as db:
        job = claim(db, "worker", now(), batches.SEND)
    with database.transaction() as db:
        finish(db, job, "worker", now())
        given_up = threads.submit(discard)
        wait([given_up], timeout=0.1)
        batches.keep_receipt(db, batch.id, "BN-1", now())

    with pytest.raises(Conflict):
        given_up.result(timeout=10)
    assert (again(database, batch).state, again(database, batch).is_over_the_line) == (State.SENT, True)


def test_nobody_looks_over_the_line_for_the_reply_to_what_was_handed_over(
    database: Database, world: World, side: OtherSide
) -> None:
    certified(database, world, 2)
    batch = made(database)
    one, two = opened(batch).keys
    with database.transaction() as db:
        batches.hand_over(db, batch.id, "Công văn 5", None, now())
    take(database, batch, reply({one: CONFIRMED, two: ("cho", "", "")}), side.vneid)

    with database.reading() as db:
        assert list(db.scalars(select(Job).where(Job.kind == batches.FETCH))) == []
