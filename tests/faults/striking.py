"""Letting people learn while something is struck down again and again, and looking afterwards at what is left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.db import Database
from lms.jobs.models import Job, State
from lms.learning.models import Answer, Attempt, Enrolment
from tests.builders import Somebody
from tests.faults.learners import Learner, Memory, Traffic
from tests.serving import Server

_AT_ONCE = 6
_REQUESTS_BETWEEN = 60
_SECONDS_TO_AIM = 0.03


def people_needed(times: int) -> int:
    """How many people it takes so that somebody is learning at every one of so many strikes."""
    return 2 * _AT_ONCE + 3 * times


def strike(
    server: Server,
    database: Database,
    course: PublishedCourse,
    people: Sequence[Somebody],
    times: int,
    blow: Callable[[], None],
    kind: type[Learner] = Learner,
) -> Memory:
    """Strike so many times at random moments while six people at a time learn; the last of them end in peace."""
    memory, traffic, over = Memory(), Traffic(), threading.Event()
    dice = Random(times)
    waiting: SimpleQueue[Learner] = SimpleQueue()
    for person in people:
        waiting.put(kind(server, database, person, memory, traffic))

    def learn() -> None:
        while not over.is_set():
            waiting.get_nowait().complete(course)

    with server, ThreadPoolExecutor(_AT_ONCE) as pool:
        traffic.is_up.set()
        learning = [pool.submit(learn) for _ in range(_AT_ONCE)]
        try:
            for _ in range(times):
                traffic.wait_for(dice.randint(1, _REQUESTS_BETWEEN))
                over.wait(dice.uniform(0, _SECONDS_TO_AIM))  # any moment of a request, not only its beginning
                traffic.is_up.clear()
                blow()
                traffic.is_up.set()
        finally:
            over.set()
            traffic.is_up.set()
            for one in learning:
                one.result()  # what stopped a learner says more than that nobody sends anything any more
    assert memory.unanswered >= times, "the blows hit nobody"
    return memory


def check(db: Session, memory: Memory) -> None:
    """Everything that was acknowledged is there, exactly once and with the same content, and nothing besides."""
    assert memory.faults == []
    assert memory.certificates
    check_answers(db, memory)
    _check_certificates(db, memory)


def check_answers(db: Session, memory: Memory) -> None:
    """Every answer somebody was told of is there once and with its content, and no other."""
    attempts = {attempt.id: attempt for attempt in db.scalars(select(Attempt))}
    kept = {answer.submission: answer for answer in db.scalars(select(Answer))}
    for told in memory.answers:
        answer, attempt = kept.pop(told.submission), attempts[told.attempt]
        order = next(each["order"] for each in attempt.drawn if each["item"] == answer.item_id)
        assert answer.attempt_id == told.attempt
        assert answer.chosen == sorted(order[place] for place in told.places)
        assert answer.sequence == 1, "kept twice"
    assert kept == {}, "nobody was told of these"
    assert all(attempt.submitted_at for attempt in attempts.values())
    assert len({(attempt.enrolment_id, attempt.quiz) for attempt in attempts.values()}) == len(attempts), "taken twice"


def _check_certificates(db: Session, memory: Memory) -> None:
    certificates = list(db.scalars(select(Certificate).order_by(Certificate.number)))
    assert {one.person_id: (one.code, one.facts.number) for one in certificates} == memory.certificates
    assert [one.number for one in certificates] == list(range(1, len(memory.certificates) + 1))
    completed = set(db.scalars(select(Enrolment.person_id).where(Enrolment.completed_at.is_not(None))))
    assert completed == set(memory.certificates)
    jobs = list(db.scalars(select(Job).where(Job.kind == "certificates.render")))
    assert sorted(job.subject for job in jobs) == sorted(one.id for one in certificates)
    assert not [job for job in jobs if job.state == State.DEAD]
