"""The size of 1 July 2025: 479 communes with 5,000 villages become 148, three of them split, in well under a minute."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from lms.places import queries
from lms.places.boundaries import tree
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.reorganising.actions import reorganise
from lms.places.rules import Kind
from lms.vietnamese import fold, sort_key
from tests.builders import LONG_AGO, NOON, World
from tests.places.reorganising.files import line, written

OLD, NEW, VILLAGES, SPLIT = 479, 148, 5000, 3
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
MOST_SECONDS = 60


def settle(db: Session, province: int) -> dict[str, list[str]]:
    """The old communes of the province and the codes of their villages."""
    communes = {f"{number:05d}": f"Xã {number}" for number in range(10_001, 10_001 + OLD)}
    add(db, communes, Kind.COMMUNE, dict.fromkeys(communes, province))
    ids = dict(db.execute(select(OrgUnit.code, OrgUnit.id).where(OrgUnit.code.in_(communes))).all())
    villages: dict[str, list[str]] = {code: [] for code in communes}
    for number in range(VILLAGES):
        code = list(communes)[number % OLD]
        villages[code].append(f"{code}.{number:04d}")
    of = {village: ids[code] for code, some in villages.items() for village in some}
    add(db, {village: f"Khu {village[-4:]}" for village in of}, Kind.VILLAGE, of)
    units = db.execute(select(OrgUnit.id, OrgUnit.parent_id, OrgUnit.kind).where(OrgUnit.code.in_([*communes, *of])))
    db.execute(insert(OrgUnitScope), [row for unit in units for row in scope(province, *unit)])
    return villages


def add(db: Session, names: dict[str, str], kind: Kind, parents: dict[str, int]) -> None:
    plain = {"kind": kind, "valid_from": LONG_AGO, "source": "tests", "is_demonstration": False}
    rows = [
        {"code": code, "name": name, "folded_name": fold(name), "sort_key": sort_key(name), "parent_id": parents[code]}
        | plain
        for code, name in names.items()
    ]
    db.execute(insert(OrgUnit), rows)


def scope(province: int, unit_id: int, parent_id: int, kind: str) -> list[dict[str, object]]:
    above = [(unit_id, 0), (parent_id, 1), (province, 2)] if kind == Kind.VILLAGE else [(unit_id, 0), (province, 1)]
    return [
        {"ancestor_id": ancestor, "descendant_id": unit_id, "depth": depth, "valid_from": LONG_AGO}
        for ancestor, depth in above
    ]


@pytest.mark.long
def test_g13_479_communes_become_148_within_a_minute(db: Session, world: World, tmp_path: Path) -> None:
    villages = settle(db, world.province)
    lines = []
    for number, (code, own) in enumerate(villages.items()):
        new = number % NEW
        if number < SPLIT:
            half = len(own) // 2
            for target, some in ((new, own[:half]), (new + 10, own[half:])):
                lines.append(line(code, f"{20_000 + target}", f"Xã mới {target}", "commune", villages=" ".join(some)))
        else:
            lines.append(line(code, f"{20_000 + new}", f"Xã mới {new}", "commune"))
    counts = dict.fromkeys(db.scalars(select(OrgUnit.id)), 1)
    file = written(tmp_path, *lines)

    start = time.process_time()
    done = reorganise(db, file, NOON)
    took = time.process_time() - start

    assert took < MOST_SECONDS
    assert (len(lines), len(done.ended), len(done.plan.openings)) == (OLD + SPLIT, OLD, NEW)
    before, after = tree(db, BEFORE), tree(db, AFTER)
    assert before.added_up(counts)[world.province] == after.added_up(counts)[world.province] == len(counts)
    ours = Counter(kind for kind in after.units.values())
    assert ours[Kind.COMMUNE] == NEW + len({world.lam_thao, world.tho_tang})
    assert after.added_up(counts)[world.unknown] == 1 + SPLIT
    assert len(queries.communes(db, BEFORE)) == OLD + 2
    open_rows = select(func.count()).select_from(OrgUnitScope).where(OrgUnitScope.valid_to.is_(None))
    assert db.scalar(open_rows) == sum(len(above) for above in after.above.values())
    print(f"{took:.1f} s")  # noqa: T201 - the figure a long test is run for
