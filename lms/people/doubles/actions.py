"""Joining two entries of one person, and taking it apart again. Figures follow by themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.db import insert_once
from lms.people.doubles.models import DuplicateDecision
from lms.people.models import Person
from lms.problems import N_, Conflict


def join(db: Session, kept: Person, other: Person, reason: str, actor_id: int, now: datetime) -> None:
    """From now on, and for all earlier days, the two count once; nothing of either is rewritten.

    Raises :class:`Conflict` when one of them was joined to somebody meanwhile, or others are joined to the one that
    would give way.
    """
    if any(lock(db, kept.id, other.id).values()):
        raise Conflict(
            N_("One of the two has been joined to another entry meanwhile. Look at the person's page again.")
        )
    if db.scalar(select(Person.id).where(Person.canonical_id == other.id).limit(1)):
        raise Conflict(N_("Other entries are joined to that one. Begin from its page, and join this one to it."))
    added = db.scalar(
        insert_once(db, DuplicateDecision)
        .values(person_id=other.id, canonical_id=kept.id, reason=reason, decided_by=actor_id, decided_at=now)
        .on_conflict_do_nothing(index_elements=["person_id"], index_where=text("taken_back_at IS NULL"))
        .returning(DuplicateDecision.id)
    )
    if added is None:
        raise Conflict(
            N_("One of the two has been joined to another entry meanwhile. Look at the person's page again.")
        )
    db.execute(update(Person).where(Person.id == other.id).values(canonical_id=kept.id))
    record(db, "people.join", f"person:{kept.id}", now, actor_id=actor_id, joined=other.id, reason=reason)


def take_apart(db: Session, kept: Person, decision_id: int, actor_id: int, now: datetime) -> None:
    """The two are two again; taking it apart twice is once."""
    other = db.scalar(
        update(DuplicateDecision)
        .where(
            DuplicateDecision.id == decision_id,
            DuplicateDecision.canonical_id == kept.id,
            DuplicateDecision.taken_back_at.is_(None),
        )
        .values(taken_back_by=actor_id, taken_back_at=now)
        .returning(DuplicateDecision.person_id)
    )
    if other is None:
        return
    lock(db, kept.id, other)
    db.execute(update(Person).where(Person.id == other, Person.canonical_id == kept.id).values(canonical_id=None))
    record(db, "people.take-apart", f"person:{kept.id}", now, actor_id=actor_id, joined=other)


def lock(db: Session, *ids: int) -> dict[int, int | None]:
    """Nobody else changes these persons; always in one order, so that nobody waits in a ring. Whom each was joined to."""
    wanted = select(Person.id, Person.canonical_id).where(Person.id.in_(ids)).order_by(Person.id)
    return dict(db.execute(wanted.with_for_update()).all())
