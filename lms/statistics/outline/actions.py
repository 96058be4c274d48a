"""Taking a file of outlines, and going back to tiles."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once
from lms.places import queries as places
from lms.statistics.outline.models import MapOutline
from lms.statistics.outline.rules import Drawing, drawing


def drawn(db: Session, content: bytes, now: datetime) -> Drawing:
    """The drawing of a file. It takes its time and only reads, so nobody else waits for it to write.

    Raises :class:`BadOutline`.
    """
    return drawing(content, {unit.code: unit.name for unit in places.communes(db, local_date(now))})


def take(db: Session, name: str, content: bytes, drawn: Drawing, person_id: int, now: datetime) -> None:
    """Show the map as drawn from a file from now on; the last one wins."""
    digest = hashlib.sha256(content).hexdigest()
    values = {
        "name": name[:120],
        "sha256": digest,
        "width": drawn.width,
        "height": drawn.height,
        "paths": dict(drawn.paths),
        "person_id": person_id,
        "uploaded_at": now,
    }
    row = insert_once(db, MapOutline).values(id=1, **values)
    db.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
    record(db, "statistics.outline", "map_outline:1", now, actor_id=person_id, sha256=digest)


def drop(db: Session, person_id: int, now: datetime) -> None:
    """Go back to tiles; with tiles already nothing happens."""
    if db.execute(delete(MapOutline).returning(MapOutline.id)).first():
        record(db, "statistics.no-outline", "map_outline:1", now, actor_id=person_id)
