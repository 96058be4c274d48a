"""A desk of the office in a process of its own, to be killed: it issues to everybody who has no certificate yet, and
prints and signs behind that, as `lms jobs work` does.

Run as a program (`python -m tests.faults.desk COURSE UNIT`) with the settings of a server in the environment.
"""

from __future__ import annotations

import os
import sys
import threading

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import lms.certificates.background  # noqa: F401 - so that the worker knows how to print and sign
from lms.certificates.actions import issue
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.rules import Statement
from lms.certificates.signing.chosen import choose
from lms.clock import now
from lms.config import keys_from, signing_from
from lms.db import Database
from lms.jobs.worker import work
from lms.people.models import Person
from tests.builders import NOON

NAME = "Lò Thị May"
"""Of everybody who gets a certificate here."""
_AHEAD = 60
"""How far issuing may run ahead of signing, so that both are under way whenever somebody strikes."""


def waiting(db: Session) -> list[int]:
    """Who has no certificate yet."""
    issued = select(Certificate.person_id)
    return list(db.scalars(select(Person.id).where(Person.name == NAME, Person.id.not_in(issued)).order_by(Person.id)))


def statement(person_id: int, course_id: int, unit_id: int) -> Statement:
    """What is stated of everybody."""
    return Statement(
        person_id=person_id,
        course_id=course_id,
        course_slug="dich-vu-cong",
        course_title="Dịch vụ công trực tuyến",
        version_number=1,
        edition=1,
        half_hours=12,
        score_percent=92,
        mode="alone",
        printed_name=NAME,
        birth_year=1970,
        org_unit_id=unit_id,
        place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        completed_at=NOON,
    )


def _issue_all(database: Database, course_id: int, unit_id: int, stop: threading.Event) -> None:
    with database.reading() as db:
        people = waiting(db)
    for person_id in people:
        with database.transaction() as db:
            issue(db, statement(person_id, course_id, unit_id), now())
        while _is_far_ahead(database):
            stop.wait(0.05)


def _is_far_ahead(database: Database) -> bool:
    with database.reading() as db:
        issued, kept = (db.scalar(select(func.count()).select_from(one)) or 0 for one in (Certificate, CertificateFile))
    return issued - kept > _AHEAD


def _main() -> None:
    choose(signing_from(os.environ))
    database, stop = Database(os.environ["DATABASE_URL"], keys_from(os.environ)), threading.Event()
    course_id, unit_id = map(int, sys.argv[1:])
    threading.Thread(target=_issue_all, args=(database, course_id, unit_id, stop), daemon=True).start()
    threading.Thread(target=_stop_with_whoever_opened, args=(stop,), daemon=True).start()
    work(database, stop)


def _stop_with_whoever_opened(stop: threading.Event) -> None:
    sys.stdin.read()
    stop.set()


if __name__ == "__main__":
    _main()
