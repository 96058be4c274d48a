"""Reading the wall of a class, and the lesson that is on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedModule
from lms.classroom.projector.models import ClassWall
from lms.classroom.projector.rules import is_on


def wall_of(db: Session, class_id: int, now: datetime) -> ClassWall | None:
    """The wall, if it was moved not too long ago."""
    found = db.get(ClassWall, class_id)
    return found if found and is_on(found.moved_at, now) else None


def lesson_on(db: Session, wall: ClassWall) -> PublishedModule | None:
    """The lesson it shows, as it was when it began to."""
    return catalogue.published(db, wall.version_id).module(wall.module)
