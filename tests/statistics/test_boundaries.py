"""Figures across a reorganisation: by the units of then and by those of now, with the denominators of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.boundaries import Boundaries, tree, tree_day
from lms.places.models import OrgUnit
from lms.places.reorganising.actions import reorganise
from lms.places.rules import Kind
from lms.statistics.models import Population
from lms.statistics.pace.queries import series
from lms.statistics.queries.tables import Report, report
from lms.statistics.rules import Indicator, PopulationStatus, Symbol
from tests.builders import NOON, World, add_unit
from tests.places.reorganising.files import line, written
from tests.statistics.facts import Facts

ADULT = Indicator.ADULT
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
SHARES = (("X", 60, 100), ("Y", 30, 50), ("Z", 10, 50))


@pytest.fixture
def communes(db: Session, world: World, facts: Facts) -> list[int]:
    """Three communes of 60 of 100, 30 of 50 and 10 of 50 adults; some live in a village, some nobody knows where."""
    facts.require(ADULT, "dich-vu-cong")
    province = db.get_one(OrgUnit, world.province)
    added = [add_unit(db, code, f"Xã {code}", Kind.COMMUNE, province) for code, _, _ in SHARES]
    for unit, (_, attained, of) in zip(added, SHARES, strict=True):
        village = facts.village(unit.id, f"{unit.code}.1", "Khu 1")
        facts.adults(attained - 4, village, certified=attained - 4)
        facts.adults(4, unit.id, certified=4)
        facts.population(ADULT, unit.id, of)
    facts.settle()
    return [unit.id for unit in added]


def merge(db: Session, folder: Path) -> None:
    reorganise(db, written(folder, *[line(code, "N", "Xã N", "commune") for code, _, _ in SHARES]), NOON)


def rows(found: Report) -> dict[str, tuple[int | None, int | None, str | None]]:
    """Attained, denominator and rate by unit."""
    return {row.code: (row.cell.attained, row.cell.population, row.cell.rate) for row in found.rows}


def sheet(db: Session, unit_id: int, on: date, drawn_on: date | None = None) -> Report:
    return report(db, db.get_one(OrgUnit, unit_id), ADULT, 2026, on, drawn_on)


def test_e19_the_merged_commune_has_the_sum_and_the_day_before_still_three_rows(
    db: Session, world: World, communes: list[int], tmp_path: Path
) -> None:
    merge(db, tmp_path)

    before, after = rows(sheet(db, world.province, BEFORE)), rows(sheet(db, world.province, AFTER))

    assert after["N"] == (100, 200, "50,0")
    assert {code: before[code] for code in "XYZ"} == {
        "X": (60, 100, "60,0"),
        "Y": (30, 50, "60,0"),
        "Z": (10, 50, "20,0"),
    }
    assert "N" not in before
    assert not set("XYZ") & after.keys()


def test_the_rows_of_the_merged_commune_add_up_to_it(
    db: Session, communes: list[int], world: World, tmp_path: Path
) -> None:
    merge(db, tmp_path)

    found = sheet(db, places.unit_by_code(db, "N", AFTER).id, AFTER)

    assert sum(row.cell.attained for row in found.rows) == found.figure.attained == 100
    assert next(row.cell.attained for row in found.rows if not row.code) == 12


def test_the_boundaries_of_today_show_the_old_day_by_the_new_unit(
    db: Session, world: World, facts: Facts, communes: list[int], tmp_path: Path
) -> None:
    leaves = {unit_id: facts.count(ADULT, unit_id, BEFORE) for unit_id in db.scalars(select(OrgUnit.id))}
    own = {
        unit_id: many - sum(leaves[child.id] for child in places.children(db, unit_id, BEFORE))
        for unit_id, many in leaves.items()
    }
    merge(db, tmp_path)
    new = places.unit_by_code(db, "N", AFTER).id

    now = tree(db, tree_day(Boundaries.CURRENT, BEFORE, AFTER)).added_up(own)
    then = tree(db, tree_day(Boundaries.AS_OF_THEN, BEFORE, AFTER)).added_up(own)

    assert now[new] == 100
    assert [then[unit] for unit in communes] == [60, 30, 10]
    assert now[world.province] == then[world.province] == leaves[world.province]


def test_a_report_of_the_old_day_can_be_drawn_by_the_new_unit(
    db: Session, world: World, communes: list[int], tmp_path: Path
) -> None:
    merge(db, tmp_path)
    new = places.unit_by_code(db, "N", AFTER)

    found = sheet(db, world.province, BEFORE, AFTER)

    assert rows(found)["N"] == (100, 200, "50,0")
    assert not set("XYZ") & rows(found).keys()
    assert found.figure.attained == sheet(db, world.province, BEFORE).figure.attained == 100
    assert series(db, [ADULT], new, BEFORE, AFTER)[ADULT][-1][1] == 100


def test_a_whole_merge_leaves_the_province_and_its_denominators_as_they_were(
    db: Session, world: World, communes: list[int], tmp_path: Path
) -> None:
    before = sheet(db, world.province, AFTER).figure
    merge(db, tmp_path)
    after = sheet(db, world.province, AFTER).figure

    assert (after.attained, after.population) == (before.attained, before.population)


def test_a_number_counted_after_the_merge_is_the_units_own(
    db: Session, facts: Facts, communes: list[int], tmp_path: Path
) -> None:
    merge(db, tmp_path)
    new = places.unit_by_code(db, "N", AFTER).id
    summed = sheet(db, new, AFTER).figure.denominator
    facts.population(ADULT, new, 210)
    db.scalars(select(Population).where(Population.org_unit_id == new)).one().reference_date = AFTER
    db.flush()

    assert (summed.value, summed.symbol, summed.status) == (200, Symbol.SUM_OF_PARTS, PopulationStatus.OFFICIAL)
    assert sheet(db, new, AFTER).figure.population == 210


def test_a_unit_that_takes_in_another_has_the_sum_until_it_is_counted_anew(
    db: Session, communes: list[int], tmp_path: Path
) -> None:
    reorganise(db, written(tmp_path, line("Y", "X")), NOON)

    assert sheet(db, communes[0], AFTER).figure.population == 150
    assert sheet(db, communes[0], BEFORE).figure.population == 100


def test_of_a_unit_made_from_parts_nobody_knows_how_many_there_are(
    db: Session, facts: Facts, communes: list[int], tmp_path: Path
) -> None:
    facts.village(communes[0], "X.2", "Khu 2")
    lines = (line("X", "N", "Xã N", "commune", villages="X.1"), line("X", "M", "Xã M", "commune", villages="X.2"))

    reorganise(db, written(tmp_path, *lines), NOON)

    found = sheet(db, places.unit_by_code(db, "N", AFTER).id, AFTER).figure
    assert (found.attained, found.population, found.rate) == (56, None, None)
