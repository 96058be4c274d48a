"""Places come from a file with a source, never from a keyboard; taking the same file twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.places import queries
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import BadPlaces, Kind, PlaceRow, bare_name, read_rows, records
from lms.vietnamese import fold, sort_key


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: units that are new, units whose spelling or tile changed, units as they were."""

    new: int
    changed: int
    same: int


def import_places(db: Session, file: Path, now: datetime) -> Imported:
    """Take the units of a CSV file (columns of :data:`lms.places.rules.COLUMNS`), all or none.

    Raises :class:`BadPlaces` naming every line that is wrong.
    """
    rows = read_rows(records(file.read_bytes()))
    today = local_date(now)
    outcome = [_take(db, row, today) for row in rows]
    imported = Imported(outcome.count("new"), outcome.count("changed"), outcome.count("same"))
    if imported.new or imported.changed:
        record(db, "places.import", f"file:{file.name}"[:60], now, new=imported.new, changed=imported.changed)
    return imported


def add_village(
    db: Session, commune: OrgUnit, code: str, name: str, on: date, *, source: str, is_demonstration: bool = False
) -> OrgUnit:
    """A village unit under a commune, from ``on``; the one that is there already if the code is taken."""
    known = queries.unit_by_code(db, code, on)
    if known is not None:
        return known
    return _add(db, code, name, Kind.VILLAGE, commune, on, None, source, is_demonstration=is_demonstration)


def _take(db: Session, row: PlaceRow, today: date) -> str:
    known = queries.unit_by_code(db, row.code, max(today, row.valid_from))
    parent = _parent(db, row, today)
    if known is None:
        _add(db, row.code, row.name, row.kind, parent, row.valid_from, row.tile, row.source)
        return "new"
    if known.parent_id != (parent.id if parent else None) or known.kind != row.kind:
        raise BadPlaces([f"dòng {row.line}: {row.code} đang nằm ở chỗ khác; sáp nhập, chia tách có lệnh riêng"])
    column, line = row.tile or (None, None)
    wanted = {"name": row.name, "source": row.source, "tile_column": column, "tile_row": line}
    if all(getattr(known, field) == value for field, value in wanted.items()):
        return "same"
    for field, value in wanted.items():
        setattr(known, field, value)
    known.folded_name, known.sort_key = fold(row.name), sort_key(bare_name(row.name))
    return "changed"


def _parent(db: Session, row: PlaceRow, today: date) -> OrgUnit | None:
    if not row.parent_code:
        return None
    parent = queries.unit_by_code(db, row.parent_code, max(today, row.valid_from))
    if parent is None:
        raise BadPlaces([f"dòng {row.line}: không có đơn vị cấp trên mã {row.parent_code}"])
    return parent


def _add(
    db: Session,
    code: str,
    name: str,
    kind: Kind,
    parent: OrgUnit | None,
    valid_from: date,
    tile: tuple[int, int] | None,
    source: str,
    *,
    is_demonstration: bool = False,
) -> OrgUnit:
    column, row = tile or (None, None)
    unit = OrgUnit(
        code=code,
        name=name,
        folded_name=fold(name),
        sort_key=sort_key(bare_name(name)),
        kind=kind,
        parent_id=parent.id if parent else None,
        valid_from=valid_from,
        tile_column=column,
        tile_row=row,
        source=source,
        is_demonstration=is_demonstration,
    )
    db.add(unit)
    db.flush()
    _extend_scope(db, unit)
    return unit


def _extend_scope(db: Session, unit: OrgUnit) -> None:
    above = db.execute(
        select(OrgUnitScope.ancestor_id, OrgUnitScope.depth).where(
            OrgUnitScope.descendant_id == unit.parent_id, OrgUnitScope.valid_to.is_(None)
        )
    )
    lines = [(unit.id, 0), *((ancestor_id, depth + 1) for ancestor_id, depth in above)]
    db.add_all(
        OrgUnitScope(ancestor_id=ancestor_id, descendant_id=unit.id, depth=depth, valid_from=unit.valid_from)
        for ancestor_id, depth in lines
    )
    db.flush()
