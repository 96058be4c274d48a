"""Choosing pictures, and giving them up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.people import queries
from lms.people.models import Login
from lms.problems import N_, Conflict


def choose_pictures(db: Session, login_id: int, pictures_hash: str, now: datetime) -> None:
    """Keep three pictures as a second way in. Raises :class:`Conflict` for somebody who has a role."""
    login = db.get_one(Login, login_id)
    if queries.is_staff(db, login.person_id, local_date(now)):
        raise Conflict(N_("Whoever may see other people's data signs in with a password, not with pictures."))
    login.pictures_hash = pictures_hash
    record(db, "people.choose_pictures", f"login:{login.id}", now, actor_id=login.person_id)


def end_pictures(db: Session, login_id: int, now: datetime) -> None:
    """The pictures open nothing any more."""
    login = db.get_one(Login, login_id)
    if login.pictures_hash is not None:
        login.pictures_hash = None
        record(db, "people.end_pictures", f"login:{login.id}", now, actor_id=login.person_id)
