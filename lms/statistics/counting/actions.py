"""Keeping the counters: in the transaction of each fact, at the beginning of each day, and anew when a rule changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.clock import now
from lms.db import insert_once, settles
from lms.jobs.actions import enqueue
from lms.people.models import Person
from lms.statistics.counting import asking, queries
from lms.statistics.counting.models import (
    CountedSpell,
    CountedThrough,
    DayChange,
    ProvinceChange,
    Recount,
    TouchedPerson,
    UnitCount,
)
from lms.statistics.counting.rules import Cause, Causes, Deltas, Spell, changes, shard_of, spells
from lms.statistics.periods import late
from lms.statistics.rules import Indicator
from lms.statistics.vneid.models import Confirmation

RECOUNT = "statistics.recount"
BATCH = 2_000
"""Persons a transaction counts anew: SQLite lets others wait for it, so it takes about a second."""
_AT_ONCE = 500
"""Persons whose facts are in memory together."""
_DAY_OF_UNIT = ("org_unit_id", "indicator", "day", "delta")
_DAY_OF_SHARD = ("indicator", "day", "shard", "delta")


@settles
def settle(db: Session) -> None:
    """Bring the counters up to what this transaction has changed; called before every commit."""
    moved: dict[Causes, Deltas] = {}
    is_full = True
    while is_full:
        touched, is_full = _touched(db)
        if not touched:
            break
        for causes, deltas in _count_anew(db, touched).items():
            moved.setdefault(causes, Counter()).update(deltas)
        db.execute(asking.COUNTED, {"people": list(touched)})
    together: Deltas = Counter()
    for deltas in moved.values():
        together.update(deltas)
    if _apply(db, together):
        late.note(db, moved, now())


@dataclass(slots=True)
class _Touched:
    """What changed of a person, and which one it was found to be."""

    canonical_id: int
    causes: set[Cause] = field(default_factory=set)


def _touched(db: Session) -> tuple[dict[int, _Touched], bool]:
    """The next persons to count anew, and whether there may be more of them."""
    found: dict[int, _Touched] = {}
    rows = db.execute(asking.TOUCHED, {"many": _AT_ONCE}).all()
    for person_id, cause, canonical_id in rows:
        found.setdefault(person_id, _Touched(canonical_id)).causes.add(Cause(cause))
    return found, len(rows) == _AT_ONCE


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
    """Take the changes up to the end of a day into the counts. Figures are right without it, only slower to read."""
    through = db.scalars(select(CountedThrough).with_for_update()).one()
    if through.day >= today:
        return
    due = select(DayChange.org_unit_id, DayChange.indicator, func.sum(DayChange.delta)).where(
        DayChange.day > through.day, DayChange.day <= today
    )
    found: Counter[tuple[Indicator, int]] = Counter()
    for unit_id, indicator, delta in db.execute(due.group_by(DayChange.org_unit_id, DayChange.indicator)):
        found[Indicator(indicator), unit_id] = delta
    _add_to_counts(db, found)
    through.day = today


def rebuild(db: Session) -> None:
    """Throw away what was counted, so that a recount finds empty tables; facts are untouched.

    Whoever has counted and not committed yet is waited for, or its spells would stay without their counts. What frozen
    days lose by it is noted, so that the recount's gains leave in the ledger only what was counted wrongly.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SET LOCAL statement_timeout = 0"))
        db.execute(text("LOCK TABLE counted_spell IN ACCESS EXCLUSIVE MODE"))
    db.execute(select(CountedThrough.id).with_for_update()).one()
    late.note_loss(db, now())
    for table in (CountedSpell, DayChange, ProvinceChange, UnitCount):
        db.execute(delete(table))


def _count_anew(db: Session, touched: Mapping[int, _Touched]) -> dict[Causes, Deltas]:
    """Put the spells of persons right; what the counters are to be moved by, and why.

    Whoever touched the same person is waited for here, and only then are the facts read.
    """
    causes: dict[int, set[Cause]] = {}
    for person_id, why in touched.items():
        for one in (person_id, why.canonical_id):
            causes.setdefault(one, set()).update(why.causes)
    people = sorted(causes)
    if db.get_bind().dialect.name == "postgresql":  # SQLite has one writer
        db.execute(asking.LOCKED, {"people": people})
    laid_down, facts, kept = queries.sets(db), queries.facts(db, people), queries.kept_spells(db, people)
    moved: dict[Causes, Deltas] = {}
    gone: list[int] = []
    new: list[dict[str, object]] = []
    for person_id in people:
        before = kept.get(person_id, {})
        after = spells(facts[person_id], laid_down) if person_id in facts else []
        if set(before) == set(after):
            continue
        moved.setdefault(tuple(sorted(causes[person_id])), Counter()).update(changes(before, after))
        gone += [row_id for spell, row_id in before.items() if spell not in after]
        new += [_row(person_id, spell) for spell in after if spell not in before]
    if gone:
        db.execute(delete(CountedSpell).where(CountedSpell.id.in_(gone)))
    if new:
        db.execute(asking.spell_added(_dialect(db)), new)
    return moved


def _row(person_id: int, spell: Spell) -> dict[str, object]:
    return {
        "person_id": person_id,
        "indicator": spell.indicator,
        "org_unit_id": spell.unit_id,
        "valid_from": spell.since,
        "valid_to": spell.until,
    }


def _apply(db: Session, deltas: Deltas) -> bool:
    """Changes by day; what is due already goes into the counts too. Whether anything moved.

    Once in a transaction, and rows in one order, so that nobody waits in a ring.
    """
    moved = sorted((at, delta) for at, delta in deltas.items() if delta)
    if not moved:
        return False
    of_province: Counter[tuple[Indicator, date, int]] = Counter()
    for (unit_id, indicator, day), delta in moved:
        of_province[indicator, day, shard_of(unit_id)] += delta
    _add_days(db, DayChange, [dict(zip(_DAY_OF_UNIT, (*at, delta), strict=True)) for at, delta in moved])
    _add_days(
        db,
        ProvinceChange,
        [dict(zip(_DAY_OF_SHARD, (*at, delta), strict=True)) for at, delta in sorted(of_province.items()) if delta],
    )
    through = db.scalars(asking.THROUGH_LOCKED).one()
    due: Counter[tuple[Indicator, int]] = Counter()
    for (unit_id, indicator, day), delta in moved:
        if day <= through:
            due[indicator, unit_id] += delta
    _add_to_counts(db, due)
    return True


def _add_days(db: Session, table: type[DayChange | ProvinceChange], rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    db.execute(asking.days_moved(_dialect(db), table), rows)


def _dialect(db: Session) -> str:
    return db.get_bind().dialect.name


def _add_to_counts(db: Session, found: Counter[tuple[Indicator, int]]) -> None:
    rows = [
        {"indicator": indicator, "org_unit_id": unit_id, "people": people}
        for (indicator, unit_id), people in sorted(found.items())
        if people
    ]
    if not rows:
        return
    db.execute(asking.counts_moved(_dialect(db)), rows)
