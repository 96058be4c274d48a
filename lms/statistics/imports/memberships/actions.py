"""Members come from a file: what is wrong stops all of it, who is in doubt is listed and left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.people.models import Group, Membership
from lms.statistics.imports.actions import Imported
from lms.statistics.imports.listed import People, brought, left_out
from lms.statistics.imports.memberships import queries
from lms.statistics.imports.memberships.rows import MemberRow, members
from lms.statistics.imports.memberships.rules import Stay, joined
from lms.statistics.imports.queries import units
from lms.statistics.imports.rows import Read
from lms.statistics.imports.rules import Judged, Preview, Verdict


@dataclass(slots=True)
class Plan:
    """What a file would do: what is said of it, and the stays of each person and group before and after."""

    preview: Preview = field(default_factory=lambda: Preview([]))
    before: dict[tuple[int, Group], list[Stay]] = field(default_factory=dict)
    after: dict[tuple[int, Group], list[Stay]] = field(default_factory=dict)


def preview(db: Session, content: bytes, now: datetime) -> Plan:
    """The dry run. Raises :class:`BadFile` where nothing can be read."""
    today = local_date(now)
    known = units(db, today)
    read = members(content, known.kinds)
    asked = [one.row.meant for one in read if one.row]
    people = queries.people(
        db, {meant.name for meant in asked} - {""}, {meant.public_id for meant in asked} - {""}, today
    )
    plan = Plan(before=queries.stays(db, {somebody.person_id for somebody in people}))
    plan.after = dict(plan.before)
    listed = People(people)
    for one in read:
        plan.preview.rows.append(_judge(one, listed, known.ids, plan))
    return plan


def _judge(one: Read[MemberRow], people: People, ids: dict[str, int], plan: Plan) -> Judged:
    row = one.row
    if row is None:
        return Judged(one.line, Verdict.WRONG, one.about, one.fault)
    found = people.recognise(row.meant)
    if found.person_id is None:
        return Judged(one.line, Verdict.DOUBTFUL, one.about, found.doubt)
    verdict, sentence = _join(row, found.person_id, ids, plan)
    return Judged(one.line, verdict, one.about, sentence)


def _join(row: MemberRow, person_id: int, ids: dict[str, int], plan: Plan) -> tuple[Verdict, str]:
    key = person_id, row.group
    given = Stay(ids[row.unit_code], row.since, row.until)
    verdict, sentence, plan.after[key] = joined(given, plan.after.get(key, []))
    return verdict, sentence


def take(db: Session, content: bytes, name: str, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take a file; nothing of it when a row is wrong.

    Raises :class:`BadFile`, and :class:`Unconfirmed` while nobody has said that doubtful rows may be left out.
    """
    plan = preview(db, content, now)
    doubtful = left_out(plan.preview, confirmed=confirmed)
    _write(db, plan)
    imported = brought(plan.preview)
    if imported.new or imported.changed:
        counts = {"new": imported.new, "changed": imported.changed, "left_out": doubtful}
        record(db, "statistics.import-memberships", f"file:{name}"[:60], now, **counts)
    return imported


def _write(db: Session, plan: Plan) -> None:
    """Ends first: a person is in a group once at a time."""
    for key, after in plan.after.items():
        before = {stay.row: stay for stay in plan.before.get(key, [])}
        for stay in after:
            if stay.row is not None and stay != before[stay.row]:
                db.execute(update(Membership).where(Membership.id == stay.row).values(valid_to=stay.until))
    db.add_all(
        Membership(
            person_id=person_id, group=group, org_unit_id=stay.unit_id, valid_from=stay.since, valid_to=stay.until
        )
        for (person_id, group), after in plan.after.items()
        for stay in after
        if stay.row is None
    )
    db.flush()
