"""What the office does: issue once, keep the printed file, end a certificate."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates import queries
from lms.certificates.badges.actions import list_ended
from lms.certificates.codes import new_code
from lms.certificates.models import Certificate, CertificateFile, Issuer, RegisterBook, Status
from lms.certificates.rules import (
    Ending,
    Facts,
    NotReady,
    Reason,
    Statement,
    TemplateVersion,
    Wanted,
    ending,
    freeze,
)
from lms.certificates.signing.signed import Signed
from lms.certificates.status_places import free_place
from lms.certificates.templates.actions import newest_version
from lms.clock import local, local_date
from lms.db import insert_once, new_id
from lms.jobs.actions import enqueue, enqueue_again, hurry
from lms.notices.actions import tell
from lms.notices.models import Kind as NoticeKind
from lms.problems import N_, Conflict
from lms.vietnamese import fold, name_sort_key

RENDER = "certificates.render"
"""The kind of job that prints a certificate."""
_TRIES = 5
"""A try fails when another transaction takes the same random place or code in that moment: hardly ever, never twice."""


def issue(db: Session, statement: Statement, now: datetime) -> Certificate:
    """The certificate for a completed course, issued in the transaction that completes it.

    Issued once per person, course and edition, whoever asks how often: the database decides, and whoever comes
    second gets what the first one made. Raises :class:`NotReady` when no issuer was set.
    """
    known = queries.first_issue(db, statement)
    if known is not None:
        return known
    issuer = queries.issuer_for(db, statement.org_unit_id, local_date(now))
    if issuer is None:
        raise NotReady(N_("Certificates cannot be issued yet. Nothing of yours is lost; please try again tomorrow."))
    issued = enter_in_register(db, issuer, statement, now)
    if issued is None:
        winner = queries.first_issue(db, statement)
        assert winner is not None  # noqa: S101 - its row kept ours out
        return winner
    enqueue(db, RENDER, issued.id, now)
    tell_holder(db, issued, NoticeKind.CERTIFICATE_ISSUED, now)
    record(
        db, "certificates.issue", f"certificate:{issued.id}", now, org_unit_id=issued.org_unit_id, number=issued.number
    )
    return issued


def tell_holder(db: Session, certificate: Certificate, kind: NoticeKind, now: datetime) -> None:
    """Tell the holder what became of a certificate."""
    link, course = f"/certificates/{certificate.code}", certificate.facts.course_title
    tell(db, certificate.person_id, kind, now, key=certificate.id, link=link, course=course)


def enter_in_register(
    db: Session, issuer: Issuer, statement: Statement, now: datetime, *, replacing: Certificate | None = None
) -> Certificate | None:
    """The new row, or nothing when the person has this certificate, or the copy that replaces one, already."""
    template = newest_version(db, issuer.template, now)
    for _ in range(_TRIES):
        issued = _issue_with_next_number(db, issuer, statement, template, now, replacing)
        if issued is not None:
            return issued
        if queries.first_issue(db, statement, replacing.correction + 1 if replacing else 0) is not None:
            return None
    raise RuntimeError(f"issuer {issuer.key}: the register book and the certificates do not agree")


def _issue_with_next_number(
    db: Session,
    issuer: Issuer,
    statement: Statement,
    template: TemplateVersion,
    now: datetime,
    replacing: Certificate | None,
) -> Certificate | None:
    """The new row, or nothing when somebody was faster; then the number is given back with the savepoint."""
    with db.begin_nested() as savepoint:
        number = _next_number(db, issuer.id, local(now).year)
        facts = freeze(statement, issuer.details(), number, new_code(), local(now), template)
        issued = db.scalars(
            insert_once(db, Certificate)
            .values(_row(statement, facts, issuer.id, number, now, free_place(db)) | _in_place_of(replacing))
            .on_conflict_do_nothing()
            .returning(Certificate)
        ).one_or_none()
        if issued is None:
            savepoint.rollback()
    return issued


def _next_number(db: Session, issuer_id: int, year: int) -> int:
    """The next number of the book, which stays locked until the transaction ends: no gaps, no doubles."""
    book = insert_once(db, RegisterBook).values(issuer_id=issuer_id, year=year, last_number=1)
    number: int = db.execute(
        book.on_conflict_do_update(
            index_elements=["issuer_id", "year"], set_={"last_number": RegisterBook.last_number + 1}
        ).returning(RegisterBook.last_number)
    ).scalar_one()
    return number


def _row(
    statement: Statement, facts: Facts, issuer_id: int, number: int, now: datetime, place: tuple[int, int]
) -> dict[str, object]:
    status_list, status_index = place
    return {
        "id": new_id(),
        "code": facts.code,
        "issuer_id": issuer_id,
        "year": local(now).year,
        "number": number,
        "person_id": statement.person_id,
        "course_id": statement.course_id,
        "edition": statement.edition,
        "correction": 0,
        "org_unit_id": statement.org_unit_id,
        "mode": statement.mode,
        "issued_at": now,
        "issued_on": local_date(now),
        "snapshot": facts.as_json(),
        "holder_folded": fold(facts.holder),
        "holder_sort_key": name_sort_key(facts.holder),
        "status": Status.ACTIVE,
        "status_list": status_list,
        "status_index": status_index,
    }


def _in_place_of(replaced: Certificate | None) -> dict[str, object]:
    """What the copy that replaces a certificate has of it: the next number of copies, and the day it counts from."""
    return {"correction": replaced.correction + 1, "attained_on": replaced.attained_on} if replaced else {}


def keep_file(
    db: Session, certificate_id: str, content: bytes, now: datetime, *, way: str, signed: Signed | None = None
) -> None:
    """Keep the printed form, or what became of it when it was signed; the first one kept stays."""
    if signed is not None:
        content = signed.content
    db.execute(
        insert_once(db, CertificateFile)
        .values(
            certificate_id=certificate_id,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            rendered_at=now,
            way=way,
            signature_level=signed.level if signed else None,
            signer=signed.signer if signed else None,
            signer_fingerprint=signed.fingerprint if signed else None,
        )
        .on_conflict_do_nothing(index_elements=["certificate_id"])
    )


def sign_what_waits(db: Session, now: datetime) -> int:
    """Offer every certificate that has no file yet to the worker at once, whatever became of its job; how many."""
    waiting = queries.without_file(db)
    for certificate_id in waiting:
        enqueue(db, RENDER, certificate_id, now)
    hurry(db, RENDER, now)
    return len(waiting)


def print_missing(db: Session, now: datetime) -> int:
    """Ask again for what is not printed; how many certificates that are not being printed already."""
    return sum(enqueue_again(db, RENDER, certificate_id, now) for certificate_id in queries.without_file(db))


def revoke(
    db: Session,
    certificate: Certificate,
    actor_id: int | None,
    reason: Reason,
    now: datetime,
    *,
    note: str = "",
    since: date | None = None,
) -> None:
    """End a certificate: from today or an earlier day it counts for nothing, and whoever checks it reads so.

    Copies it had replaced count no longer than it does. Raises :class:`Problem` for a day that cannot be, and
    :class:`Conflict` when it has ended already.
    """
    today = local_date(now)
    from_today = Ending(reason, max(today, certificate.issued_on))
    chosen = from_today if since is None else ending(reason, since, certificate.attained_on, today)
    _end(db, certificate, actor_id, chosen, now, note)


def void(
    db: Session, certificate: Certificate, actor_id: int | None, reason: Reason, now: datetime, *, note: str = ""
) -> None:
    """End a certificate from the beginning, with all it had replaced: it never counted, on no day.

    Raises :class:`Problem` for a reason that came up later, and :class:`Conflict` when it has ended already.
    """
    never = ending(reason, None, certificate.attained_on, local_date(now))
    _end(db, certificate, actor_id, never, now, note)


def _end(db: Session, certificate: Certificate, actor_id: int | None, ending: Ending, now: datetime, note: str) -> None:
    """Nothing is deleted, and nothing brings it back."""
    still_holds = Certificate.id == certificate.id, Certificate.status == Status.ACTIVE
    ended = update(Certificate).where(*still_holds).values(_ended(certificate, ending, now)).returning(Certificate.id)
    if db.execute(ended).first() is None:
        raise Conflict(N_("This certificate has ended already."))
    list_ended(db, certificate, now)
    for earlier in queries.replaced_before(db, certificate):
        _end_earlier(earlier, ending, now)
    tell_holder(db, certificate, NoticeKind.CERTIFICATE_REVOKED, now)
    record(
        db,
        "certificates.void" if ending.is_void else "certificates.revoke",
        f"certificate:{certificate.id}",
        now,
        actor_id=actor_id,
        org_unit_id=certificate.org_unit_id,
        reason=ending.reason,
        ended_on=_last_day(certificate, ending).isoformat(),
        note=note,
    )


def _ended(certificate: Certificate, ending: Ending, now: datetime) -> dict[str, object]:
    return {
        "status": Status.REVOKED,
        "ended_on": _last_day(certificate, ending),
        "ended_at": now,
        "ended_reason": ending.reason,
        "is_void": ending.is_void,
    }


def _last_day(certificate: Certificate, ending: Ending) -> date:
    return certificate.issued_on if ending.on is None else max(certificate.issued_on, ending.on)


def _end_earlier(certificate: Certificate, ending: Ending, now: datetime) -> None:
    """A replaced copy stays what it was, unless there never was a right to it."""
    day = _last_day(certificate, ending)
    certificate.ended_on = min(certificate.ended_on or day, day)
    if ending.is_void:
        certificate.status, certificate.is_void = Status.REVOKED, True
        certificate.ended_at, certificate.ended_reason = now, ending.reason


def record_export(
    db: Session, actor_id: int, unit_ids: tuple[int, ...], wanted: Wanted, count: int, now: datetime
) -> None:
    """Note that an official took a part of the register."""
    for unit_id in unit_ids:
        record(
            db,
            "certificates.export",
            f"org_unit:{unit_id}",
            now,
            actor_id=actor_id,
            org_unit_id=unit_id,
            count=count,
            **wanted.as_json(),
        )


def record_download(db: Session, certificate: Certificate, actor_id: int, now: datetime) -> None:
    """Note that an official took somebody's certificate."""
    record(
        db,
        "certificates.download",
        f"certificate:{certificate.id}",
        now,
        actor_id=actor_id,
        org_unit_id=certificate.org_unit_id,
    )
