"""Keeping the counters: in the transaction of each fact, at the beginning of each day, and anew when a rule changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.clock import now
from lms.db import insert_once, settles
from lms.jobs.actions import enqueue
from lms.people.models import Person
from lms.statistics.counting.knowing import Taken, known, take
from lms.statistics.counting.models import (
    CountedSpell,
    CountedThrough,
    DayChange,
    ProvinceChange,
    Recount,
    TouchedPerson,
    UnitCount,
)
from lms.statistics.counting.rules import Cause, Causes, Deltas, changes
from lms.statistics.counting.writing import Counted, days_due, draw_together, write
from lms.statistics.periods import late
from lms.statistics.vneid.models import Confirmation

RECOUNT = "statistics.recount"
BATCH = 2_000
"""Persons a transaction counts anew: SQLite lets others wait for it, so it takes about a second."""
_AT_ONCE = 500
"""Persons whose facts are in memory together."""


@settles
def settle(db: Session) -> None:
    """Bring the counters up to what this transaction has changed; called before every commit."""
    db.flush()
    moved = _Moved()
    taken = take(db, _AT_ONCE)
    while taken.is_full:
        write(db, _count_anew(db, taken, moved), Counter())
        taken = take(db, _AT_ONCE)
    together: Deltas = Counter()
    counted = _count_anew(db, taken, moved)
    for deltas in moved.by_cause.values():
        together.update(deltas)
    write(db, counted, together)
    late.note(db, moved.by_cause, moved.through, now())


@dataclass(slots=True)
class _Moved:
    """What the counters are to be moved by in this transaction."""

    by_cause: dict[Causes, Deltas] = field(default_factory=dict)
    through: date | None = None
    """The day the counts are of, which whoever counts holds: days before it may be frozen."""


def touch_next(db: Session, after: int, many: int) -> int | None:
    """Mark the next persons with a certificate or a confirmation, by row, to be counted anew; the last of them, nothing at the end."""
    certified = select(Certificate.person_id).where(Certificate.person_id == Person.id).exists()
    has_any = certified | select(Confirmation.person_id).where(Confirmation.person_id == Person.id).exists()
    chosen = list(db.scalars(select(Person.id).where(Person.id > after, has_any).order_by(Person.id).limit(many)))
    if not chosen:
        return None
    rows = [{"person_id": person_id, "cause": Cause.RULE} for person_id in chosen]
    marked = insert_once(db, TouchedPerson).values(rows)
    db.execute(marked.on_conflict_do_nothing())
    return chosen[-1]


def ask_for_recount(db: Session, at: datetime) -> None:
    """Count everybody anew from the first on, in the transaction that changed the rule; a job goes on with it."""
    enqueue(db, RECOUNT, f"{begin_recount(db, at).id}:0", at)


def begin_recount(db: Session, at: datetime) -> Recount:
    """The note that everybody is to be counted anew, in the place of any earlier one."""
    db.execute(delete(Recount))
    begun = Recount(done_through=0, asked_at=at)
    db.add(begun)
    db.flush()
    return begun


def go_on(db: Session, recount: Recount, many: int) -> bool:
    """Count the next persons anew; whether somebody is left. Whoever gets a certificate meanwhile counts by the new rule."""
    last = touch_next(db, recount.done_through, many)
    if last is None:
        db.delete(recount)
        return False
    recount.done_through = last
    return True


def roll(db: Session, today: date) -> None:
    """Take the changes up to the end of a day into the counts, and draw together the days of the province that are over.

    Figures are right without it, only slower to read.
    """
    through = db.scalars(select(CountedThrough).with_for_update()).one()
    if through.day >= today:
        return
    db.connection().execute(days_due(db.get_bind().dialect.name), {"through": through.day, "today": today})
    draw_together(db, today)
    through.day = today


def rebuild(db: Session) -> None:
    """Throw away what was counted, so that a recount finds empty tables; facts are untouched.

    Whoever has counted and not committed yet is waited for, or its spells would stay without their counts. What frozen
    days lose by it is noted, so that the recount's gains leave in the ledger only what was counted wrongly.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SET LOCAL statement_timeout = 0"))
    db.execute(select(CountedThrough.id).with_for_update()).one()
    late.note_loss(db, now())
    for table in (CountedSpell, DayChange, ProvinceChange, UnitCount):
        db.execute(delete(table))


def _count_anew(db: Session, taken: Taken, moved: _Moved) -> Counted:
    """What becomes of the spells of persons; what the counters are to be moved by, and why, is added to ``moved``."""
    counted = Counted(sorted(taken.causes))
    if not counted.people:
        return counted
    found = known(db, counted.people, taken.told)
    moved.through = taken.through
    for person_id in counted.people:
        before, after = found.kept.get(person_id, {}), found.spells(person_id)
        if set(before) != set(after):
            causes = tuple(sorted(taken.causes[person_id]))
            moved.by_cause.setdefault(causes, Counter()).update(changes(before, after))
            counted.differs(person_id, before, after)
    return counted
