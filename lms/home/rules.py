"""Which course is the one to go on with, what was reached in it, and what the privacy page tells of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from lms.learning.rules.progress import Progress
from lms.learning.rules.tries import Limit, next_try, tries_left


class Line(Protocol):
    """A course with how far somebody is in it."""

    @property
    def progress(self) -> Progress: ...
    @property
    def active_at(self) -> datetime | None: ...


SomeLine = TypeVar("SomeLine", bound=Line)


def one_to_go_on_with(lines: Sequence[SomeLine]) -> SomeLine | None:
    """The unfinished course touched last, else the first that was not begun; nothing when all are finished."""
    unfinished = [line for line in lines if not line.progress.is_completed]
    touched = [line for line in unfinished if line.active_at]
    if touched:
        return max(touched, key=lambda line: (line.active_at is not None, line.active_at))
    begun = [line for line in unfinished if line.progress.is_begun]
    return next(iter(begun or unfinished), None)


@dataclass(frozen=True, slots=True)
class Final:
    """One final that was handed in."""

    course_id: int
    points: int
    maximum: int
    passed: bool
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Best:
    """The best final of a course, how many tries are left (nothing: no limit), and when the next one opens."""

    final: Final
    tries_left: int | None
    opens_at: datetime | None


def best_of(finals: Sequence[Final], limit: Limit, now: datetime) -> Best | None:
    """The best of the finals of one course; of equals the earliest. Nothing when none was handed in."""
    if not finals:
        return None
    best = max(finals, key=lambda final: (final.points / max(1, final.maximum), -final.submitted_at.timestamp()))
    instants = [final.submitted_at for final in finals]
    return Best(best, tries_left(limit, instants, now), next_try(limit, instants, now))


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the models describe it: how private it is, in one word; nothing when they do not say."""

    table: str
    name: str
    privacy: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is kept of people: why, and for how long."""

    title: str
    why: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the privacy page."""

    subject: Subject
    items: tuple[str, ...]


def kept(columns: Iterable[Column], subjects: Mapping[str, Subject], words: Mapping[str, str]) -> list[Kept]:
    """What is kept of people: subjects and things in the order in which ``subjects`` and ``words`` name them.

    ``subjects`` tells the subject of each table. A column is named by ``table.column``, else by ``column`` alone; the
    same words once. Raises ``KeyError`` for a personal column without words, so that nothing is kept in silence.
    Secrets that are nobody's are left out.
    """
    found: dict[Subject, set[str]] = {subject: set() for subject in subjects.values()}
    for column in columns:
        if column.privacy in ("personal", "sensitive") or (column.privacy == "secret" and column.table in subjects):
            word = words.get(f"{column.table}.{column.name}") or words[column.name]
            found[subjects[column.table]].add(word)
    in_order = list(dict.fromkeys(words.values()))
    return [Kept(subject, tuple(sorted(said, key=in_order.index))) for subject, said in found.items() if said]


def unclassified(columns: Iterable[Column]) -> list[str]:
    """The columns that do not say how private they are."""
    return [f"{column.table}.{column.name}" for column in columns if column.privacy is None]
