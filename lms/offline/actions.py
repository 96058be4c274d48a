"""What a telephone and its owner can do: be allowed to add answers, add them, be allowed no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import LOCAL, local_date
from lms.db import insert_once
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.offline import effects, queries
from lms.offline.models import OfflineEvent, OfflineToken, Outcome
from lms.offline.rules import MOST_A_DAY, TOKEN_LIFE, Event, clamped, key_of, same_for
from lms.problems import N_, NotFound, TooMany

_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Taken:
    """That an event is kept, and what it came to."""

    id: str
    outcome: Outcome


class NoSuchToken(NotFound):
    """The token was revoked, is too old, or was never given: whoever sends must show anew who they are."""

    status = 401

    def __init__(self) -> None:
        super().__init__(N_("Sign in again on this telephone; then the answers that wait on it can be sent."))


def issue_token(db: Session, person_id: int, course_id: int, device: str, token: str, now: datetime) -> OfflineToken:
    """Let a telephone add to a course in somebody's name. ``token`` is random; only its fingerprint is kept."""
    issued = OfflineToken(
        key=key_of(token),
        person_id=person_id,
        course_id=course_id,
        device=device,
        issued_at=now,
        expires_at=now + TOKEN_LIFE,
    )
    db.add(issued)
    db.flush()
    return issued


def revoke_token(db: Session, person_id: int, token_id: int, now: datetime) -> None:
    """Let a telephone add nothing more. Doing it twice changes nothing. Raises :class:`NotFound` for another's."""
    found = db.get(OfflineToken, token_id)
    if found is None or found.person_id != person_id:
        raise NotFound(N_("There is no such telephone in your account."))
    if found.revoked_at is None:
        found.revoked_at = now
        record(db, "offline.revoke", f"offline_token:{token_id}", now, actor_id=person_id)
        tell(db, person_id, Kind.DEVICE_REVOKED, now, key=str(token_id), link="/account/devices", device=found.device)


def take_events(db: Session, token: str, events: Sequence[Event], now: datetime) -> list[Taken]:
    """Keep what a telephone sends, each event once, and let each have its effect in the same transaction.

    One that was sent before is told again with what it came to. Raises :class:`NoSuchToken`, and :class:`TooMany`
    when this token has sent too much today.
    """
    holder = queries.token(db, key_of(token), now, lock=True)
    if holder is None:
        raise NoSuchToken
    if queries.received_since(db, holder.id, _midnight(now)) + len(events) > MOST_A_DAY:
        raise TooMany(
            N_("This telephone has sent too much today. What is left can be sent tomorrow."), retry_after=_AN_HOUR
        )
    holder.used_at = now
    db.flush()
    return [Taken(event.id, _take(db, holder, event, event.id, now)) for event in events]


def _midnight(now: datetime) -> datetime:
    return datetime.combine(local_date(now), time.min, LOCAL)


def _take(db: Session, holder: OfflineToken, event: Event, event_id: str, now: datetime) -> Outcome:
    values = {
        "id": event_id,
        "person_id": holder.person_id,
        "token_id": holder.id,
        "kind": event.kind,
        "payload": event.payload,
        "rev": event.rev,
        "client_time": clamped(event.at, holder.issued_at, now),
        "received_at": now,
        "outcome": Outcome.REFUSED,
    }
    statement = insert_once(db, OfflineEvent).values(values).on_conflict_do_nothing(index_elements=["id"])
    if db.scalar(statement.returning(OfflineEvent.id)) is None:
        return _taken_before(db, holder, event, event_id, now)
    if event_id != event.id:  # its own number stands for something else, which is left as it is
        return Outcome.REFUSED
    outcome = effects.do(db, holder.person_id, holder.course_id, event, now)
    db.execute(update(OfflineEvent).where(OfflineEvent.id == event_id).values(outcome=outcome))
    return outcome


def _taken_before(db: Session, holder: OfflineToken, event: Event, event_id: str, now: datetime) -> Outcome:
    """What the event with this id came to; another event that carries the same id is kept under one of its own."""
    kept = db.get_one(OfflineEvent, event_id, populate_existing=True)
    if kept.person_id == holder.person_id and (kept.kind, kept.payload) == (event.kind, event.payload):
        return Outcome(kept.outcome)
    return _take(db, holder, event, same_for(holder.person_id, event.id, event.payload), now)
