"""Homes come from a list: what is wrong stops all of it, who is in doubt is listed and left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.people.homes.actions import settle
from lms.people.homes.rules import moving
from lms.problems import Problem
from lms.statistics.imports.actions import Imported
from lms.statistics.imports.listed import People, brought, left_out
from lms.statistics.imports.memberships.rules import Recognised
from lms.statistics.imports.queries import Units, units
from lms.statistics.imports.residences import queries
from lms.statistics.imports.residences.rows import HomeRow, homes
from lms.statistics.imports.rows import Read
from lms.statistics.imports.rules import Judged, Preview, Verdict
from lms.statistics.imports.words import told_day
from lms.terminal import in_vietnamese


@dataclass(slots=True)
class Plan:
    """What a list would do: what is said of it, and who moves where from which day on."""

    preview: Preview = field(default_factory=lambda: Preview([]))
    moves: dict[int, tuple[int, date]] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    """The line each person was found in."""


def preview(db: Session, content: bytes, now: datetime) -> Plan:
    """The dry run. Raises :class:`BadFile` where nothing can be read."""
    today = local_date(now)
    known = units(db, today)
    read = homes(content, known.kinds)
    asked = [one.row.meant for one in read if one.row]
    people = queries.people(
        db, {meant.name for meant in asked} - {""}, {meant.public_id for meant in asked} - {""}, today
    )
    listed = People(people)
    met = [listed.recognise(one.row.meant) if one.row else None for one in read]
    standings = queries.standings(db, {found.person_id for found in met if found and found.person_id is not None})
    facts = _Facts(known, queries.beginnings(db, today), standings, today)
    plan = Plan()
    for one, found in zip(read, met, strict=True):
        plan.preview.rows.append(_judge(one, found, facts, plan))
    return plan


def take(db: Session, content: bytes, name: str, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take a list; nothing of it when a row is wrong.

    Raises :class:`BadFile`, :class:`Unconfirmed` while nobody has said that doubtful rows may be left out, and
    :class:`lms.problems.Conflict` when somebody has moved meanwhile.
    """
    plan = preview(db, content, now)
    doubtful = left_out(plan.preview, confirmed=confirmed)
    for person_id, (unit_id, since) in sorted(plan.moves.items()):
        settle(db, person_id, unit_id, since)
    if plan.moves:
        counts = {"moved": len(plan.moves), "left_out": doubtful}
        record(db, "statistics.import-residences", f"file:{name}"[:60], now, **counts)
    return brought(plan.preview)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is on record, read once for the whole list."""

    units: Units
    beginnings: dict[str, date]
    standings: dict[int, queries.Standing]
    today: date


def _judge(one: Read[HomeRow], found: Recognised | None, facts: _Facts, plan: Plan) -> Judged:
    if one.row is None or found is None:
        return Judged(one.line, Verdict.WRONG, one.about, one.fault)
    if found.person_id is None:
        return Judged(one.line, Verdict.DOUBTFUL, one.about, found.doubt)
    before = plan.lines.setdefault(found.person_id, one.line)
    if before != one.line:
        return Judged(one.line, Verdict.WRONG, one.about, f"người này đã có ở dòng {before}")
    verdict, sentence = _move(one.row, found.person_id, facts, plan)
    return Judged(one.line, verdict, one.about, sentence)


def _move(row: HomeRow, person_id: int, facts: _Facts, plan: Plan) -> tuple[Verdict, str]:
    code, standing = row.unit_code, facts.standings[person_id]
    unit_id = facts.units.ids[code]
    if standing.home_id == unit_id:
        return Verdict.SAME, "đang ở đây"
    if standing.is_gone:
        return Verdict.DOUBTFUL, "đã ghi là qua đời hoặc chuyển đi; xem lại trước"
    try:
        moving(row.since, standing.known, facts.beginnings[code], facts.today)
    except Problem as problem:
        return Verdict.WRONG, in_vietnamese(problem)
    plan.moves[person_id] = unit_id, row.since
    verdict = Verdict.NEW if standing.home_id is None else Verdict.CHANGED
    return verdict, f"ở {facts.units.names[code]} từ {told_day(row.since)}"
