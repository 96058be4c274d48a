"""Moving the wall of a class: by the projector, which says where it is, and by the teacher's telephone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.classroom.actions import living
from lms.classroom.projector.models import ClassWall
from lms.classroom.projector.rules import Way, turned
from lms.db import insert_once


def show(
    db: Session, class_id: int, version_id: int, module: str, slide: int, now: datetime, *, is_dark: bool = False
) -> ClassWall:
    """The wall shows this slide, whatever it was asked before."""
    living(db, class_id)
    here = {"version_id": version_id, "module": module, "slide": slide, "is_dark": is_dark, "moved_at": now}
    row = insert_once(db, ClassWall).values(class_id=class_id, step=1, **here)
    db.execute(row.on_conflict_do_update(index_elements=["class_id"], set_={**here, "step": ClassWall.step + 1}))
    return db.get_one(ClassWall, class_id, populate_existing=True)


def turn(db: Session, wall: ClassWall, way: Way, count: int, now: datetime) -> None:
    """The telephone turns the wall by one move, from where it is by now."""
    living(db, wall.class_id)
    current = db.get_one(ClassWall, wall.class_id, populate_existing=True)
    current.slide, current.is_dark = turned(current.slide, count, way, is_dark=current.is_dark)
    current.step += 1
    current.moved_at = now
