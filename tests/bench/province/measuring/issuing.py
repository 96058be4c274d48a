"""What the counters add to an issue, each committed to disk: the same with and without triggers and settling.

On PostgreSQL one of each, in turns, so that what the disk does meanwhile hits both; on SQLite, which has no line on which
triggers rest, blocks of them. Those issued without are counted afterwards, so that the province stays right. And how many
persons a second are counted when many facts come at once.
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
"""So many go before them unmeasured: PostgreSQL makes a plan for good at the tenth time, and SQLite forgets its own when
triggers are dropped and made again; in service they are kept."""
Waiting = Iterator[tuple[Person, int]]
Transaction = Callable[[], AbstractContextManager[Session]]


def measure(where: str, database: Database, rounds: int) -> None:
    """Tell what an issue costs with and without, and how many persons a second are counted."""
    with database.reading() as db:
        course = current_all(db)[0]
        waiting = iter(_without_certificate(db, 2 * (WARM + AT_ONCE) * (rounds + 1)))
    ours: list[float] = []
    bare: list[float] = []
    added: list[float] = []
    without: list[int] = []

    def with_it() -> float:
        _look_up(database)
        return _issue(database.transaction, course, *next(waiting))

    def without_it(bare: Database) -> float:
        _look_up(bare)
        person, home = next(waiting)
        without.append(person.id)
        return _issue(partial(_unsettled, bare), course, person, home)

    paired = _in_turns if database.engine.name == "postgresql" else _in_blocks
    for number, pairs in enumerate(paired(database, rounds + 1, with_it, without_it)):
        if number:  # the first was to warm up
            ours.append(median(one for one, _ in pairs))
            bare.append(median(other for _, other in pairs))
            added.append(median(one - other for one, other in pairs))
    with database.transaction() as db:
        db.execute(insert(TouchedPerson), [{"person_id": one, "cause": Cause.ISSUED} for one in without])
    tell("certificate issued and counted", where, ours, "ms", times=MILLISECONDS)
    tell("certificate issued, not counted", where, bare, "ms", times=MILLISECONDS)
    more = f"ratio {median(a / b for a, b in zip(ours, bare, strict=True)):.2f}"
    tell("what counting adds", where, added, "ms", times=MILLISECONDS, more=more)
    tell("confirmed in one transaction and counted", where, [_many(database) for _ in range(rounds)], "persons/s")
    tell("counted anew by the same facts", where, [_anew(database) for _ in range(rounds)], "persons/s")


Pairs = list[tuple[float, float]]
"""Seconds of an issue with, and of one without."""


def _in_turns(
    database: Database, rounds: int, with_it: Callable[[], float], without_it: Callable[[Database], float]
) -> Iterator[Pairs]:
    """One with, one without; the one that goes first changes."""
    with _resting(database) as bare:
        for _ in range(WARM):
            with_it(), without_it(bare)
        for _ in range(rounds):
            pairs = []
            for number in range(AT_ONCE):
                if number % 2:
                    other, one = without_it(bare), with_it()
                else:
                    one, other = with_it(), without_it(bare)
                pairs.append((one, other))
            yield pairs


def _in_blocks(
    database: Database, rounds: int, with_it: Callable[[], float], without_it: Callable[[Database], float]
) -> Iterator[Pairs]:
    for _ in range(rounds):
        issued = [with_it() for _ in range(WARM + AT_ONCE)]
        with _untouched(database):
            plain = [without_it(database) for _ in range(WARM + AT_ONCE)]
        yield list(zip(issued[WARM:], plain[WARM:], strict=True))


def _without_certificate(db: Session, many: int) -> list[tuple[Person, int]]:
    held = select(Certificate.id).where(Certificate.person_id == Person.id).exists()
    grown = Person.birth_year < 2000, Person.canonical_id.is_(None), Person.left_on.is_(None), ~held
    lives = Residence.person_id == Person.id, Residence.valid_to.is_(None)
    found = db.execute(
        select(Person, Residence.org_unit_id).join(Residence, lives[0]).where(*grown, lives[1]).limit(many)
    )
    return [(person, home) for person, home in found]


def _look_up(database: Database) -> None:
    """As in service, where somebody reads a page over the same lines between two to whom a certificate is issued."""
    with database.reading() as db:
        current_all(db)


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


def _issue(transaction: Transaction, course: PublishedCourse, person: Person, home: int) -> float:
    with timed() as took, transaction() as db:
        issue_to(db, course, person, home)
    return took[0]


@contextmanager
def _unsettled(database: Database) -> Iterator[Session]:
    """A writing transaction in which nothing is counted."""
    with Session(database.engine.execution_options(lms_writes=True), expire_on_commit=False) as db, db.begin():
        yield db


@contextmanager
def _resting(database: Database) -> Iterator[Database]:
    """The same database on lines on which the triggers of certificates rest; those of foreign keys do not."""
    with database.reading() as db:
        named = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgisinternal"
        keys = [f'ALTER TABLE {table} {{}} TRIGGER "{name}"' for table, name in db.execute(text(named))]
    _run(database, [key.format("ENABLE ALWAYS") for key in keys])
    as_replica = {"options": "-c session_replication_role=replica"}
    bare = Database(database.engine.url.update_query_dict(as_replica).render_as_string(hide_password=False))
    try:
        yield bare
    finally:  # the database may be somebody's own
        bare.dispose()
        _run(database, [key.format("ENABLE") for key in keys])


@contextmanager
def _untouched(database: Database) -> Iterator[None]:
    """SQLite without the triggers of certificates."""
    with database.reading() as db:
        found = db.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'certificate'")
        ).all()
    _run(database, [f"DROP TRIGGER {name}" for name, _ in found])
    try:
        yield
    finally:
        _run(database, [again for _, again in found])


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
