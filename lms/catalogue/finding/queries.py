"""The index as it is searched: read once, kept until another version becomes current, for each database."""

from __future__ import annotations

from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.catalogue.finding.index import Index
from lms.catalogue.finding.models import IndexedScreen
from lms.catalogue.finding.rules import Entry
from lms.catalogue.models import Course, CourseVersion

_Stamp: TypeAlias = tuple[tuple[int, int], ...]
_kept: WeakKeyDictionary[object, tuple[_Stamp, Index]] = WeakKeyDictionary()
_lock = Lock()


def index(db: Session) -> Index:
    """Everything that can be found. One statement says whether what is kept still holds, a second one reads it anew."""
    counts = select(IndexedScreen.version_id, func.count()).group_by(IndexedScreen.version_id)
    stamp = tuple((version_id, count) for version_id, count in db.execute(counts.order_by(IndexedScreen.version_id)))
    # The pool is the one thing that all sessions of a database share and no other database has.
    pool = db.get_bind().engine.pool
    with _lock:
        kept = _kept.get(pool)
    if kept and kept[0] == stamp:
        return kept[1]
    found = Index([entry_of(row, slug, position) for row, slug, position in db.execute(everything())])
    if not db.get_bind().engine.get_execution_options().get("lms_writes"):  # what is being written may be rolled back
        with _lock:
            _kept[pool] = (stamp, found)
    return found


def everything() -> Select[IndexedScreen, str, int]:
    """All rows, each with the address and the position of its course."""
    return (
        select(IndexedScreen, Course.slug, CourseVersion.position)
        .join(CourseVersion, CourseVersion.id == IndexedScreen.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .order_by(IndexedScreen.id)
    )


def entry_of(row: IndexedScreen, slug: str, position: int) -> Entry:
    """A row as the rules see it."""
    return Entry(
        (slug, row.module_slug, row.position),
        tuple(title for title in (row.course_title, row.lesson_title) if title) if row.position else (),
        row.heading or row.course_title,
        row.body,
        tuple(row.spelled.split("\n")),
        tuple(row.folded.split("\n")),
        (position, slug, row.module_position, row.position),
        row.language,
    )
