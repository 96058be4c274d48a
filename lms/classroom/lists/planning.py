"""What a list would do to a class: every row judged, and a fingerprint of all that was shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from lms.classroom.lists import queries, rules
from lms.classroom.lists.columns import Listed
from lms.classroom.lists.queries import Where
from lms.classroom.lists.rules import Judged, Meant, Somebody, Verdict
from lms.classroom.models import ClassGroup
from lms.clock import local_date
from lms.problems import N_, Problem
from lms.vietnamese import fold

NEW, LEAVE = "new", "leave"
"""What a teacher may say of a doubtful row beside naming a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written, what it means and what becomes of it."""

    listed: Listed
    meant: Meant | None
    judged: Judged

    @property
    def choices(self) -> list[str]:
        """What may be said of it while it is in doubt."""
        persons = [one.public_id for one in self.judged.options]
        return [*persons, *[NEW] * self.judged.may_be_new, LEAVE] if self.judged.verdict is Verdict.DOUBTFUL else []


@dataclass(slots=True)
class Plan:
    """What a list would do."""

    where: Where
    rows: list[Row] = field(default_factory=list)

    def count(self, verdict: Verdict) -> int:
        """How many rows are so."""
        return sum(row.judged.verdict is verdict for row in self.rows)

    def fingerprint(self, class_id: int) -> str:
        """Of the rows and of what is said of each of them."""
        said = [
            [
                [row.listed.name, row.listed.born, row.listed.village, row.listed.phone, row.listed.public_id],
                row.judged.verdict,
                row.judged.person.public_id if row.judged.person else "",
                row.choices,
            ]
            for row in self.rows
        ]
        written = json.dumps([class_id, self.where.home_id, said], ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


def plan(db: Session, group: ClassGroup, listed: Iterable[Listed], unit_ids: Collection[int], now: datetime) -> Plan:
    """The dry run. Raises :class:`lms.problems.Conflict` for a class to which no list can be added."""
    today = local_date(now)
    made = Plan(queries.where(db, group, unit_ids, today))
    understood = [(row, _understand(row, made.where, today.year)) for row in listed]
    meant = [one for _, one in understood if isinstance(one, Meant)]
    found = queries.who_may_be_meant(
        db,
        group.id,
        (made.where, unit_ids),
        {one.folded for one in meant},
        {one.public_id for one in meant} - {""},
        today,
    )
    people: dict[str, list[Somebody]] = {}
    for somebody in found:
        people.setdefault(fold(somebody.name), []).append(somebody)
    by_id = {somebody.public_id: somebody for somebody in found}
    before = _Before()
    for row, one in understood:
        if isinstance(one, Problem):
            made.rows.append(Row(row, None, Judged(Verdict.WRONG, why=one)))
            continue
        candidates = people.get(one.folded, [])
        named = by_id.get(one.public_id)
        judged = rules.judge(one, candidates if named is None else [named])
        made.rows.append(Row(row, one, before.seen(row.line, one, judged)))
    return made


def _understand(row: Listed, there: Where, this_year: int) -> Meant | Problem:
    try:
        return rules.understand(row, this_year, there.villages, there.home_id)
    except Problem as problem:
        return problem


class _Before:
    """The rows above a row: who is listed twice comes once."""

    def __init__(self) -> None:
        self._persons: dict[int, int] = {}
        self._meant: dict[tuple[str, int | None], list[tuple[int, Meant]]] = {}

    def seen(self, line: int, meant: Meant, judged: Judged) -> Judged:
        """What becomes of a row in the light of those above it."""
        if judged.person is not None:
            first = self._persons.setdefault(judged.person.person_id, line)
            return judged if first == line else _again(first)
        if judged.verdict is Verdict.WRONG:
            return judged
        above = self._meant.setdefault((meant.folded, meant.birth_year), [])
        twin = next((at for at, one in above if rules.is_repeated(meant, one)), None)
        first = above[0][0] if above else 0
        above.append((line, meant))
        if twin is not None:
            return _again(twin)
        if first and judged.verdict is Verdict.NEW:
            why = Problem(
                N_("Row %(row)s has the same name and year of birth. Say whether it is another person."), row=first
            )
            return Judged(Verdict.DOUBTFUL, may_be_new=True, why=why)
        return judged


def _again(line: int) -> Judged:
    return Judged(Verdict.SAME, why=Problem(N_("As in row %(row)s."), row=line))
