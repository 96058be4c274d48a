"""Every read of exports: what they hold, how far they are, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Select, case, exists, func, literal, not_, select
from sqlalchemy.orm import Session, aliased

from lms.certificates.bulk.models import Export, ExportItem, ExportPart, ExportPiece
from lms.certificates.bulk.rules import State
from lms.certificates.bulk.scopes import Scope, reach
from lms.certificates.models import Certificate, CertificateFile, Issuer, Status
from lms.certificates.queries import fitting
from lms.certificates.rules import Wanted
from lms.db import Database
from lms.people.models import Person
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind as PlaceKind


def holding(wanted: Wanted, *, with_ended: bool) -> Wanted:
    """What is looked for, without revoked and replaced certificates unless they were asked for."""
    return wanted if with_ended or wanted.status else replace(wanted, status=Status.ACTIVE)


def chosen(db: Session, person_id: int | None, scope: Scope, on: date, wanted: Wanted) -> Select[Certificate] | None:
    """The certificates of a scope that are wanted; nothing when the scope is not this person's."""
    within = reach(db, person_id, scope, on)
    return None if within is None else fitting(within, on, wanted)


def count(db: Session, found: Select[Certificate]) -> int:
    """How many certificates were chosen."""
    return db.scalar(select(func.count()).select_from(found.subquery())) or 0


def numbered(found: Select[Certificate], export_id: int, on: date, *, by_name: bool = False) -> Select[int, int, str]:
    """The rows that fix what an export holds, numbered from 0: by commune, village and name, or by name alone as a list
    of people is.
    """
    if by_name:
        names = Person.sort_key, Person.birth_year, Person.id, Certificate.year, Certificate.number, Certificate.id
        listed = found.join(Person, Person.id == Certificate.person_id)
        place = func.row_number().over(order_by=names) - 1
        return listed.with_only_columns(literal(export_id), place, Certificate.id)
    home, above, over = aliased(OrgUnit), aliased(OrgUnit), places.above(on)
    is_village = home.kind == PlaceKind.VILLAGE
    order = (
        case((is_village, above.sort_key), else_=home.sort_key),
        case((is_village, 1), else_=0),
        home.sort_key,
        home.id,
        Certificate.holder_sort_key,
        Certificate.year,
        Certificate.number,
        Certificate.id,
    )
    return (
        found.join(home, home.id == Certificate.org_unit_id)
        .outerjoin(over, over.c.unit_id == home.id)
        .outerjoin(above, above.id == over.c.parent_id)
        .with_only_columns(
            literal(export_id),
            func.row_number().over(order_by=order) - 1,
            Certificate.id,
        )
    )


def find(db: Session, public_id: str, person_id: int, now: datetime) -> Export | None:
    """The export, if this person asked for it and it has not expired."""
    mine = Export.public_id == public_id, Export.person_id == person_id, Export.expires_at > now
    return db.scalar(select(Export).where(*mine))


def by_public_id(db: Session, public_id: str) -> Export | None:
    """The export, whoever asked for it."""
    return db.scalar(select(Export).where(Export.public_id == public_id))


def by_id(db: Session, export_id: int) -> Export:
    """The export that is known to be there."""
    return db.get_one(Export, export_id)


def of_person(db: Session, person_id: int, now: datetime) -> list[Export]:
    """What a person has asked for and still can have, the newest first."""
    mine = Export.person_id == person_id, Export.expires_at > now
    return list(db.scalars(select(Export).where(*mine).order_by(Export.asked_at.desc(), Export.id.desc())))


def count_in_the_making(db: Session, person_id: int | None) -> int:
    """How many exports of a person are not ready yet."""
    making = Export.person_id == person_id, Export.state == State.MAKING
    return db.scalar(select(func.count(Export.id)).where(*making)) or 0


def is_theirs(db: Session, export: Export, on: date) -> bool:
    """Whether everything in an export is still in the charge of whoever asked for it."""
    within = reach(db, export.person_id, Scope(export.scope_kind, tuple(export.scope_keys)), on)
    if within is None:
        return False
    held = ExportItem.export_id == export.id, Certificate.id == ExportItem.certificate_id
    return not db.scalar(select(exists().where(*held, not_(within))))


def certificates(db: Session, export_id: int, first: int, after: int) -> list[Certificate]:
    """The certificates of an export from one place to before another."""
    return list(
        db.scalars(
            select(Certificate)
            .join(ExportItem, ExportItem.certificate_id == Certificate.id)
            .where(ExportItem.export_id == export_id, ExportItem.position >= first, ExportItem.position < after)
            .order_by(ExportItem.position)
        )
    )


def all_certificates(db: Session, export_id: int, total: int, at_once: int = 500) -> Iterator[Certificate]:
    """The certificates of an export, a few hundred in memory at a time."""
    for first in range(0, total, at_once):
        yield from certificates(db, export_id, first, first + at_once)
        db.expunge_all()


def later_issuers(db: Session) -> dict[int, str]:
    """The keys of all issuers but the first, whose numbers may be the same as the first one's."""
    rows = db.execute(select(Issuer.id, Issuer.key).order_by(Issuer.id)).all()
    return {row.id: row.key for row in rows[1:]}


def parts(db: Session, export_id: int) -> list[ExportPart]:
    """The files of an export that are whole, in their order."""
    whole = ExportPart.export_id == export_id, ExportPart.number > 0, ExportPart.made_at.is_not(None)
    return list(db.scalars(select(ExportPart).where(*whole).order_by(ExportPart.number)))


def part(db: Session, export_id: int, number: int) -> ExportPart | None:
    """One whole file of an export."""
    found = db.get(ExportPart, (export_id, number))
    return found if found is not None and found.made_at is not None else None


def drafts(db: Session, export_id: int) -> list[int]:
    """The numbers of the drafts of an export, in the order in which they are bound together."""
    draft = ExportPart.export_id == export_id, ExportPart.number < 0
    return list(db.scalars(select(ExportPart.number).where(*draft).order_by(ExportPart.number.desc())))


def pieces(db: Session, export_id: int, number: int) -> list[ExportPiece]:
    """The pieces of a part, in their order."""
    of_it = ExportPiece.export_id == export_id, ExportPiece.number == number
    return list(db.scalars(select(ExportPiece).where(*of_it).order_by(ExportPiece.begins_at)))


def pages_of_drafts(db: Session, export_id: int) -> int:
    """How many sheets the drafts have so far: a draft counts its sheets."""
    draft = ExportPart.export_id == export_id, ExportPart.number < 0
    return db.scalar(select(func.sum(ExportPart.count)).where(*draft)) or 0


def content(
    database: Database, export_id: int, number: int, first: int = 0, last: int | None = None
) -> Iterator[bytes]:
    """The bytes of a part, all of them or from the first to the last one given.

    Each piece is read in a session of its own: whoever downloads over a slow line must not keep one open.
    Raises ``LookupError`` when a piece is gone meanwhile: the download breaks, rather than end in other bytes.
    """
    if last is None:
        with database.reading() as db:
            last = db.get_one(ExportPart, (export_id, number)).size - 1
    at = first
    while at <= last:
        with database.reading() as db:
            begins_at, whole = _piece(db, export_id, number, at)
        yield whole[at - begins_at : last - begins_at + 1]
        at = begins_at + len(whole)


def _piece(db: Session, export_id: int, number: int, at: int) -> tuple[int, bytes]:
    row = db.execute(
        select(ExportPiece.begins_at, ExportPiece.size, ExportPiece.content, CertificateFile.content.label("paper"))
        .outerjoin(CertificateFile, CertificateFile.certificate_id == ExportPiece.certificate_id)
        .where(ExportPiece.export_id == export_id, ExportPiece.number == number, ExportPiece.begins_at <= at)
        .order_by(ExportPiece.begins_at.desc())
        .limit(1)
    ).one_or_none()
    whole = row.content + (row.paper or b"") if row else b""
    if row is None or len(whole) != row.size or row.begins_at + row.size <= at:
        raise LookupError(f"byte {at} of part {number} of export {export_id} is gone")
    return row.begins_at, whole


def kept_bytes(db: Session, certificate_id: str) -> bytes:
    """The bytes of a certificate's kept file. Raises ``LookupError`` when there is none."""
    kept = db.scalar(select(CertificateFile.content).where(CertificateFile.certificate_id == certificate_id))
    if kept is None:
        raise LookupError(f"certificate {certificate_id} has no file")
    return kept
