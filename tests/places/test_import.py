"""Places come from a file, all or none, and the closure says who lies under whom."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.places import queries
from lms.places.actions import import_places
from lms.places.commands import PHU_THO
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.reorganising.actions import foresee
from lms.places.rules import COLUMNS, BadPlaces, Kind, read_rows
from tests.builders import LONG_AGO, NOON, World

TODAY = local_date(NOON)
GOOD = {
    "code": "26",
    "name": "Tỉnh Mẫu",
    "kind": "province",
    "parent_code": "",
    "valid_from": "2025-07-01",
    "tile_column": "",
    "tile_row": "",
    "source": "tests",
}


def written(folder: Path, *records: dict[str, str]) -> Path:
    file = folder / "places.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS)
        writer.writeheader()
        writer.writerows(records)
    return file


def test_the_province_has_133_communes_and_15_wards() -> None:
    with PHU_THO.open(encoding="utf-8", newline="") as opened:
        kinds = [row.kind for row in read_rows(csv.DictReader(opened))]

    assert (kinds.count(Kind.COMMUNE), kinds.count(Kind.WARD)) == (133, 15)


@pytest.mark.parametrize("code", ["08500", "08173", "08218", "08038", "08377", "08467", "08746", "05092"])
def test_the_eight_codes_that_other_lists_have_wrong_are_here(code: str) -> None:
    with PHU_THO.open(encoding="utf-8", newline="") as opened:
        assert code in {row.code for row in read_rows(csv.DictReader(opened))}


def test_taking_a_file_twice_changes_nothing(db: Session, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    import_places(db, file, NOON)

    again = import_places(db, file, NOON)

    assert (again.new, again.changed, again.same) == (0, 0, 1)


def test_a_new_unit_lies_under_its_parent_and_its_parents_parent(db: Session, world: World, tmp_path: Path) -> None:
    hamlet = {**GOOD, "code": "08500.03", "name": "Khu 3", "kind": "village", "parent_code": "08500"}
    import_places(db, written(tmp_path, hamlet), NOON)

    unit = queries.unit_by_code(db, "08500.03", TODAY)

    assert unit is not None
    assert [found.id for found in queries.path(db, unit.id, TODAY)] == [world.province, world.lam_thao, unit.id]
    assert queries.is_within(db, unit.id, [world.lam_thao], TODAY)
    assert not queries.is_within(db, unit.id, [world.tho_tang], TODAY)


def test_every_fault_is_named_with_its_line(db: Session, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {**GOOD, "kind": "huyen"},
        {**GOOD, "valid_from": "1/7/2025"},
        {**GOOD, "code": "27"},
        {**GOOD, "code": "27"},
        {**GOOD, "code": "28", "kind": "commune"},
    )

    with pytest.raises(BadPlaces) as refused:
        import_places(db, file, NOON)

    assert [complaint.partition(":")[0] for complaint in refused.value.complaints] == [
        "dòng 2",
        "dòng 3",
        "dòng 5",
        "dòng 6",
    ]


def test_a_file_that_is_not_utf_8_is_told_so(db: Session, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes("code,name\n25,Tỉnh Phú Thọ\n".encode("utf-16"))

    for take in (lambda: import_places(db, file, NOON), lambda: foresee(db, file)):
        with pytest.raises(BadPlaces) as refused:
            take()
        assert refused.value.complaints == ["tệp không phải UTF-8; lưu lại dưới dạng CSV UTF-8"]


def test_nothing_is_taken_from_a_file_with_an_unknown_parent(database_url: str, tmp_path: Path) -> None:
    from lms.db import Database

    file = written(tmp_path, GOOD, {**GOOD, "code": "26.1", "kind": "commune", "parent_code": "99"})
    database = Database(database_url)

    with pytest.raises(BadPlaces, match="mistakes"), database.transaction() as db:
        import_places(db, file, NOON)

    with database.reading() as db:
        assert queries.unit_by_code(db, "26", TODAY) is None
    database.dispose()


def test_an_abolished_unit_is_in_no_scope(db: Session, world: World) -> None:
    db.get_one(OrgUnitScope, (world.lam_thao, world.village_1, LONG_AGO)).valid_to = TODAY
    db.flush()

    assert not queries.is_within(db, world.village_1, [world.lam_thao], TODAY)
    assert db.scalar(select(func.count()).select_from(OrgUnit)) == 9
