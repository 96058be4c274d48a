"""A list is written into a class exactly as it was shown, all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living, put_in, put_in_new
from lms.classroom.lists import queries
from lms.classroom.lists.columns import Listed
from lms.classroom.lists.planning import LEAVE, NEW, Plan, Row, plan
from lms.classroom.lists.rules import Verdict
from lms.classroom.models import ClassGroup
from lms.clock import local_date
from lms.people.actions import Enrolled, enrol
from lms.problems import N_, Conflict, Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """What the teacher saw and said: the fingerprint, and the choice for each doubtful row by its place."""

    fingerprint: str
    choices: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a list: how many are new here, were known, and were left out."""

    new: int
    known: int
    left_out: int


class Moved(Conflict):
    """What the list would do is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(N_("Meanwhile something has changed. Look at what the list would do now."))


class Undecided(Problem):
    """A doubtful row of which nothing was said."""

    def __init__(self) -> None:
        super().__init__(N_("Say of every doubtful row who is meant. Nothing is written yet."))


class Mistaken(Problem):
    """A row is wrong."""

    def __init__(self) -> None:
        super().__init__(N_("Some rows are wrong. Nothing is written yet."))


def write(
    db: Session,
    class_id: int,
    listed: Iterable[Listed],
    shown: Shown,
    unit_ids: Collection[int],
    now: datetime,
    *,
    by: int | None = None,
) -> Written:
    """Write a list into a class. Raises :class:`Moved`, :class:`Mistaken`, :class:`Undecided`, and
    :class:`lms.problems.Conflict` for a class that is closed or in no commune of the teacher.
    """
    group = living(db, class_id)
    rows = list(listed)
    queries.lock_commune(db, queries.where(db, group, unit_ids, local_date(now)).commune_id)
    made = plan(db, group, rows, unit_ids, now)
    if made.fingerprint(class_id) != shown.fingerprint:
        raise Moved
    if made.count(Verdict.WRONG):
        raise Mistaken
    chosen = [_chosen(row, shown.choices.get(place, "")) for place, row in enumerate(made.rows)]
    return _write(db, group, made, chosen, now, by or group.teacher_id)


def _chosen(row: Row, choice: str) -> int | str:
    """Whom a row means in the end: a person, somebody new, or nobody."""
    if row.judged.verdict is Verdict.DOUBTFUL:
        if choice not in row.choices:
            raise Undecided
        return next((one.person_id for one in row.judged.options if one.public_id == choice), choice)
    if row.judged.verdict is Verdict.NEW:
        return NEW
    return row.judged.person.person_id if row.judged.person else LEAVE


def _write(db: Session, group: ClassGroup, made: Plan, chosen: list[int | str], now: datetime, by: int) -> Written:
    known = sum(put_in(db, group, person_id, now, by=by) for person_id in chosen if isinstance(person_id, int))
    new = [
        Enrolled(row.meant.name, row.meant.birth_year, row.meant.unit_id or made.where.home_id, row.meant.phone)
        for row, choice in zip(made.rows, chosen, strict=True)
        if choice == NEW and row.meant and row.meant.birth_year
    ]
    put_in_new(db, group, [person.id for person in enrol(db, new, by, now)], now, by=by)
    written = Written(len(new), known, chosen.count(LEAVE))
    if new or known:
        record(
            db,
            "classroom.add_list",
            f"class_group:{group.id}",
            now,
            actor_id=by,
            new=written.new,
            known=known,
            left_out=written.left_out,
        )
    return written
