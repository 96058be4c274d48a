"""Bringing results home: one transaction, in which every row is taken in once, or it is said why not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.bundles import sealing
from lms.classroom.bundles.account import Account
from lms.classroom.bundles.attending import bring_session
from lms.classroom.bundles.coming_back import Coming, known_people
from lms.classroom.bundles.facts import Told, read_facts
from lms.classroom.bundles.models import BundleArrival, ClassBundle
from lms.classroom.bundles.moments import Moments
from lms.classroom.bundles.results import FACTS
from lms.classroom.bundles.rules import MOST_FILES, MOST_RESULTS
from lms.classroom.bundles.sealing import BadBundle, Manifest, NotOurs, Opened, Tampered
from lms.classroom.bundles.studying import Desk, bring_study
from lms.classroom.models import ClassGroup
from lms.db import Database, insert_once
from lms.problems import N_


@dataclass(frozen=True, slots=True)
class Bringing:
    """Who brings a file, when, and for which class it is meant (any of this server if none is named)."""

    actor_id: int | None
    now: datetime
    class_id: int | None = None
    is_dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be taken in."""

    opened: Opened
    bundle_id: int
    told: Told


def bring(database: Database, content: bytes, by: Bringing) -> Account:
    """Check a file and take it in. Raises what the two steps raise."""
    with database.reading() as db:
        checked = check_results(db, content, by)
    with database.transaction() as db:
        return take_in(db, checked, by)


def take_in(db: Session, checked: Checked, by: Bringing) -> Account:
    """Take the results of a class in, all of them or nothing.

    Twice is once, and an older file after a newer one changes nothing.
    """
    bundle = db.get_one(ClassBundle, checked.bundle_id, with_for_update=True)
    account = _bring(db, bundle, checked.opened, checked.told, by)
    if by.is_dry_run:  # everything was done, and is taken back
        db.rollback()
    return account


def check_results(db: Session, content: bytes, by: Bringing) -> Checked:
    """What a file tells, if it is signed with the key of a bundle that this server gave for this class.

    Raises :class:`BadBundle` for one that was changed, belongs to another class or another server, or is none at all.
    """
    manifest = sealing.peek(content, sealing.RESULTS, MOST_RESULTS)
    bundle = db.scalar(select(ClassBundle).where(ClassBundle.public_id == str(manifest.get("bundle"))))
    if bundle is None:
        raise BadBundle(N_("These results belong to a class that was not taken along from this server."))
    group = db.get_one(ClassGroup, bundle.class_id)

    def key_of(_manifest: Manifest) -> Ed25519PublicKey:
        return sealing.public_from(bundle.results_key)

    opened = sealing.unseal(content, sealing.RESULTS, key_of, MOST_RESULTS)
    if opened.manifest.get("class") != group.public_id or by.class_id not in (None, group.id):
        raise BadBundle(N_("These are the results of another class: %(name)s."), name=group.name)
    told = read_facts(opened.document(FACTS))
    if told.totals() != opened.manifest.get("totals"):
        raise Tampered
    return Checked(opened, bundle.id, told)


def _bring(db: Session, bundle: ClassBundle, opened: Opened, told: Told, by: Bringing) -> Account:
    group = db.get_one(ClassGroup, bundle.class_id)
    opening, account = _begun(db, bundle, group, opened)
    whose = known_people(Coming(db, bundle, group, by.actor_id, by.now, account), told.people)
    desk = Desk(db, whose, Moments(bundle.taken_at, bundle.valid_until, by.now), opening, account, group.course_id)
    for study in told.studies:
        bring_study(desk, study)
    for session in told.sessions:
        bring_session(desk, group, session, by.actor_id or group.teacher_id)
    _remember(db, bundle, group, opened, by, account)
    return account


def _begun(db: Session, bundle: ClassBundle, group: ClassGroup, opened: Opened) -> tuple[str, Account]:
    manifest, mine = opened.manifest, BundleArrival.bundle_id == bundle.id
    try:
        opening, serial = str(uuid.UUID(manifest["opening"])), int(manifest["serial"])
        account = Account(group.name, serial, datetime.fromisoformat(manifest["made_at"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotOurs from None
    if not 0 < serial <= MOST_FILES or account.made_at.tzinfo is None:
        raise NotOurs
    account.came_before = db.scalar(select(BundleArrival.brought_at).where(mine, BundleArrival.sha256 == opened.sha256))
    newest = select(func.max(BundleArrival.serial)).where(mine, BundleArrival.opening == opening)
    account.newest = db.scalar(newest) or 0
    return opening, account


def _remember(
    db: Session, bundle: ClassBundle, group: ClassGroup, opened: Opened, by: Bringing, account: Account
) -> None:
    """The arrival, once for each file, and in the record each time that it was brought."""
    db.execute(
        insert_once(db, BundleArrival)
        .values(
            bundle_id=bundle.id,
            opening=opened.manifest["opening"],
            serial=account.serial,
            sha256=opened.sha256,
            made_at=account.made_at,
            brought_at=by.now,
            brought_by=by.actor_id,
            totals=account.totals(),
        )
        .on_conflict_do_nothing()
    )
    record(
        db,
        "classroom.bring_back",
        f"class:{group.id}",
        by.now,
        actor_id=by.actor_id,
        org_unit_id=group.org_unit_id,
        bundle=bundle.public_id,
        serial=account.serial,
        totals=account.totals(),
    )
