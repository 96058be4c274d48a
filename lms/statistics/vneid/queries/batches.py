"""The batches, what was answered of their people, the reply that waits, and the cases to be told to the other side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, defer

from lms.certificates.models import Certificate
from lms.people.models import Person
from lms.statistics.vneid.models import Batch, ClosedCase, IdentityNumber, Member, WaitingReply
from lms.statistics.vneid.rules import LIVE, Standing, Status, Totals

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Case:
    """A certificate that was void all along and on whose strength somebody was confirmed."""

    certificate_id: str
    code: str
    name: str
    birth_year: int
    batch_id: int
    confirmed_on: date | None
    ended_at: datetime | None


def batches(db: Session) -> list[Batch]:
    """The newest batches, without their files."""
    return list(db.scalars(select(Batch).options(defer(Batch.package)).order_by(Batch.id.desc()).limit(_SHOWN)))


def find(db: Session, public_id: str) -> Batch | None:
    """The batch of this name."""
    return db.scalar(select(Batch).where(Batch.public_id == public_id))


def numbered(db: Session, number: int) -> Batch | None:
    """The batch with this number."""
    return db.get(Batch, number)


def locked(db: Session, batch_id: int) -> Batch:
    """The batch as it is now; who else wants to change it waits."""
    return db.execute(
        select(Batch).where(Batch.id == batch_id).with_for_update().execution_options(populate_existing=True)
    ).scalar_one()


def totals_of(db: Session, batch_ids: Collection[int]) -> dict[int, Totals]:
    """The control totals of these batches as they stand."""
    rows = db.execute(
        select(Member.batch_id, Member.status, func.count())
        .where(Member.batch_id.in_(list(batch_ids)))
        .group_by(Member.batch_id, Member.status)
    )
    counts: dict[int, dict[Status, int]] = {}
    for batch_id, status, count in rows:
        counts.setdefault(batch_id, {})[Status(status)] = count
    return {batch_id: Totals.of(sum(found.values()), found) for batch_id, found in counts.items()}


def standing(db: Session, batch_id: int) -> dict[str, Standing]:
    """What is kept of the people of a batch, by their keys."""
    rows = db.execute(
        select(
            Member.key,
            Member.position,
            Member.person_id,
            Person.birth_year,
            Member.status,
            Member.confirmed_on,
            Member.reason,
        )
        .join(Person, Person.id == Member.person_id)
        .where(Member.batch_id == batch_id)
        .order_by(Member.position)
    )
    return {
        key: Standing(position, person_id, born, Status(status), day, reason)
        for key, position, person_id, born, status, day, reason in rows
    }


def rejected(db: Session, batch_id: int, most: int) -> list[tuple[Member, Person]]:
    """Who was not confirmed, and why."""
    rows = db.execute(
        select(Member, Person)
        .join(Person, Person.id == Member.person_id)
        .where(Member.batch_id == batch_id, Member.status.in_((Status.REJECTED, Status.NOT_FOUND)))
        .order_by(Member.position)
        .limit(most)
    )
    return [(member, person) for member, person in rows]


def keys_by_mark(db: Session, batch_id: int) -> dict[str, str]:
    """The keys of the people of a batch by the marks of their identity numbers."""
    rows = db.execute(
        select(IdentityNumber.mark, Member.key)
        .join(Member, Member.person_id == IdentityNumber.person_id)
        .where(Member.batch_id == batch_id)
    )
    return dict(rows.all())


def waiting_reply(db: Session, batch_id: int) -> WaitingReply | None:
    """The reply that was looked through and not taken yet."""
    return db.get(WaitingReply, batch_id)


def last_answers(db: Session, person_ids: Collection[int]) -> dict[int, Member]:
    """What was said last of each of these persons; who was never sent is not there."""
    rows = db.scalars(
        select(Member)
        .join(Batch, Batch.id == Member.batch_id)
        .where(Member.person_id.in_(list(person_ids)), Batch.state.in_(LIVE))
        .order_by(Member.batch_id)
    )
    return {member.person_id: member for member in rows}


def open_cases(db: Session, most: int) -> list[Case]:
    """Certificates declared void after somebody was sent, and confirmed, on their strength; the oldest first.

    They follow from the facts, so none can be forgotten; one is closed when the other side was told.
    """
    person, holder = aliased(Person), aliased(Person)
    canonical = func.coalesce(holder.canonical_id, holder.id)
    rows = db.execute(
        select(Certificate, person, Member)
        .join(holder, holder.id == Certificate.person_id)
        .join(person, person.id == canonical)
        .join(Member, Member.person_id == person.id)
        .join(Batch, Batch.id == Member.batch_id)
        .outerjoin(ClosedCase, ClosedCase.certificate_id == Certificate.id)
        .where(
            Certificate.is_void,
            Member.status == Status.CONFIRMED,
            Certificate.issued_on <= Batch.as_of,
            Certificate.ended_at > Batch.asked_at,
            ClosedCase.certificate_id.is_(None),
        )
        .order_by(Certificate.ended_at, Certificate.id, Member.batch_id)
        .limit(most)
    )
    cases = [
        Case(
            certificate.id,
            certificate.code,
            who.name,
            who.birth_year,
            member.batch_id,
            member.confirmed_on,
            certificate.ended_at,
        )
        for certificate, who, member in rows
    ]
    return list({case.certificate_id: case for case in cases}.values())
