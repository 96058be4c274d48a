"""Taking a class along: one signed file, of which the home server remembers who was in it and how its results are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms import schema
from lms.audit.actions import record
from lms.certificates.keys.actions import rotate
from lms.certificates.keys.folder import UnusableKey, private_key
from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import public_keys
from lms.certificates.queries import default_issuer, elsewhere
from lms.classroom.actions import living
from lms.classroom.bundles import sealing
from lms.classroom.bundles.contents import Contents, gather
from lms.classroom.bundles.models import BundlePerson, ClassBundle
from lms.classroom.bundles.rules import valid_until
from lms.classroom.models import ClassGroup
from lms.clock import local_date
from lms.db import Database, new_id
from lms.problems import N_, Conflict


@dataclass(frozen=True, slots=True)
class Taken:
    """A class as a file."""

    content: bytes
    public_id: str
    class_name: str
    serial: int
    valid_until: datetime
    people: int
    fingerprint: str
    """Of the key that signed it: what whoever opens it compares."""


def take(database: Database, class_id: int, actor_id: int | None, now: datetime, days: int) -> Taken:
    """Take a class along as it stands.

    Reading it all takes a moment and locks nothing. Raises :class:`~lms.problems.Problem` for a class that cannot be taken, and
    :class:`UnusableKey` where nothing can be signed.
    """
    until = valid_until(now, days)
    with database.reading() as db:
        contents = gather(db, db.get_one(ClassGroup, class_id), local_date(now))
    _check(contents)
    with database.transaction() as db:
        return _seal(db, contents, class_id, _Taking(actor_id, now, until), database.keys)


@dataclass(frozen=True, slots=True)
class _Taking:
    actor_id: int | None
    now: datetime
    until: datetime


def _check(contents: Contents) -> None:
    if not contents.rows["course_version"]:
        raise Conflict(N_("There is no published course to take along."))


def _seal(db: Session, contents: Contents, class_id: int, taking: _Taking, keys: Path | None) -> Taken:
    group = living(db, class_id)
    if elsewhere(db) is not None:
        raise Conflict(N_("This machine has itself been opened from a class that was taken along. Take it at home."))
    issuer = default_issuer(db)
    if issuer is None:
        raise Conflict(N_("Certificates cannot be issued here yet, so no class can be taken along."))
    kid, key = _signer(db, keys, taking.now)
    own = Ed25519PrivateKey.generate()
    bundle = _remember(db, contents, group, taking, sealing.public_pem(own.public_key()))
    manifest = {
        "format": sealing.BUNDLE,
        "bundle": bundle.public_id,
        "serial": bundle.serial,
        "schema": schema.newest(),
        "home": {"name": issuer.name, "address": issuer.check_at},
        "class": {"id": group.public_id, "name": group.name},
        "taken_at": taking.now.isoformat(),
        "valid_until": taking.until.isoformat(),
        "key": kid,
        "public_key": sealing.public_pem(key.public_key()),
        "totals": contents.totals(),
    }
    parts = contents.parts() | {"results-key.pem": sealing.private_pem(own).encode("ascii")}
    return Taken(
        sealing.seal(manifest, parts, key),
        bundle.public_id,
        group.name,
        bundle.serial,
        taking.until,
        len(contents.people),
        sealing.fingerprint(key.public_key()),
    )


def _remember(db: Session, contents: Contents, group: ClassGroup, taking: _Taking, results_key: str) -> ClassBundle:
    last = db.scalar(select(func.max(ClassBundle.serial)).where(ClassBundle.class_id == group.id)) or 0
    bundle = ClassBundle(
        public_id=new_id(),
        class_id=group.id,
        serial=last + 1,
        taken_by=taking.actor_id,
        taken_at=taking.now,
        valid_until=taking.until,
        results_key=results_key,
    )
    db.add(bundle)
    db.flush()
    everybody = {row["id"] for row in contents.rows["person"]}
    db.add_all(BundlePerson(bundle_id=bundle.id, person_id=person_id) for person_id in sorted(everybody))
    record(
        db,
        "classroom.take_along",
        f"class:{group.id}",
        taking.now,
        actor_id=taking.actor_id,
        org_unit_id=group.org_unit_id,
        bundle=bundle.public_id,
        serial=bundle.serial,
        people=len(contents.people),
        until=taking.until.isoformat(),
    )
    db.flush()
    return bundle


def _signer(db: Session, folder: Path | None, now: datetime) -> tuple[str, Ed25519PrivateKey]:
    """The key that signs bundles and nothing else, made when the first class is taken along."""
    if folder is None:
        raise UnusableKey("there is no folder of keys: set LMS_KEYS")
    current = next((key for key in public_keys(db, Purpose.BUNDLE) if key.retired_at is None), None)
    current = current or rotate(db, Purpose.BUNDLE, folder, now)
    key = private_key(folder, current.kid)
    if not isinstance(key, Ed25519PrivateKey):
        raise UnusableKey(f"the key {current.kid} is of another kind than bundles are signed with")
    return current.kid, key
