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
from lms.statistics.outline.rules import drawing


def take(db: Session, name: str, content: bytes, person_id: int, now: datetime) -> None:
    """Draw the map from a file from now on; the last one wins. Raises :class:`BadOutline`, and then nothing changes."""
    communes = places.communes(db, local_date(now))
    drawn = drawing(content, {unit.code: unit.name for unit in communes})
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
