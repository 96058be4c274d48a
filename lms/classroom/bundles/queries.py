"""Every read of classes that were taken along."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.classroom.bundles.models import BundleArrival, ClassBundle, OpenedBundle
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """One time a class was taken along: who took it, and what has come back."""

    bundle: ClassBundle
    by: str
    """Empty for the command line."""
    arrivals: tuple[BundleArrival, ...]


def taken_along(db: Session, class_id: int) -> list[TakenAlong]:
    """Every time a class was taken along, the last first."""
    rows = db.execute(
        select(ClassBundle, Person.name)
        .outerjoin(Person, Person.id == ClassBundle.taken_by)
        .where(ClassBundle.class_id == class_id)
        .order_by(ClassBundle.serial.desc())
    ).all()
    arrivals = db.scalars(
        select(BundleArrival)
        .join(ClassBundle, ClassBundle.id == BundleArrival.bundle_id)
        .where(ClassBundle.class_id == class_id)
        .order_by(BundleArrival.brought_at, BundleArrival.id)
    ).all()
    return [
        TakenAlong(bundle, by or "", tuple(one for one in arrivals if one.bundle_id == bundle.id))
        for bundle, by in rows
    ]


def opened_bundle(db: Session) -> OpenedBundle | None:
    """The bundle this database was made from; nothing on the home server."""
    return db.scalar(select(OpenedBundle))
