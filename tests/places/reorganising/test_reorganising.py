"""Merging and splitting units: who lies where before and after, and that nobody is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.classroom.queries import places_to_teach
from lms.people.models import RoleGrant
from lms.people.roles.following import follow
from lms.people.roles.queries import places_found
from lms.places import queries
from lms.places.boundaries import tree
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.reorganising.actions import Reorganised, foresee, reorganise
from lms.places.reorganising.models import Succession
from lms.places.reorganising.planning import Verdict
from lms.places.rules import BadPlaces
from lms.roles import Role
from lms.statistics.imports.queries import units
from tests.builders import NOON, World
from tests.places.reorganising.files import line, written

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
MERGED = (line("08500", "09001", "Xã Mới", "commune"), line("08770", "09001", "Xã Mới", "commune"))
SPLIT = (
    line("08500", "09001", "Xã Mới", "commune", villages="08500.01"),
    line("08500", "08770", villages="08500.02"),
)


def merge(db: Session, folder: Path) -> Reorganised:
    done = reorganise(db, written(folder, *MERGED), NOON)
    follow(db, done.ended, done.effective_on, NOON)
    return done


def names(units: list[OrgUnit]) -> list[str]:
    return [unit.name for unit in units]


def test_villages_go_on_under_the_new_unit_and_no_person_changes(db: Session, world: World, tmp_path: Path) -> None:
    merge(db, tmp_path)
    new = queries.unit_by_code(db, "09001", AFTER)

    assert [unit.code for unit in queries.children(db, new.id, AFTER)] == [
        "08500.01",
        "08770.01",
        "08500.02",
        "08770.02",
    ]
    assert names(queries.path(db, world.village_1, AFTER)) == ["Tỉnh Phú Thọ", "Xã Mới", "Khu 1"]
    assert queries.line(db, world.village_1, AFTER) == "Khu 1, Xã Mới, Tỉnh Phú Thọ"


def test_the_day_before_everything_is_as_it_was(db: Session, world: World, tmp_path: Path) -> None:
    merge(db, tmp_path)

    assert names(queries.communes(db, BEFORE)) == ["Xã Lâm Thao", "Xã Thổ Tang"]
    assert names(queries.communes(db, AFTER)) == ["Xã Mới"]
    assert names(queries.path(db, world.village_1, BEFORE)) == ["Tỉnh Phú Thọ", "Xã Lâm Thao", "Khu 1"]
    assert names(queries.children(db, world.lam_thao, BEFORE)) == ["Khu 1", "Khu 2"]
    assert queries.unit_by_code(db, "09001", BEFORE) is None


def test_until_the_day_every_room_finds_a_village_under_its_old_commune(
    db: Session, world: World, tmp_path: Path
) -> None:
    merge(db, tmp_path)
    new = queries.unit_by_code(db, "09001", AFTER)

    for on, above, code, name in (
        (BEFORE, world.lam_thao, "08500", "Khu 1, Xã Lâm Thao"),
        (AFTER, new.id, "09001", "Khu 1, Xã Mới"),
    ):
        assert queries.parent_id(db, world.village_1, on) == above
        assert units(db, on).parents["08500.01"] == code
        assert ("08500.01", name) in places_found(db, "khu 1", [world.province], on)
        assert world.village_1 in [unit.id for unit in places_to_teach(db, [above], on)]


def test_whoever_belongs_to_the_old_commune_itself_counts_in_the_new_one(
    db: Session, world: World, tmp_path: Path
) -> None:
    merge(db, tmp_path)
    new = queries.unit_by_code(db, "09001", AFTER)

    assert queries.is_within(db, world.lam_thao, [new.id], AFTER)
    assert not queries.is_within(db, world.village_1, [world.lam_thao], AFTER)
    assert queries.commune_of(db, world.lam_thao, AFTER).name == "Xã Mới"
    assert queries.line(db, world.lam_thao, AFTER) == "Xã Mới, Tỉnh Phú Thọ"


def test_a_second_reorganisation_takes_the_first_along(db: Session, world: World, tmp_path: Path) -> None:
    merge(db, tmp_path)
    later = line("09001", "09002", "Phường Sau", "ward", effective_on="2026-10-01")

    reorganise(db, written(tmp_path, later), NOON)

    assert queries.line(db, world.lam_thao, date(2026, 10, 1)) == "Phường Sau, Tỉnh Phú Thọ"
    assert queries.line(db, world.lam_thao, date(2026, 9, 30)) == "Xã Mới, Tỉnh Phú Thọ"
    assert queries.line(db, world.village_3, date(2026, 10, 1)) == "Khu 1, Phường Sau, Tỉnh Phú Thọ"


def test_one_may_go_into_another_that_stays(db: Session, world: World, tmp_path: Path) -> None:
    reorganise(db, written(tmp_path, line("08500", "08770")), NOON)

    assert len(queries.children(db, world.tho_tang, AFTER)) == 4
    assert db.get_one(OrgUnit, world.lam_thao).successor_id == world.tho_tang


def test_a_new_unit_may_have_the_code_of_an_old_one(db: Session, world: World, tmp_path: Path) -> None:
    lines = (line("08500", "08500", "Xã Lâm Thao", "commune"), line("08770", "08500", "Xã Lâm Thao", "commune"))

    reorganise(db, written(tmp_path, *lines), NOON)

    assert queries.unit_by_code(db, "08500", BEFORE).id == world.lam_thao
    assert queries.unit_by_code(db, "08500", AFTER).id != world.lam_thao
    assert foresee(db, written(tmp_path, *lines)).verdicts[0][1] is Verdict.SAME


def test_a_split_unit_sends_what_nobody_knows_to_the_unknown(db: Session, world: World, tmp_path: Path) -> None:
    reorganise(db, written(tmp_path, *SPLIT), NOON)

    assert queries.commune_of(db, world.village_1, AFTER).name == "Xã Mới"
    assert queries.commune_of(db, world.village_2, AFTER).id == world.tho_tang
    assert queries.line(db, world.lam_thao, AFTER) == "Chưa xác định, Tỉnh Phú Thọ"


def test_a_split_village_ends_and_its_people_are_of_an_unknown_unit(db: Session, world: World, tmp_path: Path) -> None:
    lines = (
        line("08500", "09001", "Xã Mới", "commune", villages="08500.01 08500.02"),
        line("08500", "08770", villages="08500.02"),
    )

    reorganise(db, written(tmp_path, *lines), NOON)

    assert queries.unit_by_code(db, "08500.02", AFTER) is None
    assert queries.line(db, world.village_2, AFTER) == "Chưa xác định, Tỉnh Phú Thọ"
    assert queries.commune_of(db, world.village_1, AFTER).name == "Xã Mới"
    assert db.scalar(select(func.count()).select_from(Succession)) == 3


def test_villages_are_merged_like_communes(db: Session, world: World, tmp_path: Path) -> None:
    reorganise(db, written(tmp_path, line("08500.01", "08500.02")), NOON)

    assert [unit.id for unit in queries.children(db, world.lam_thao, AFTER)] == [world.village_2]
    assert queries.line(db, world.village_1, AFTER) == "Khu 2, Xã Lâm Thao, Tỉnh Phú Thọ"


@pytest.mark.parametrize("lines", [MERGED, SPLIT, (line("08500.01", "08500.02"),)], ids=["merge", "split", "villages"])
def test_every_unit_that_ever_was_counts_in_the_province_on_every_day(
    db: Session, world: World, tmp_path: Path, lines: tuple[dict[str, str], ...]
) -> None:
    counts = dict.fromkeys(db.scalars(select(OrgUnit.id)), 1)

    reorganise(db, written(tmp_path, *lines), NOON)

    for day in (BEFORE, AFTER):
        found = tree(db, day)
        sums = found.added_up(counts)
        assert sums[world.province] == len(counts)
        direct = 1
        assert direct + sum(sums.get(unit.id, 0) for unit in queries.children(db, world.province, day)) == len(counts)


def test_taking_a_file_twice_changes_nothing(db: Session, world: World, tmp_path: Path) -> None:
    merge(db, tmp_path)
    rows = select(OrgUnitScope.ancestor_id, OrgUnitScope.descendant_id, OrgUnitScope.valid_from, OrgUnitScope.valid_to)
    before = sorted(map(str, db.execute(rows)))

    again = merge(db, tmp_path)

    assert {verdict for _, verdict, _ in again.plan.verdicts} == {Verdict.SAME}
    assert (again.ended, sorted(map(str, db.execute(rows)))) == ([], before)


def test_a_dry_run_changes_nothing(db: Session, world: World, tmp_path: Path) -> None:
    told = [words for _, _, words in foresee(db, written(tmp_path, *MERGED)).verdicts]

    assert told[0] == "Xã Lâm Thao (08500) nhập toàn bộ vào Xã Mới (09001)"
    assert len(queries.communes(db, AFTER)) == 2


def test_roles_go_along_on_a_whole_merge(db: Session, world: World, tmp_path: Path) -> None:
    merge(db, tmp_path)
    new = queries.unit_by_code(db, "09001", AFTER)

    grants = select(RoleGrant.org_unit_id, RoleGrant.valid_from, RoleGrant.valid_to).where(
        RoleGrant.person_id == world.chi.person_id, RoleGrant.role == Role.OFFICIAL
    )
    assert [tuple(row) for row in db.execute(grants.order_by(RoleGrant.id))] == [
        (world.lam_thao, date(2025, 7, 1), AFTER),
        (new.id, AFTER, None),
    ]
    recorded = select(AuditRow.org_unit_id).where(
        AuditRow.act == "people.follow_role", AuditRow.subject == f"person:{world.chi.person_id}"
    )
    assert db.scalars(recorded).all() == [new.id], "where it is from now on"


@pytest.mark.parametrize("lines", [SPLIT, (line("08500", "08770", roles="end"),)], ids=["split", "as the file says"])
def test_roles_end_where_nobody_can_say_where_they_go(
    db: Session, world: World, tmp_path: Path, lines: tuple[dict[str, str], ...]
) -> None:
    done = reorganise(db, written(tmp_path, *lines), NOON)

    left = follow(db, done.ended, done.effective_on, NOON)

    assert [(one.name, one.unit) for one in left] == [("Trần Văn Bình", "Xã Lâm Thao"), ("Lê Thị Chi", "Xã Lâm Thao")]
    still = RoleGrant.org_unit_id == world.lam_thao, RoleGrant.valid_to.is_(None)
    assert db.scalar(select(func.count()).select_from(RoleGrant).where(*still)) == 0


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ((line("99999", "08770"),), "không có đơn vị mang mã «99999»"),
        ((line("25", "08770"),), "không phải xã, phường hay thôn"),
        ((line("08500", "08770", old_name="Xã Khác"),), "tệp ghi «Xã Khác»"),
        ((line("08500", "08770"), line("08500", "08770")), "chỉ nhập toàn bộ một lần"),
        ((line("08500", "09001"),), "ghi new_name và new_kind"),
        ((line("08500", "09001", "Thôn", "village"),), "không cùng cấp"),
        ((line("08500", "08770.01"),), "không cùng cấp"),
        ((line("08500", "08770", villages="08770.01"),), "không thuộc «Xã Lâm Thao»"),
        ((line("08500", "08770", villages="08500.01"),), "chưa ghi thôn 08500.02"),
        ((line("08500", "09001", "A", "commune"), line("08770", "09001", "B", "commune")), "nhiều tên"),
        ((line("08500", "08770", source=""),), "thiếu source"),
        ((line("08500", "08770", effective_on="1/7/2026"),), "ngày «1/7/2026» chưa đúng"),
        ((line("08500", "08770"), line("08770.01", "08770.02", effective_on="2026-08-01")), "nhiều ngày hiệu lực"),
        ((line("08500", "08770", extent="half"),), "extent «half»"),
        ((), "không có dòng nào"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_changed(
    db: Session, world: World, tmp_path: Path, lines: tuple[dict[str, str], ...], complaint: str
) -> None:
    with pytest.raises(BadPlaces) as refused:
        reorganise(db, written(tmp_path, *lines), NOON)

    assert any(complaint in told for told in refused.value.complaints)
    assert len(queries.communes(db, AFTER)) == 2
