"""The units a visitor is in charge of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit

_SOME: BindParameter[Any] = bindparam("units", expanding=True)
_UNITS = select(OrgUnit).where(OrgUnit.id.in_(_SOME)).order_by(OrgUnit.sort_key, OrgUnit.id)


def units(db: Session, unit_ids: Collection[int]) -> list[OrgUnit]:
    """These units, in the order of their names."""
    return list(db.scalars(_UNITS, {"units": list(unit_ids)}))
