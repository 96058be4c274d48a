"""Trying a secret, signing in, changing the password."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.db import insert_once
from lms.people import limits, phones, rules
from lms.people.limits import Limit
from lms.people.models import Login, SignInFailures
from lms.problems import N_, TooMany


@dataclass(frozen=True, slots=True)
class Tried:
    """What follows if the try at hand fails: how long the next has to wait, and how many are left until then."""

    wait: timedelta = timedelta(0)
    left: int = 1


def count_try(db: Session, typed: str, now: datetime, limit: Limit = limits.PASSWORD) -> Tried:
    """Note that a secret is about to be tried for a login name or a telephone number.

    It is counted before anything is compared, so that many tries at the same moment count as many.
    Raises :class:`TooMany` while an earlier wait lasts, or when no further try is taken.
    """
    tries = _tries(db, _key(limit, typed), now)
    if limit.is_over(tries.failures):
        raise TooMany(
            N_("The pictures are locked, because they did not fit many times. Come in another way, then choose anew."),
            retry_after=int(timedelta(days=1).total_seconds()),
        )
    if limit.wait_after(tries.failures) and tries.not_before > now:
        raise _too_early(limit, tries.not_before - now)
    if now - tries.not_before > limit.forgiven_after:
        tries.failures = 0
    tries.failures += 1
    wait = limit.wait_after(tries.failures)
    tries.not_before = now + wait
    return Tried(wait, max(0, limit.free + 1 - tries.failures))


def forgive_tries(
    db: Session, opened: Iterable[Login], typed: str, now: datetime, limit: Limit, *, is_alone: bool
) -> None:
    """The secret was right: the failures of these ways in are forgotten, whatever was tried.

    On a number that several share only this one try is taken back, so that nobody guesses at the others between
    two sign-ins of their own.
    """
    keys = [_key(kind, login.name) for kind in limits.ALL for login in opened]
    if is_alone:
        keys += [_key(kind, typed) for kind in limits.ALL]
    else:
        shared = update(SignInFailures).where(SignInFailures.key == _key(limit, typed), SignInFailures.failures > 0)
        db.execute(shared.values(failures=SignInFailures.failures - 1, not_before=now))
    db.execute(delete(SignInFailures).where(SignInFailures.key.in_(keys)))


def keep_hash(db: Session, login_id: int, new_hash: str) -> None:
    """Keep a hash of the same password made with today's parameters."""
    db.get_one(Login, login_id).password_hash = new_hash


def change_password(db: Session, login_id: int, password_hash: str, now: datetime) -> Login:
    """Keep a new password; every session of this login ends, wherever it is."""
    login = db.get_one(Login, login_id, with_for_update=True)
    login.password_hash = password_hash
    login.epoch += 1
    record(db, "people.change_password", f"login:{login.id}", now, actor_id=login.person_id)
    return login


def _too_early(limit: Limit, wait: timedelta) -> TooMany:
    seconds = int(wait.total_seconds()) + 1
    return TooMany(limit.told, retry_after=seconds, minutes=-(-seconds // 60), hours=-(-seconds // 3600))


def _tries(db: Session, key: str, now: datetime) -> SignInFailures:
    db.execute(
        insert_once(db, SignInFailures)
        .values(key=key, failures=0, not_before=now)
        .on_conflict_do_nothing(index_elements=["key"])
    )
    return db.get_one(SignInFailures, key, with_for_update=True)


def _key(limit: Limit, typed: str) -> str:
    meant = phones.as_typed(typed) or rules.login_key(typed)
    return hashlib.sha256(f"{limit.kind}:{meant}".lstrip(":").encode()).hexdigest()
