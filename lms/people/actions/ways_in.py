"""Trying a password, signing in, changing the password."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.db import insert_once
from lms.people import rules
from lms.people.models import Login, SignInFailures
from lms.problems import N_, TooMany


def count_try(db: Session, login_name: str, now: datetime) -> timedelta:
    """Note that a password is about to be tried; says how long the next try has to wait if this one fails.

    It is counted before the password is compared, so that many tries at the same moment count as many.
    Raises :class:`TooMany` while an earlier wait lasts.
    """
    tries = _tries(db, login_name, now)
    if rules.wait_after(tries.failures) and tries.not_before > now:
        seconds = int((tries.not_before - now).total_seconds()) + 1
        raise TooMany(
            N_("Too many wrong passwords for this name. You can try again in %(minutes)s min."),
            retry_after=seconds,
            minutes=-(-seconds // 60),
        )
    if now - tries.not_before > rules.FORGIVEN_AFTER:
        tries.failures = 0
    tries.failures += 1
    wait = rules.wait_after(tries.failures)
    tries.not_before = now + wait
    return wait


def sign_in(db: Session, login_id: int, login_name: str, new_hash: str | None = None) -> None:
    """The password was right: forget the failures, and keep a hash made with today's parameters if there is one."""
    db.execute(delete(SignInFailures).where(SignInFailures.key == _key(login_name)))
    if new_hash is not None:
        db.get_one(Login, login_id).password_hash = new_hash


def change_password(db: Session, login_id: int, password_hash: str, now: datetime) -> Login:
    """Keep a new password; every session of this login ends, wherever it is."""
    login = db.get_one(Login, login_id, with_for_update=True)
    login.password_hash = password_hash
    login.epoch += 1
    record(db, "people.change_password", f"login:{login.id}", now, actor_id=login.person_id)
    return login


def _tries(db: Session, login_name: str, now: datetime) -> SignInFailures:
    key = _key(login_name)
    db.execute(
        insert_once(db, SignInFailures)
        .values(key=key, failures=0, not_before=now)
        .on_conflict_do_nothing(index_elements=["key"])
    )
    return db.get_one(SignInFailures, key, with_for_update=True)


def _key(login_name: str) -> str:
    return hashlib.sha256(rules.login_key(login_name).encode()).hexdigest()
