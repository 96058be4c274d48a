"""Whether a teacher watches somebody at the final now. Rooms upstairs know; they say here how to find out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from lms.learning.models import Enrolment


class Watch(StrEnum):
    """What the teacher who watches has said of somebody."""

    PRESENT = "present"
    LEARNED = "learned"
    """They are there, and went through the lessons in the class."""


Watcher = Callable[[Session, Enrolment, datetime], Watch | None]
_watchers: list[Watcher] = []


def watches(watcher: Watcher) -> Watcher:
    """Register what knows of somebody who is watched."""
    _watchers.append(watcher)
    return watcher


def watched(db: Session, enrolment: Enrolment, now: datetime) -> Watch | None:
    """Whether anybody watches this person at the final of this course, and what they have said."""
    said = {watcher(db, enrolment, now) for watcher in _watchers}
    return next((watch for watch in (Watch.LEARNED, Watch.PRESENT) if watch in said), None)
