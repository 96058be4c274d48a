"""The index as it is searched: read once, kept until another version becomes current, for each database."""

from __future__ import annotations

from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
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
    found = Index(_entries(db))
    if not db.get_bind().engine.get_execution_options().get("lms_writes"):  # what is being written may be rolled back
        with _lock:
            _kept[pool] = (stamp, found)
    return found


def _entries(db: Session) -> list[Entry]:
    rows = db.execute(
        select(IndexedScreen, Course.slug, CourseVersion.position)
        .join(CourseVersion, CourseVersion.id == IndexedScreen.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .order_by(IndexedScreen.id)
    )
    return [_entry(row, slug, position) for row, slug, position in rows]


def _entry(row: IndexedScreen, slug: str, position: int) -> Entry:
    return Entry(
        (slug, row.module_slug, row.position),
        tuple(title for title in (row.course_title, row.lesson_title) if title) if row.position else (),
        row.heading or row.course_title,
        row.body,
        row.spelled,
        row.folded,
        (position, slug, row.module_position, row.position),
        row.language,
    )
