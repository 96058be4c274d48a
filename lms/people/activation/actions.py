"""Printing such a card, trying its digits, and beginning the account of whoever holds it and has agreed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.people import queries as people
from lms.people.actions import Agreed, open_login
from lms.people.activation.models import ActivationCode
from lms.people.activation.queries import has_way_in, holds
from lms.people.models import Login, Person
from lms.people.papers.rules import CARD_CODE_LASTS
from lms.problems import N_, Conflict


def print_card(
    db: Session, actor_id: int, person_id: int, key: str, code_hash: str, now: datetime, printed_for: str | None = None
) -> ActivationCode:
    """A card for somebody who has no way in; the one before ends, and nothing else is made.

    Raises :class:`Conflict` for somebody who has a way in already, or is no longer counted here.
    """
    _without_a_way_in(db, person_id)
    _end(db, ActivationCode.person_id == person_id, now)
    code = ActivationCode(
        person_id=person_id,
        key=key,
        code_hash=code_hash,
        printed_for=printed_for,
        made_by=actor_id,
        made_at=now,
        expires_at=now + CARD_CODE_LASTS,
    )
    db.add(code)
    db.flush()
    record(db, "people.print_activation", f"person:{person_id}", now, actor_id=actor_id, code=code.id)
    return code


def count_try(db: Session, code_id: int, now: datetime) -> ActivationCode | None:
    """The card if its digits may be tried, with the try at hand counted."""
    tried: ActivationCode | None = db.scalar(
        update(ActivationCode)
        .where(ActivationCode.id == code_id, holds(now))
        .values(tries=ActivationCode.tries + 1)
        .returning(ActivationCode)
        .execution_options(synchronize_session=False)
    )
    return tried


def activate(db: Session, code_id: int, login_name: str, password_hash: str, agreed: Agreed, now: datetime) -> Login:
    """Its holder agreed and chose: there is an account from now on, and the card is worth nothing any more.

    Raises :class:`Conflict` when it ended meanwhile, and :class:`lms.people.actions.LoginTaken`.
    """
    code = db.get_one(ActivationCode, code_id, with_for_update=True)
    may_help = people.may_help(db, code.made_by, code.person_id, local_date(now))
    if code.ended_at is not None or code.expires_at <= now or not may_help:
        raise Conflict(N_("This code has been used or has ended. Ask for a new one."))
    _without_a_way_in(db, code.person_id)
    code.ended_at = code.used_at = now
    record(db, "people.activate", f"person:{code.person_id}", now, actor_id=code.person_id, code=code.id)
    return open_login(db, code.person_id, login_name, password_hash, agreed, now)


def end_printed_for(db: Session, printed_for: str, now: datetime) -> int:
    """What was printed for this ends with it; how many."""
    return _end(db, ActivationCode.printed_for == printed_for, now)


def _end(db: Session, which: object, now: datetime) -> int:
    open_ones = update(ActivationCode).where(which, ActivationCode.ended_at.is_(None))  # type: ignore[arg-type]
    return len(db.scalars(open_ones.values(ended_at=now).returning(ActivationCode.id)).all())


def _without_a_way_in(db: Session, person_id: int) -> None:
    """The person, held until the transaction ends."""
    person = db.get_one(Person, person_id, with_for_update=True)
    is_known_as_another = person.canonical_id is not None or person.left_on is not None
    if is_known_as_another or db.scalar(select(Person.id).where(Person.id == person_id, has_way_in())):
        raise Conflict(N_("This person can sign in already, or is no longer counted here. Look at their page again."))
