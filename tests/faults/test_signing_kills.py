"""The desk that issues, prints and signs is killed again and again: no number is missing or doubled, no file either."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.models import Certificate, CertificateFile, RegisterBook
from lms.certificates.signing.chain import read_roots
from lms.certificates.signing.checking import Verdict, check
from lms.clock import now
from lms.config import ROOT
from lms.db import Database
from lms.jobs.models import Job, State
from lms.people.models import Person
from tests.builders import NOON, World
from tests.certificates.signing.authority import Authority
from tests.conftest import Template
from tests.faults.desk import NAME

pytestmark = pytest.mark.long

PEOPLE, BLOWS, SAMPLED = 2_000, 50, 60
_SECONDS = 1_800
"""When nothing more comes in so long a time, something stands still."""


@pytest.fixture
def course_id(database: Database) -> int:
    with database.transaction() as db:
        course = Course(slug="dich-vu-cong")
        db.add(course)
        who = {"name": NAME, "folded_name": "lo thi may", "sort_key": "may", "birth_year": 1970, "created_at": NOON}
        db.add_all(Person(**who) for _ in range(PEOPLE))
        db.flush()
        return course.id


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def desk(
    database_url: str, template: Template, authority: Authority, course_id: int, world: World, tmp_path: Path
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Opens the desk; only its last process may still live when the test ends."""
    signing = authority.signing()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "LMS_KEYS": str(template.keys),
        "LMS_SIGN": "pem",
        "LMS_SIGN_KEY_IN_FILE": "allowed",
        "LMS_SIGN_CHAIN": signing.chain,
        "LMS_SIGN_TRUST": signing.trust,
        "LMS_SIGN_KEY": signing.key,
    }
    command = [sys.executable, "-m", "tests.faults.desk", str(course_id), str(world.village_1)]
    opened: list[subprocess.Popen[bytes]] = []
    with (tmp_path / "desk.log").open("ab") as log:

        def open_it() -> subprocess.Popen[bytes]:
            opened.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stderr=log))
            return opened[-1]

        yield open_it
        for process in opened:
            process.kill()
            process.communicate()  # closes the pipe as well


def kept(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(CertificateFile)) or 0


def wait_for(database: Database, files: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS
    while kept(database) < files:
        assert process.poll() is None, "the desk has closed by itself"
        assert time.monotonic() < until, "the desk stands still"
        time.sleep(0.01)


def end_leases(database: Database) -> None:
    """Five minutes are over: what the dead had in work is free for others."""
    with database.transaction() as db:
        db.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=now() - timedelta(seconds=1)))


def test_a_desk_killed_fifty_times_leaves_no_gap(
    database: Database, desk: Callable[[], subprocess.Popen[bytes]], authority: Authority, tmp_path: Path
) -> None:
    faulthandler.cancel_dump_traceback_later()  # that this takes longer than others is no sign of hanging
    dice, began = Random(BLOWS), time.monotonic()
    process = desk()
    for moment in sorted(dice.sample(range(PEOPLE - 50), BLOWS)):
        wait_for(database, moment, process)
        time.sleep(dice.uniform(0, 0.08))  # in the middle of printing, of signing, of the closing transaction
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = desk()
    with database.reading() as db:
        in_the_hands_of_the_dead = db.scalar(select(func.count()).where(Job.lease_until.is_not(None)))
    assert in_the_hands_of_the_dead, "the blows hit nobody at work"
    wait_for(database, PEOPLE - BLOWS, process)
    end_leases(database)
    wait_for(database, PEOPLE, process)

    with database.reading() as db:
        look_at_the_books(db)
        look_at_the_files(db, authority, dice)
    print(f"{PEOPLE} certificates, {BLOWS} blows: {time.monotonic() - began:.0f} s")  # noqa: T201 - the figure for the handbook
    assert (tmp_path / "desk.log").read_text() == ""


def look_at_the_books(db: Session) -> None:
    numbers = list(db.scalars(select(Certificate.number).order_by(Certificate.number)))
    assert numbers == list(range(1, PEOPLE + 1))
    assert db.scalars(select(RegisterBook.last_number)).one() == PEOPLE
    assert db.scalar(select(func.count(Certificate.code.distinct()))) == PEOPLE
    assert db.scalar(select(func.count(Certificate.person_id.distinct()))) == PEOPLE
    jobs = select(Job.state, func.count()).where(Job.kind == "certificates.render").group_by(Job.state)
    assert [tuple(row) for row in db.execute(jobs)] == [(State.DONE, PEOPLE)]


def look_at_the_files(db: Session, authority: Authority, dice: Random) -> None:
    sampled, roots = set(dice.sample(range(PEOPLE), SAMPLED)), read_roots(str(authority.trust))
    files = db.scalars(select(CertificateFile).order_by(CertificateFile.certificate_id).execution_options(yield_per=50))
    for number, file in enumerate(files):
        assert hashlib.sha256(file.content).hexdigest() == file.sha256
        assert file.is_signed
        if number in sampled:
            assert check(file.content, roots).verdict is Verdict.VALID
        db.expunge(file)
