"""Every read of telephones and of what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion
from lms.offline.models import OfflineEvent, OfflineToken, Outcome
from lms.people.homes.models import Departure
from lms.people.homes.rules import Why


@dataclass(frozen=True, slots=True)
class Device:
    """A telephone that may add to a course, as its owner sees it."""

    token: OfflineToken
    course_title: str
    taken: int
    """How many of the things it sent count."""
    left: tuple[tuple[OfflineEvent, Outcome], ...]
    """What it sent and does not count, with the reason, the latest first."""


def token(db: Session, key: str, at: datetime, *, lock: bool = False) -> OfflineToken | None:
    """The token with this fingerprint, if it still holds and its owner lives; locked, one request after another uses it."""
    has_died = exists().where(
        Departure.person_id == OfflineToken.person_id, Departure.why == Why.DIED, Departure.taken_back_at.is_(None)
    )
    wanted = select(OfflineToken).where(
        OfflineToken.key == key, OfflineToken.revoked_at.is_(None), OfflineToken.expires_at > at, ~has_died
    )
    return db.scalar(wanted.with_for_update() if lock else wanted)


def received_since(db: Session, token_id: int, since: datetime) -> int:
    """How many events came with a token from this moment on."""
    counted = select(func.count()).where(OfflineEvent.token_id == token_id, OfflineEvent.received_at >= since)
    return db.scalar(counted) or 0


def course_slug(db: Session, course_id: int) -> str:
    """The address of a course."""
    return db.scalars(select(Course.slug).where(Course.id == course_id)).one()


def devices(db: Session, person_id: int, at: datetime) -> list[Device]:
    """The telephones that may add to this person's courses, the one used last first."""
    rows = db.execute(
        select(OfflineToken, CourseVersion.title)
        .join(CourseVersion, (CourseVersion.course_id == OfflineToken.course_id) & CourseVersion.is_current)
        .where(OfflineToken.person_id == person_id, OfflineToken.revoked_at.is_(None), OfflineToken.expires_at > at)
        .order_by(func.coalesce(OfflineToken.used_at, OfflineToken.issued_at).desc(), OfflineToken.id.desc())
    ).all()
    events = list(
        db.scalars(
            select(OfflineEvent)
            .where(OfflineEvent.token_id.in_([row.OfflineToken.id for row in rows]))
            .order_by(OfflineEvent.received_at.desc(), OfflineEvent.id)
        )
    )
    return [
        Device(
            found,
            title,
            sum(event.token_id == found.id and event.outcome == Outcome.DONE for event in events),
            tuple(
                (event, Outcome(event.outcome))
                for event in events
                if event.token_id == found.id and event.outcome != Outcome.DONE
            ),
        )
        for found, title in rows
    ]
