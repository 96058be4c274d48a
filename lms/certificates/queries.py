"""Every read of certificates and of who issues them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion
from lms.certificates.codes import bare, is_well_formed
from lms.certificates.models import (
    Appointment,
    Certificate,
    CertificateFile,
    Issuer,
    IssuerLogo,
    OfficeElsewhere,
    Status,
)
from lms.certificates.rules import Order, Statement, Wanted
from lms.people.models import Group, Membership, Person
from lms.people.rules import ADULT_FROM
from lms.places.models import OrgUnitScope
from lms.places.queries import in_force, is_within, within
from lms.vietnamese import fold

_NUMBER = re.compile(r"(?:số:? *)?(\d{1,9})(?:/(\d{4})\b.*)?", re.IGNORECASE)


def default_issuer(db: Session) -> Issuer | None:
    """Who issues where nobody else was appointed; nobody before the office is set up."""
    return db.scalar(select(Issuer).where(Issuer.is_default))


def elsewhere(db: Session) -> OfficeElsewhere | None:
    """The server that issues in the place of this one; nothing where certificates are issued here."""
    return db.scalar(select(OfficeElsewhere))


def issuer_for(db: Session, unit_id: int, on: date) -> Issuer | None:
    """Who issues for the people of a unit on a day: the nearest issuer appointed up the tree, else the default one."""
    nearest = (
        select(Issuer)
        .join(Appointment, Appointment.issuer_id == Issuer.id)
        .join(OrgUnitScope, OrgUnitScope.ancestor_id == Appointment.org_unit_id)
        .where(OrgUnitScope.descendant_id == unit_id, in_force(OrgUnitScope, on))
        .order_by(OrgUnitScope.depth)
        .limit(1)
    )
    return db.scalar(nearest) or default_issuer(db)


def setup_complaints(db: Session, base_url: str) -> list[str]:
    """Why a server with this address must not start issuing yet, one sentence each."""
    if default_issuer(db) is None:
        return ["nobody issues certificates yet: run lms certificates set-issuer with a file the office has confirmed"]
    appointed = select(Appointment.issuer_id)
    issuing = db.scalars(select(Issuer).where(Issuer.is_default | Issuer.id.in_(appointed)).order_by(Issuer.key))
    return [complaint for issuer in issuing if (complaint := _issuer_complaint(issuer, base_url))]


def _issuer_complaint(issuer: Issuer, base_url: str) -> str | None:
    if issuer.is_demonstration:
        return "the issuer of certificates is a demonstration: run lms certificates set-issuer with a confirmed file"
    if issuer.check_at != base_url:
        return (
            f"certificates of {issuer.key} would lead to {issuer.check_at}, not to {base_url}: "
            "run lms certificates set-issuer again"
        )
    return None


def logo(db: Session, name: str) -> bytes | None:
    """The bytes of an issuer's picture."""
    return db.scalar(select(IssuerLogo.content).where(IssuerLogo.name == name))


def first_issue(db: Session, statement: Statement, correction: int = 0) -> Certificate | None:
    """The certificate once issued for this person, course and edition, or a corrected copy, whatever became of it."""
    return db.scalar(
        select(Certificate).where(
            Certificate.person_id == statement.person_id,
            Certificate.course_id == statement.course_id,
            Certificate.edition == statement.edition,
            Certificate.correction == correction,
        )
    )


def find(db: Session, code: str) -> Certificate | None:
    """The certificate with this code, as it is kept: 16 capitals and digits."""
    return db.scalar(select(Certificate).where(Certificate.code == code))


def replaced_before(db: Session, certificate: Certificate) -> list[Certificate]:
    """The copies this certificate has replaced, the latest first."""
    return list(
        db.scalars(
            select(Certificate)
            .where(
                Certificate.person_id == certificate.person_id,
                Certificate.course_id == certificate.course_id,
                Certificate.edition == certificate.edition,
                Certificate.correction < certificate.correction,
            )
            .order_by(Certificate.correction.desc())
        )
    )


def of_person(db: Session, person_id: int) -> list[Certificate]:
    """The certificates of a person: those that hold first, the newest on top."""
    return list(
        db.scalars(
            select(Certificate)
            .where(Certificate.person_id == person_id)
            .order_by(Certificate.status != Status.ACTIVE, Certificate.issued_at.desc(), Certificate.number.desc())
        )
    )


def file_of(db: Session, certificate_id: str) -> CertificateFile | None:
    """The printed form, if it has been printed."""
    return db.get(CertificateFile, certificate_id)


def signature_of(db: Session, certificate_id: str) -> tuple[str | None, str | None] | None:
    """Level and signer of the printed form, without its bytes; nothing where there is no form yet."""
    found = db.execute(
        select(CertificateFile.signature_level, CertificateFile.signer).where(
            CertificateFile.certificate_id == certificate_id
        )
    ).first()
    return (found[0], found[1]) if found else None


def file_with(db: Session, sha256: str) -> CertificateFile | None:
    """The printed form with exactly these bytes."""
    return db.scalar(select(CertificateFile).where(CertificateFile.sha256 == sha256))


def without_file(db: Session) -> list[str]:
    """The certificates whose printed form is not there yet, in the order of issue."""
    kept = select(CertificateFile.certificate_id)
    return list(
        db.scalars(
            select(Certificate.id).where(Certificate.id.not_in(kept)).order_by(Certificate.issued_at, Certificate.id)
        )
    )


def fingerprint(db: Session, certificate_id: str) -> str | None:
    """The SHA-256 of the file that was issued, without fetching the file."""
    return db.scalar(select(CertificateFile.sha256).where(CertificateFile.certificate_id == certificate_id))


def is_in_register(db: Session, certificate: Certificate, unit_ids: Iterable[int], on: date) -> bool:
    """Whether a certificate stands in the register of one of these units on this day."""
    return is_within(db, certificate.org_unit_id, unit_ids, on)


def count_register(db: Session, unit_ids: Iterable[int], on: date, wanted: Wanted) -> int:
    """How many certificates the register of these units holds that are wanted."""
    return db.scalar(_wanted(unit_ids, on, wanted).with_only_columns(func.count(Certificate.id))) or 0


def register(
    db: Session, unit_ids: Iterable[int], on: date, wanted: Wanted, *, skip: int = 0, most: int
) -> list[Certificate]:
    """A page of the register of these units and of all below them.

    Which rows it has an index alone tells; only those are read then, as what is printed on a paper is long.
    """
    rows = in_order(_wanted(unit_ids, on, wanted), wanted.order).with_only_columns(Certificate.id)
    ids = list(db.scalars(rows.offset(skip).limit(most)))
    found = {one.id: one for one in db.scalars(select(Certificate).where(Certificate.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def courses_in_register(db: Session, unit_ids: Iterable[int], on: date) -> list[tuple[str, str]]:
    """Address and present title of every course of which the register holds a certificate."""
    held = select(Certificate.course_id).where(Certificate.org_unit_id.in_(within(unit_ids, on)))
    rows = db.execute(
        select(Course.slug, CourseVersion.title)
        .outerjoin(CourseVersion, (CourseVersion.course_id == Course.id) & CourseVersion.is_current)
        .where(Course.id.in_(held))
        .order_by(CourseVersion.position, Course.slug)
    )
    return [(slug, title or slug) for slug, title in rows]


def _wanted(unit_ids: Iterable[int], on: date, wanted: Wanted) -> Select[Certificate]:
    return fitting(Certificate.org_unit_id.in_(within(unit_ids, on)), on, wanted)


def fitting(scope: ColumnElement[bool], on: date, wanted: Wanted) -> Select[Certificate]:
    """The certificates within a scope that are wanted, in no order yet."""
    found = select(Certificate).where(scope)
    if wanted.unit_id is not None:
        found = found.where(Certificate.org_unit_id.in_(within([wanted.unit_id], on)))
    if wanted.course:
        found = found.where(Certificate.course_id.in_(select(Course.id).where(Course.slug == wanted.course)))
    if wanted.words:
        found = found.where(_matches(wanted.words))
    if wanted.group:
        found = found.where(_belonged_to(wanted.group))
    return found.where(*_of_kind_and_days(wanted))


def _of_kind_and_days(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.mode:
        yield Certificate.mode == wanted.mode
    if wanted.status:
        yield Certificate.status == wanted.status
    if wanted.since:
        yield Certificate.issued_on >= wanted.since
    if wanted.until:
        yield Certificate.issued_on <= wanted.until


def _belonged_to(group: str) -> ColumnElement[bool]:
    """On the day of issue; adults are told by their year of birth (decision 0003)."""
    if group == Group.ADULT:
        return exists().where(Person.id == Certificate.person_id, Certificate.year - Person.birth_year >= ADULT_FROM)
    member = Membership.person_id == Certificate.person_id, Membership.group == group
    ended = or_(Membership.valid_to.is_(None), Membership.valid_to > Certificate.issued_on)
    return exists().where(*member, Membership.valid_from <= Certificate.issued_on, ended)


def _matches(words: str) -> ColumnElement[bool]:
    """The certificate with this code or this number, or those whose holder's name has these words."""
    if is_well_formed(bare(words)):
        return Certificate.code == bare(words)
    number = _NUMBER.fullmatch(words)
    if number is None:
        return Certificate.holder_folded.contains(fold(words), autoescape=True)
    same = Certificate.number == int(number[1])
    return same & (Certificate.year == int(number[2])) if number[2] else same


def in_order(found: Select[Certificate], order: Order) -> Select[Certificate]:
    """The same in the order wanted."""
    if order is Order.NAME:
        return found.order_by(Certificate.holder_sort_key, Certificate.issued_at, Certificate.id)
    return found.order_by(Certificate.issued_at.desc(), Certificate.number.desc(), Certificate.id)
