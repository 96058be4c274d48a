"""The units a visitor is in charge of."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit


def units(db: Session, unit_ids: Collection[int]) -> list[OrgUnit]:
    """These units, in the order of their names."""
    return list(db.scalars(select(OrgUnit).where(OrgUnit.id.in_(unit_ids)).order_by(OrgUnit.sort_key, OrgUnit.id)))
