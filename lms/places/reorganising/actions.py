"""Reorganisations come from a file with a source, all of it or nothing; taking it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import delete, insert, tuple_, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.reorganising import queries
from lms.places.reorganising.models import Succession
from lms.places.reorganising.planning import Closing, Going, Opening, Plan, Under, plan, rescoped
from lms.places.reorganising.rules import read_lines
from lms.places.rules import BadPlaces, Kind, bare_name, records
from lms.vietnamese import fold, sort_key

_AT_ONCE = 300
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that ended, and which one goes on in its place; nothing where it was split."""

    unit_id: int
    name: str
    into_id: int | None
    do_roles_follow: bool


@dataclass(frozen=True, slots=True)
class Reorganised:
    """What a file did."""

    effective_on: date
    plan: Plan
    ended: list[Ended]


def foresee(db: Session, file: Path) -> Plan:
    """The dry run: what a file would do. Raises :class:`BadPlaces` where its lines cannot be read."""
    return plan(read_lines(records(file.read_bytes())), queries.units(db), queries.done(db))


def reorganise(db: Session, file: Path, now: datetime) -> Reorganised:
    """Take a file: close and open units, move villages, note what became of what.

    Raises :class:`BadPlaces` naming every line that is wrong.
    """
    found = foresee(db, file)
    if found.complaints:
        raise BadPlaces(found.complaints)
    on = found.verdicts[0][0].effective_on
    if not found.closings:
        return Reorganised(on, found, [])
    _close(db, found.closings, on)
    ids = _open(db, found.openings.values(), on) | _in_force(db, found, on)
    _succeed(db, found, ids)
    _rescope(db, found, ids, on)
    db.add_all(
        Succession(old_id=old, new_id=ids[new], village_id=village, effective_on=on, source=source, imported_at=now)
        for old, new, village, source in found.successions
    )
    db.flush()
    counts = {"closed": len(found.closings), "opened": len(found.openings), "moved": len(found.moves)}
    record(db, "places.reorganise", f"file:{file.name}"[:60], now, effective_on=on.isoformat(), **counts)
    return Reorganised(
        on,
        found,
        [
            Ended(one.unit.id, one.unit.name, ids[one.into] if one.into else None, one.do_roles_follow)
            for one in found.closings
        ],
    )


def _close(db: Session, closings: list[Closing], on: date) -> None:
    for part in _in_pieces([closing.unit.id for closing in closings]):
        db.execute(update(OrgUnit).where(OrgUnit.id.in_(part)).values(valid_to=on))


def _open(db: Session, openings: Iterable[Opening], on: date) -> dict[str, int]:
    """The units that begin, by their codes."""
    added = [
        OrgUnit(
            code=one.code,
            name=one.name,
            folded_name=fold(one.name),
            sort_key=sort_key(bare_name(one.name)),
            kind=one.kind,
            parent_id=one.parent_id,
            valid_from=on,
            tile_column=one.tile[0] if one.tile else None,
            tile_row=one.tile[1] if one.tile else None,
            source=one.source,
        )
        for one in openings
    ]
    db.add_all(added)
    db.flush()
    return {unit.code: unit.id for unit in added}


def _in_force(db: Session, found: Plan, on: date) -> dict[str, int]:
    """The units that were there already and that something goes into, by their codes."""
    into = {new for _, new, _, _ in found.successions} - found.openings.keys()
    return {unit.code: unit.id for unit in queries.units(db) if unit.code in into and unit.is_in_force(on)}


def _succeed(db: Session, found: Plan, ids: dict[str, int]) -> None:
    """Who goes on in whose place, and under whom the villages lie from now on."""
    successors = {one.unit.id: ids[one.into] for one in found.closings if one.into}
    for old_id, new_id in successors.items():
        db.execute(update(OrgUnit).where(OrgUnit.id == old_id).values(successor_id=new_id))
    villages: dict[str, list[int]] = {}
    for village_id, code in found.moves.items():
        villages.setdefault(code, []).append(village_id)
    for code, some in villages.items():
        for part in _in_pieces(some):
            db.execute(update(OrgUnit).where(OrgUnit.id.in_(part)).values(parent_id=ids[code]))


def _rescope(db: Session, found: Plan, ids: dict[str, int], on: date) -> None:
    known = {unit.id: unit for unit in queries.units(db)}
    under = queries.under(db)
    for code, opening in found.openings.items():
        under[ids[code]] = {ids[code]: 0} | {above: depth + 1 for above, depth in under[opening.parent_id].items()}
    unknown = next((unit.id for unit in known.values() if unit.kind is Kind.UNKNOWN and unit.valid_to is None), 0)
    goings = [Going(village_id, ids[code], is_part=False) for village_id, code in found.moves.items()]
    goings += [Going(one.unit.id, ids[one.into] if one.into else unknown, is_part=True) for one in found.closings]
    after = rescoped(under, goings, {one.unit.id for one in found.closings})
    before = {unit_id: under[unit_id] for unit_id in after}
    opened = {ids[code]: under[ids[code]] for code in found.openings}
    since = {unit_id: max(on, known[unit_id].valid_from) for unit_id in after} | dict.fromkeys(opened, on)
    _write(db, before, after | opened, since)


def _write(db: Session, before: Under, after: Under, since: dict[int, date]) -> None:
    """End the rows that hold no longer, and add those that hold from now on."""
    gone = [(a, d) for d, above in before.items() for a, depth in above.items() if after[d].get(a) != depth]
    rows = [
        {"ancestor_id": a, "descendant_id": d, "depth": depth, "valid_from": since[d], "valid_to": None}
        for d, above in after.items()
        for a, depth in above.items()
        if before.get(d, {}).get(a) != depth
    ]
    by_day: dict[date, list[tuple[int, int]]] = {}
    for ancestor_id, descendant_id in gone:
        by_day.setdefault(since[descendant_id], []).append((ancestor_id, descendant_id))
    for day, pairs in by_day.items():
        for part in _in_pieces(pairs):
            these = tuple_(OrgUnitScope.ancestor_id, OrgUnitScope.descendant_id).in_(part)
            still_open = these, OrgUnitScope.valid_to.is_(None)
            db.execute(delete(OrgUnitScope).where(*still_open, OrgUnitScope.valid_from >= day))
            db.execute(update(OrgUnitScope).where(*still_open).values(valid_to=day))
    if rows:
        db.execute(insert(OrgUnitScope), rows)
    db.expire_all()


def _in_pieces(items: list[Item]) -> Iterable[list[Item]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
