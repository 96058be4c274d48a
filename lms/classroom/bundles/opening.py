"""Opening a bundle: an empty database becomes the working instance of one class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Column, Date, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from lms import schema
from lms.audit.actions import record
from lms.catalogue.finding.actions import index
from lms.catalogue.models import CourseVersion, Media
from lms.catalogue.queries import forget_in, published
from lms.certificates.models import OfficeElsewhere
from lms.classroom.bundles import sealing
from lms.classroom.bundles.contents import TABLES
from lms.classroom.bundles.models import OpenedBundle
from lms.classroom.bundles.rules import MOST_BYTES, check_clock
from lms.classroom.bundles.sealing import BadBundle, Manifest, NotOurs, Opened
from lms.classroom.models import ClassGroup, ClassTeacher
from lms.db import Base, Instant
from lms.people.models import Login, Person
from lms.people.queries import free_login
from lms.people.rules import login_key
from lms.problems import N_, Conflict


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in a bundle, and by whose key it was signed."""

    class_name: str
    home: str
    valid_until: datetime
    people: int
    fingerprint: str
    teachers: tuple[str, ...] = ()
    """The login names of those who teach it, on this machine."""


def read_bundle(content: bytes, now: datetime, wanted: str = "") -> Opened:
    """A bundle that may be opened here and now.

    ``wanted`` is the fingerprint somebody was told, with or without blanks. Raises :class:`BadBundle` for a file that
    was changed, was signed by another key, or belongs to another release of the program; a problem for a wrong clock.
    """
    opened = sealing.unseal(content, sealing.BUNDLE, _key_in, MOST_BYTES)
    if wanted and _bare(wanted) != _bare(sealing.fingerprint(_key_in(opened.manifest))):
        raise BadBundle(N_("This file was signed with another key than the one you were told. Do not open it."))
    if opened.manifest.get("schema") != schema.newest():
        raise BadBundle(
            N_("This class was taken along from another release of the program. Install the same one here.")
        )
    check_clock(_instant(opened.manifest, "taken_at"), _instant(opened.manifest, "valid_until"), now)
    return opened


def load(db: Session, opened: Opened, teachers_hash: str, now: datetime) -> Known:
    """Fill an empty database with the class. ``teachers_hash`` is that of a password that holds on this machine only.

    Raises :class:`NotOurs` for a file whose signature is right and whose rows are not what a class consists of.
    """
    try:
        return _load(db, opened, teachers_hash, now)
    except (KeyError, TypeError, ValueError, AttributeError, SQLAlchemyError) as error:
        raise NotOurs from error


def _load(db: Session, opened: Opened, teachers_hash: str, now: datetime) -> Known:
    if db.scalar(select(func.count()).select_from(Person)):
        raise Conflict(N_("There is data in this folder already. Choose another, empty one."))
    if db.get_bind().dialect.name == "sqlite":
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
    forget_in(db)
    for model in TABLES:
        _fill(db, model, opened)
    db.flush()
    group = db.scalars(select(ClassGroup)).one()
    home = opened.manifest["home"]
    db.add(OfficeElsewhere(name=home["name"], address=home["address"]))
    db.add(_remembered(opened, group.id, now))
    teachers = {group.teacher_id, *db.scalars(select(ClassTeacher.person_id))}
    logins = _give_ways_in(db, teachers, teachers_hash, now)
    for version in db.scalars(select(CourseVersion.id).where(CourseVersion.is_current)).all():
        index(db, published(db, version))
    record(db, "classroom.open_bundle", f"class:{group.id}", now, bundle=opened.manifest["bundle"])
    return _known(opened, group, logins)


def _key_in(manifest: Manifest) -> Ed25519PublicKey:
    return sealing.public_from(str(manifest.get("public_key")))


def _bare(written: str) -> str:
    return "".join(written.lower().split())


def _instant(manifest: Manifest, name: str) -> datetime:
    try:
        said = datetime.fromisoformat(str(manifest.get(name)))
    except ValueError:
        raise NotOurs from None
    if said.tzinfo is None:
        raise NotOurs
    return said


def _remembered(opened: Opened, class_id: int, now: datetime) -> OpenedBundle:
    written = opened.parts["results-key.pem"].decode("ascii")
    sealing.private_from(written)
    return OpenedBundle(
        bundle=opened.manifest["bundle"],
        class_id=class_id,
        opened_at=now,
        taken_at=_instant(opened.manifest, "taken_at"),
        valid_until=_instant(opened.manifest, "valid_until"),
        key=written,
    )


def _known(opened: Opened, group: ClassGroup, logins: list[str]) -> Known:
    return Known(
        group.name,
        opened.manifest["home"]["name"],
        _instant(opened.manifest, "valid_until"),
        len(opened.document("rows/class_member.json")),
        sealing.fingerprint(_key_in(opened.manifest)),
        tuple(logins),
    )


def _fill(db: Session, model: type[Base], opened: Opened) -> None:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model here is one table
    rows = opened.document(f"rows/{table.name}.json")
    if not isinstance(rows, list):
        raise NotOurs
    made = [dict(_values(table, row)) for row in rows]
    if model is Media:
        made = [{**row, "content": opened.parts.get(f"media/{row['sha256']}", b"")} for row in made]
    if made:
        db.execute(insert(table), made)


def _values(table: Table, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if name not in table.c:
            raise NotOurs
        yield name, value if value is None else _reader(table.c[name])(value)


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, Instant):
        return datetime.fromisoformat
    if isinstance(column.type, Date):
        return date.fromisoformat
    return lambda value: value


def _give_ways_in(db: Session, teachers: set[int], teachers_hash: str, now: datetime) -> list[str]:
    """A way in for those who teach, made here; everybody else makes their own when they tap their name."""
    names = []
    for person in db.scalars(select(Person).where(Person.id.in_(teachers)).order_by(Person.id)).all():
        name = free_login(db, person.name, person.birth_year)
        key = login_key(name)
        db.add(Login(person_id=person.id, name=name, folded_name=key, password_hash=teachers_hash, created_at=now))
        db.flush()
        names.append(name)
    return names
