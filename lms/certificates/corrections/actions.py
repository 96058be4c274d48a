"""Asking for a correction, taking that back, refusing it, and doing it: a new certificate in place of the old one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.actions import RENDER, enter_in_register, tell_holder
from lms.certificates.badges.actions import list_ended
from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.corrections.rules import State, corrected
from lms.certificates.models import Certificate, Issuer, Status
from lms.certificates.rules import Reason
from lms.clock import local_date
from lms.db import insert_once, new_id
from lms.jobs.actions import enqueue
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.problems import N_, Conflict


def ask(db: Session, certificate: Certificate, wanted: dict[str, str], note: str, now: datetime) -> None:
    """Send a request. While one waits for the same certificate, that one stays and nothing is sent."""
    sent = db.scalar(
        insert_once(db, CertificateCorrection)
        .values(
            public_id=new_id(),
            certificate_id=certificate.id,
            wanted=wanted,
            note=note,
            asked_at=now,
            state=State.WAITING,
            reason="",
        )
        .on_conflict_do_nothing(index_elements=["certificate_id"], index_where=text("state = 'waiting'"))
        .returning(CertificateCorrection.id)
    )
    if sent is None:
        raise Conflict(N_("You have asked for this already; it is being looked at. Take that back first."))
    _record(db, "ask", certificate, sent, certificate.person_id, now)


def take_back(db: Session, correction: CertificateCorrection, now: datetime) -> None:
    """The holder no longer asks for it. Raises :class:`Conflict` when it was answered meanwhile."""
    certificate = db.get_one(Certificate, correction.certificate_id)
    _answer(db, correction, State.TAKEN_BACK, certificate.person_id, now)
    _record(db, "take-back", certificate, correction.id, certificate.person_id, now)


def refuse(db: Session, correction: CertificateCorrection, actor_id: int, reason: str, now: datetime) -> None:
    """Say that it cannot be done, and why. Raises :class:`Conflict` when it was answered meanwhile."""
    _answer(db, correction, State.REFUSED, actor_id, now, reason)
    certificate = db.get_one(Certificate, correction.certificate_id)
    link, course = f"/certificates/{certificate.code}", certificate.facts.course_title
    tell(db, certificate.person_id, Kind.CORRECTION_REFUSED, now, key=correction.public_id, link=link, course=course)
    _record(db, "refuse", certificate, correction.id, actor_id, now)


def approve(db: Session, correction: CertificateCorrection, actor_id: int, now: datetime) -> Certificate:
    """Issue the certificate with the right lines; from the same day the old one is replaced, without a gap.

    It is the same completion, so the person goes on counting as before. Raises :class:`Conflict` when it was
    answered meanwhile, or the certificate no longer holds.
    """
    _answer(db, correction, State.DONE, actor_id, now)
    old = _end_as_replaced(db, correction.certificate_id, now)
    of = {
        "person_id": old.person_id,
        "course_id": old.course_id,
        "edition": old.edition,
        "org_unit_id": old.org_unit_id,
    }
    statement = corrected(old.facts, correction.wanted, of)
    new = enter_in_register(db, db.get_one(Issuer, old.issuer_id), statement, now, replacing=old)
    if new is None:
        raise Conflict(N_("This certificate has been replaced already."))
    old.replaced_by = new.id
    enqueue(db, RENDER, new.id, now)
    list_ended(db, old, now)
    tell_holder(db, new, Kind.CERTIFICATE_CORRECTED, now)
    _record(db, "correct", old, correction.id, actor_id, now, replaced_by=new.id, lines=sorted(correction.wanted))
    return new


def forget(db: Session, person_id: int, now: datetime) -> None:
    """What the person wrote goes, and what still waits is taken back; that it was answered stays."""
    held = CertificateCorrection.certificate_id.in_(select(Certificate.id).where(Certificate.person_id == person_id))
    db.execute(
        update(CertificateCorrection)
        .where(held, CertificateCorrection.state == State.WAITING)
        .values(state=State.TAKEN_BACK, answered_at=now)
    )
    db.execute(update(CertificateCorrection).where(held).values(wanted={}, note=""))


def _end_as_replaced(db: Session, certificate_id: str, now: datetime) -> Certificate:
    """The old one ends on the day on which the new one begins."""
    ended: Certificate | None = db.scalar(
        update(Certificate)
        .where(Certificate.id == certificate_id, Certificate.status == Status.ACTIVE)
        .values(status=Status.SUPERSEDED, ended_on=local_date(now), ended_at=now, ended_reason=Reason.CORRECTED)
        .returning(Certificate)
    )
    if ended is None:
        raise Conflict(N_("This certificate no longer holds, so it cannot be corrected."))
    return ended


def _answer(
    db: Session, correction: CertificateCorrection, state: State, actor_id: int, now: datetime, reason: str = ""
) -> None:
    """The database decides who answers first."""
    answered = db.execute(
        update(CertificateCorrection)
        .where(CertificateCorrection.id == correction.id, CertificateCorrection.state == State.WAITING)
        .values(state=state, answered_at=now, answered_by=actor_id, reason=reason)
        .returning(CertificateCorrection.id)
    ).first()
    if answered is None:
        raise Conflict(N_("This request has been answered already."))


def _record(
    db: Session, act: str, certificate: Certificate, correction_id: int, actor_id: int, now: datetime, **more: object
) -> None:
    record(
        db,
        f"certificates.{act}" if act == "correct" else f"certificates.correction-{act}",
        f"certificate:{certificate.id}",
        now,
        actor_id=actor_id,
        org_unit_id=certificate.org_unit_id,
        correction=correction_id,
        **more,
    )
