"""I5 counts every adult confirmed by a day, once, where they live; and both differences with I4 are listed (D18)."""

from __future__ import annotations

from datetime import date

from lms.places.models import OrgUnit
from lms.statistics.counting.actions import settle
from lms.statistics.queries.tables import report
from lms.statistics.rules import Cell, Gap, Indicator, needed, rate_in_words
from lms.statistics.vneid.models import Confirmation
from lms.statistics.vneid.queries import people
from tests.builders import NOON
from tests.statistics.counted_anew import people_anew
from tests.statistics.facts import TODAY, Facts

ADULT, VNEID = Indicator.ADULT, Indicator.VNEID
MAY = date(2026, 5, 2)


def confirm(facts: Facts, person_id: int, on: date = MAY) -> None:
    facts.db.add(Confirmation(person_id=person_id, confirmed_on=on, source="tests", recorded_at=NOON))
    facts.db.flush()


def count(facts: Facts, unit_id: int, on: date = TODAY) -> int:
    return people_anew(facts.db, VNEID, unit_id, on)


def figures(facts: Facts, unit_id: int, on: date = TODAY) -> dict[Indicator, Cell]:
    facts.settle()
    unit = facts.db.get_one(OrgUnit, unit_id)
    settle(facts.db)
    return {cell.indicator: cell for cell in report(facts.db, unit, ADULT, on.year, on).figures}


def test_e21_confirmed_without_a_certificate_counts_in_i5_and_not_in_i4(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    everybody = facts.adults(12, facts.world.village_1, certified=9)
    facts.population(ADULT, facts.world.lam_thao, 12)
    for person_id in [*everybody[:7], everybody[11]]:
        confirm(facts, person_id)

    found = figures(facts, facts.world.lam_thao)
    unit = [facts.world.lam_thao]
    waiting = people.awaiting(facts.db, unit, TODAY, 100)
    without = people.without_certificate(facts.db, unit, TODAY, 100)

    assert (found[ADULT].rate, found[VNEID].rate) == ("75,0", "66,7")
    assert {one.person_id for one in waiting} == set(everybody[7:9])
    assert [one.person_id for one in without] == [everybody[11]]
    assert people.count_awaiting(facts.db, unit, TODAY) == 2
    assert people.count_without_certificate(facts.db, unit, TODAY) == 1


def test_e32_of_three_millions() -> None:
    assert rate_in_words(2_012_330, 3_000_000) == "67,1"
    assert needed(3_000_000, 9000) == 2_700_000
    assert needed(3_000_000, 9000) - 2_012_330 == 687_670


def test_it_counts_from_its_day_on_and_follows_the_person(facts: Facts) -> None:
    somebody = facts.person(None)
    facts.live(somebody, facts.world.village_1, until=date(2026, 6, 1))
    facts.live(somebody, facts.world.village_3, since=date(2026, 6, 1))
    confirm(facts, somebody)

    by_day = [
        (count(facts, facts.world.lam_thao, on), count(facts, facts.world.tho_tang, on))
        for on in (date(2026, 5, 1), MAY, date(2026, 5, 31), date(2026, 6, 1))
    ]

    assert by_day == [(0, 0), (1, 0), (1, 0), (0, 1)]


def test_a_person_counts_once_however_often_confirmed_and_under_whatever_row(facts: Facts) -> None:
    somebody = facts.person(facts.world.village_1)
    double = facts.person(facts.world.village_3, same_as=somebody)
    confirm(facts, double)
    confirm(facts, double, date(2026, 7, 1))
    confirm(facts, somebody, date(2026, 8, 1))

    assert (count(facts, facts.world.province), count(facts, facts.world.tho_tang)) == (1, 0)
    assert count(facts, facts.world.lam_thao, MAY) == 1


def test_children_do_not_count_before_the_year_they_are_adults(facts: Facts) -> None:
    somebody = facts.person(facts.world.village_1, birth_year=2009)
    confirm(facts, somebody)

    assert count(facts, facts.world.village_1) == 0
    assert count(facts, facts.world.village_1, date(2027, 1, 1)) == 1


def test_before_anybody_is_confirmed_there_is_no_figure_and_then_nobody_is_nought(facts: Facts) -> None:
    confirm(facts, facts.person(facts.world.village_1))

    before, after = (figures(facts, facts.world.tho_tang, on)[VNEID] for on in (date(2026, 5, 1), MAY))

    assert (before.attained, before.gap) == (None, Gap.NOT_CONFIRMED)
    assert (after.attained, after.gap) == (0, None)


def test_rows_of_the_sheet_add_up(facts: Facts) -> None:
    for unit in (facts.world.village_1, facts.world.village_3, facts.world.unknown, facts.world.lam_thao):
        confirm(facts, facts.person(unit))

    settle(facts.db)
    found = report(facts.db, facts.db.get_one(OrgUnit, facts.world.province), VNEID, 2026, TODAY)

    assert found.figure.attained == 4
    assert {row.code: row.cell.attained for row in found.rows} == {"08500": 2, "08770": 1, "25.KCT": 0, "25.CXD": 1}
