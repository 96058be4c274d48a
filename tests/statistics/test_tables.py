"""Rows add up to their unit, and a denominator is a unit's own, the sum of all its parts, last year's, or none."""

from __future__ import annotations

from lms.people.models import Group
from lms.places.models import OrgUnit
from lms.statistics.queries.tables import Report, report
from lms.statistics.rules import Cell, Indicator, PopulationStatus, Standing, Symbol
from tests.statistics.facts import TODAY, Facts

ADULT, OFFICE = Indicator.ADULT, Indicator.PUBLIC_SECTOR


def look(facts: Facts, unit_id: int, indicator: Indicator = ADULT, year: int = 2026) -> Report:
    facts.settle()
    return report(facts.db, facts.db.get_one(OrgUnit, unit_id), indicator, year, TODAY)


def cells(found: Report) -> dict[str, Cell]:
    return {row.code: row.cell for row in found.rows}


def out_of(cell: Cell) -> tuple[int | None, Symbol | None]:
    return cell.population, cell.denominator.symbol if cell.denominator else None


def test_e30_people_without_a_unit_have_a_row_and_count_in_the_province(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.population(ADULT, facts.world.province, 100)
    facts.adults(3, facts.world.unknown, certified=3)

    found = look(facts, facts.world.province)
    unknown = cells(found)["25.CXD"]

    assert (unknown.attained, unknown.denominator, unknown.standing) == (3, None, Standing.NOT_APPLICABLE)
    assert found.figure.attained == 3


def test_people_of_a_commune_without_a_known_village_have_a_row(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.adults(2, facts.world.lam_thao, certified=2)
    facts.adults(1, facts.world.village_1, certified=1)

    found = look(facts, facts.world.lam_thao)

    assert found.figure.attained == 3
    assert {code: cell.attained for code, cell in cells(found).items()} == {"08500.01": 1, "08500.02": 0, "": 2}


def test_e29_the_offices_add_to_the_communes(facts: Facts) -> None:
    facts.require(OFFICE, "dich-vu-cong")
    for unit, people, population in (
        (facts.world.village_1, 4, 7),
        (facts.world.village_3, 2, 0),
        (facts.world.offices, 3, 4),
    ):
        for somebody in facts.adults(people, facts.world.village_1, certified=people):
            facts.join(somebody, Group.PUBLIC_SECTOR, unit)
        if unit == facts.world.offices:
            facts.population(OFFICE, unit, population)
    facts.population(OFFICE, facts.world.lam_thao, 7)
    facts.population(OFFICE, facts.world.tho_tang, 0)

    figure = look(facts, facts.world.province, OFFICE).figure

    assert (figure.attained, out_of(figure)) == (9, (11, Symbol.SUM_OF_PARTS))


def test_without_the_offices_the_sum_of_those_who_work_is_not_complete(facts: Facts) -> None:
    for indicator in (ADULT, OFFICE):
        facts.population(indicator, facts.world.lam_thao, 10)
        facts.population(indicator, facts.world.tho_tang, 5)

    assert out_of(look(facts, facts.world.province, OFFICE).figure) == (None, None)
    assert out_of(look(facts, facts.world.province, ADULT).figure) == (15, Symbol.SUM_OF_PARTS)


def test_e14_a_number_of_its_own_beats_the_sum_of_the_parts(facts: Facts) -> None:
    facts.population(ADULT, facts.world.lam_thao, 7)
    facts.population(ADULT, facts.world.village_1, 4)
    facts.population(ADULT, facts.world.village_2, 4)
    facts.population(ADULT, facts.world.village_3, 2)
    facts.population(ADULT, facts.world.village_4, 3)

    found = look(facts, facts.world.province)

    assert out_of(cells(found)["08500"]) == (7, None)
    assert out_of(cells(found)["08770"]) == (5, Symbol.SUM_OF_PARTS)
    assert out_of(found.figure) == (12, Symbol.SUM_OF_PARTS)


def test_a_missing_part_makes_no_sum(facts: Facts) -> None:
    facts.population(ADULT, facts.world.village_1, 4)

    found = look(facts, facts.world.lam_thao)

    assert (found.figure.population, found.figure.rate, found.figure.standing) == (None, None, Standing.NO_TARGET)


def test_last_years_number_is_carried_forward_and_says_so(facts: Facts) -> None:
    facts.population(ADULT, facts.world.lam_thao, 9, 2025)
    facts.population(ADULT, facts.world.tho_tang, 8, 2024)

    found = cells(look(facts, facts.world.province))

    assert out_of(found["08500"]) == (9, Symbol.CARRIED_FORWARD)
    assert out_of(found["08770"]) == (None, None)


def test_the_sum_of_this_year_beats_the_number_of_last_year(facts: Facts) -> None:
    facts.population(ADULT, facts.world.lam_thao, 9, 2025)
    facts.population(ADULT, facts.world.village_1, 4)
    facts.population(ADULT, facts.world.village_2, 4)

    assert out_of(look(facts, facts.world.lam_thao).figure) == (8, Symbol.SUM_OF_PARTS)


def test_the_newest_version_holds(facts: Facts) -> None:
    facts.population(ADULT, facts.world.lam_thao, 12, version=2)
    facts.population(ADULT, facts.world.lam_thao, 9, version=1)

    assert look(facts, facts.world.lam_thao).figure.population == 12


def test_a_sum_is_as_sure_as_its_least_sure_part(facts: Facts) -> None:
    facts.population(ADULT, facts.world.village_1, 4)
    facts.population(ADULT, facts.world.village_2, 4, status=PopulationStatus.PROVISIONAL, source="Xã")

    denominator = look(facts, facts.world.lam_thao).figure.denominator

    assert denominator is not None
    assert (denominator.status, denominator.source) == (PopulationStatus.PROVISIONAL, "Cục Thống kê; Xã")


def test_confirmations_are_counted_out_of_the_adults(facts: Facts) -> None:
    facts.population(ADULT, facts.world.lam_thao, 9)
    facts.population(Indicator.VNEID, facts.world.lam_thao, 99)

    assert look(facts, facts.world.lam_thao, Indicator.VNEID).figure.population == 9


def test_a_target_of_a_commune_overrides_the_provinces(facts: Facts) -> None:
    facts.target(ADULT, 8000)
    facts.target(ADULT, 9000, facts.world.lam_thao)
    facts.target(ADULT, 7000, year=2025)

    found = cells(look(facts, facts.world.province))

    assert (found["08500"].target, found["08770"].target, found["25.CXD"].target) == (9000, 8000, None)
    assert {cell.target for cell in cells(look(facts, facts.world.lam_thao)).values()} == {9000}


def test_rows_hold_only_what_lies_directly_below(facts: Facts) -> None:
    assert set(cells(look(facts, facts.world.province))) == {"08500", "08770", "25.KCT", "25.CXD"}
    assert set(cells(look(facts, facts.world.lam_thao))) == {"08500.01", "08500.02"}
    assert cells(look(facts, facts.world.village_1)) == {}
