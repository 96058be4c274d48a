"""Keeping the files a version was published from, and giving them back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from lms.catalogue.archive.models import SourceFile
from lms.catalogue.models import Course, CourseVersion, Media
from lms.problems import N_, NotFound


def keep(db: Session, version_id: int, files: Mapping[str, bytes]) -> None:
    """Make these the files of the version. What is kept as picture or sound already is not kept twice."""
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    known = set(db.scalars(select(Media.sha256).where(Media.sha256.in_(digests.values()))))
    db.execute(delete(SourceFile).where(SourceFile.version_id == version_id))
    rows = [
        {
            "version_id": version_id,
            "path": path,
            "sha256": digests[path] if digests[path] in known else None,
            "content": None if digests[path] in known else content,
        }
        for path, content in sorted(files.items())
    ]
    if rows:
        db.execute(insert(SourceFile), rows)


def kept(db: Session, slug: str, number: int | None = None) -> Mapping[str, bytes]:
    """The files of a version by their paths: of the one with this number, else of the current one.

    Raises :class:`NotFound`, also for a version that was published before files were kept.
    """
    version_id = version_of(db, slug, number)
    rows = db.execute(
        select(SourceFile.path, SourceFile.content, Media.content)
        .outerjoin(Media, Media.sha256 == SourceFile.sha256)
        .where(SourceFile.version_id == version_id)
        .order_by(SourceFile.path)
    )
    files = {path: own if own is not None else shared for path, own, shared in rows}
    if not files:
        raise NotFound(N_("The files of this version were not kept yet; publish the course once more."))
    return files


def version_of(db: Session, slug: str, number: int | None = None) -> int:
    """The key of a version: of the one with this number, else of the current one. Raises :class:`NotFound`."""
    which = CourseVersion.is_current if number is None else CourseVersion.number == number
    of_course = select(CourseVersion.id).join(Course, Course.id == CourseVersion.course_id).where(Course.slug == slug)
    found = db.scalar(of_course.where(which))
    if found is None and number is None:
        raise NotFound(N_("No course %(course)s has been published."), course=slug)
    if found is None:
        raise NotFound(N_("The course %(course)s has no version %(number)s."), course=slug, number=number)
    return found
