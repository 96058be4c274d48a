"""What the counters add to an issue, each committed to disk: the same with and without triggers and settling, in turns.

Those issued without are counted afterwards, so that the province stays right. And how many persons a second are counted
when many facts come at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from statistics import median

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current_all
from lms.certificates.actions import issue
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.clock import local_date, now
from lms.db import Database
from lms.people.models import Person, Residence
from lms.places import queries as places
from lms.statistics.counting.actions import BATCH
from lms.statistics.counting.models import TouchedPerson
from lms.statistics.counting.rules import Cause
from lms.statistics.vneid.models import Confirmation
from tests.bench.province.measuring.told import MILLISECONDS, tell, timed
from tests.bench.province.size import SOURCE

AT_ONCE = 20
WARM = 12
"""So many go before them unmeasured: turning triggers off and on makes the driver and PostgreSQL forget their plans, which in
service they keep, and they are made for good at the tenth time."""
Waiting = Iterator[tuple[Person, int]]


def measure(where: str, database: Database, rounds: int) -> None:
    """Tell what an issue costs with and without, and how many persons a second are counted."""
    with database.reading() as db:
        course = current_all(db)[0]
        waiting = iter(_without_certificate(db, 2 * (WARM + AT_ONCE) * (rounds + 1)))
    ours: list[float] = []
    bare: list[float] = []
    without: list[int] = []
    for number in range(rounds + 1):
        issued = [_issue(database.transaction, course, *next(waiting)) for _ in range(WARM + AT_ONCE)]
        with _untouched(database):
            them = [next(waiting) for _ in range(WARM + AT_ONCE)]
            plain = [_issue(partial(_unsettled, database), course, *one) for one in them]
        without += [person.id for person, _ in them]
        if number:  # the first was to warm up
            ours.append(median(issued[WARM:]))
            bare.append(median(plain[WARM:]))
    with database.transaction() as db:
        db.execute(insert(TouchedPerson), [{"person_id": one, "cause": Cause.ISSUED} for one in without])
    tell("certificate issued and counted", where, ours, "ms", times=MILLISECONDS)
    tell("certificate issued, not counted", where, bare, "ms", times=MILLISECONDS)
    more = f"ratio {median(a / b for a, b in zip(ours, bare, strict=True)):.2f}"
    tell(
        "what counting adds",
        where,
        [a - b for a, b in zip(ours, bare, strict=True)],
        "ms",
        times=MILLISECONDS,
        more=more,
    )
    tell("confirmed in one transaction and counted", where, [_many(database) for _ in range(rounds)], "persons/s")
    tell("counted anew by the same facts", where, [_anew(database) for _ in range(rounds)], "persons/s")


def _without_certificate(db: Session, many: int) -> list[tuple[Person, int]]:
    held = select(Certificate.id).where(Certificate.person_id == Person.id).exists()
    grown = Person.birth_year < 2000, Person.canonical_id.is_(None), Person.left_on.is_(None), ~held
    lives = Residence.person_id == Person.id, Residence.valid_to.is_(None)
    found = db.execute(
        select(Person, Residence.org_unit_id).join(Residence, lives[0]).where(*grown, lives[1]).limit(many)
    )
    return [(person, home) for person, home in found]


def issue_to(db: Session, course: PublishedCourse, person: Person, home: int) -> None:
    """Somebody who lives in a unit completed a course just now."""
    at = now()
    statement = Statement(
        person_id=person.id,
        course_id=course.course_id,
        course_slug=course.slug,
        course_title=course.title,
        version_number=course.number,
        edition=1,
        half_hours=course.half_hours,
        score_percent=92,
        mode="alone",
        printed_name=person.name,
        birth_year=person.birth_year,
        org_unit_id=home,
        place_line=places.line(db, home, local_date(at)),
        completed_at=at,
    )
    issue(db, statement, at)


def _issue(
    transaction: Callable[[], AbstractContextManager[Session]], course: PublishedCourse, person: Person, home: int
) -> float:
    with timed() as took, transaction() as db:
        issue_to(db, course, person, home)
    return took[0]


@contextmanager
def _unsettled(database: Database) -> Iterator[Session]:
    """A writing transaction in which nothing is counted."""
    with Session(database.engine.execution_options(lms_writes=True), expire_on_commit=False) as db, db.begin():
        yield db


@contextmanager
def _untouched(database: Database) -> Iterator[None]:
    """Without the triggers of certificates."""
    if database.engine.name == "postgresql":
        off = ["ALTER TABLE certificate DISABLE TRIGGER USER"]
        on = ["ALTER TABLE certificate ENABLE TRIGGER USER"]
    else:
        with database.reading() as db:
            found = db.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'certificate'")
            ).all()
        off, on = [f"DROP TRIGGER {name}" for name, _ in found], [again for _, again in found]
    _run(database, off)
    yield
    _run(database, on)


def _run(database: Database, statements: Sequence[str]) -> None:
    with database.transaction() as db:
        for statement in statements:
            db.execute(text(statement))


def _many(database: Database) -> float:
    """So many confirmations in one transaction, each of which makes somebody count."""
    with database.reading() as db:
        known = select(Confirmation.id).where(Confirmation.person_id == Person.id).exists()
        held = select(Certificate.id).where(Certificate.person_id == Person.id).exists()
        grown = Person.birth_year < 2000, Person.canonical_id.is_(None), Person.left_on.is_(None)
        people = db.scalars(select(Person.id).where(*grown, held, ~known).limit(BATCH)).all()
    row = {"confirmed_on": date(2026, 11, 1), "source": SOURCE, "recorded_at": now()}
    with timed() as took, database.transaction() as db:
        db.execute(insert(Confirmation), [{"person_id": one, **row} for one in people])
    return len(people) / took[0]


def _anew(database: Database) -> float:
    """So many persons counted again, as after a new rule, with nothing changed."""
    with database.reading() as db:
        people = db.scalars(select(Certificate.person_id).distinct().limit(BATCH)).all()
    with timed() as took, database.transaction() as db:
        db.execute(insert(TouchedPerson), [{"person_id": one, "cause": Cause.RULE} for one in people])
    return len(people) / took[0]
