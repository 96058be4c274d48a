"""Keeps what somebody chose, one choice at a time."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from lms.db import insert_once
from lms.people.view.models import ChosenView


def keep_view(db: Session, person_id: int, chosen: Mapping[str, str]) -> None:
    """Keep choices (``size``, ``contrast``, ``language``); those that are not among them stay as they are."""
    if chosen:
        row = insert_once(db, ChosenView).values(person_id=person_id, **chosen)
        db.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=dict(chosen)))
