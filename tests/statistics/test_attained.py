"""Who counts where, on which day: the worked examples of the definitions, with people of our world."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lms.people.models import Group
from lms.places.models import OrgUnit
from lms.statistics.queries.tables import report
from lms.statistics.rules import Indicator
from tests.statistics.facts import TODAY, Facts

ADULT, WORKER, OFFICE = Indicator.ADULT, Indicator.ENTERPRISE_WORKER, Indicator.PUBLIC_SECTOR
MARCH = date(2026, 3, 31)


def test_e01_three_of_four_adults_have_attained(facts: Facts) -> None:
    village = facts.village(facts.world.lam_thao, "08500.09", "Khu 9")
    facts.require(ADULT, "dich-vu-cong")
    facts.population(ADULT, village, 4)
    facts.target(ADULT, 8000)
    facts.adults(4, village, certified=3)
    facts.certify(facts.world.dung.person_id)  # lives elsewhere

    unit = facts.db.get_one(OrgUnit, village)
    facts.settle()
    figure = report(facts.db, unit, ADULT, 2026, MARCH).figure

    assert (figure.attained, figure.rate, figure.missing, figure.is_met) == (3, "75,0", 1, False)


def test_e02_a_second_certificate_counts_nobody_twice(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    somebody = facts.adults(3, facts.world.village_1, certified=3)[0]
    facts.certify(somebody, issued_on=date(2026, 3, 5))

    assert facts.count(ADULT, facts.world.village_1, MARCH) == 3


def test_either_of_two_open_sets_is_enough_and_both_count_once(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.require(ADULT, "an-toan-so")
    one, other, both = facts.adults(3, facts.world.village_1)
    facts.certify(one, "dich-vu-cong")
    facts.certify(other, "an-toan-so")
    facts.certify(both, "dich-vu-cong")
    facts.certify(both, "an-toan-so")

    assert facts.count(ADULT, facts.world.village_1) == 3


def test_e04_one_person_in_three_groups_counts_once_in_each(facts: Facts) -> None:
    for indicator, courses in ((ADULT, ["cb"]), (WORKER, ["cb"]), (OFFICE, ["cb", "nc"])):
        facts.require(indicator, *courses)
    somebody = facts.person(facts.world.village_1)
    facts.join(somebody, Group.ENTERPRISE_WORKER, facts.world.tho_tang)
    facts.join(somebody, Group.PUBLIC_SECTOR, facts.world.offices)
    facts.certify(somebody, "cb")
    facts.certify(somebody, "nc", date(2026, 4, 2))

    def counts(on: date) -> list[int]:
        return [facts.count(indicator, facts.world.province, on) for indicator in (ADULT, WORKER, OFFICE)]

    assert counts(MARCH) == [1, 1, 0]
    assert counts(date(2026, 4, 2)) == [1, 1, 1]


def test_each_group_has_its_own_place(facts: Facts) -> None:
    for indicator in (ADULT, WORKER):
        facts.require(indicator, "dich-vu-cong")
    somebody = facts.person(facts.world.village_1)
    facts.join(somebody, Group.ENTERPRISE_WORKER, facts.world.tho_tang)
    facts.certify(somebody)

    at = {"home": facts.world.lam_thao, "work": facts.world.tho_tang}
    assert {place: facts.count(ADULT, unit) for place, unit in at.items()} == {"home": 1, "work": 0}
    assert {place: facts.count(WORKER, unit) for place, unit in at.items()} == {"home": 0, "work": 1}


def test_e05_a_revoked_certificate_counts_until_the_day_it_ends(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.certify(facts.world.an.person_id, issued_on=date(2026, 3, 10), ended_on=date(2026, 5, 20))

    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 19), date(2026, 5, 20)]
    assert [facts.count(ADULT, facts.world.village_1, on) for on in days] == [0, 1, 1, 0]


def test_a_void_certificate_never_counted(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.certify(facts.world.an.person_id, issued_on=MARCH, ended_on=MARCH)

    days = [MARCH + timedelta(days) for days in (-1, 0, 1)]
    assert [facts.count(ADULT, facts.world.village_1, on) for on in days] == [0, 0, 0]


def test_e08_a_replacement_on_the_same_day_leaves_no_gap(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.certify(facts.world.an.person_id, ended_on=date(2026, 4, 10))
    facts.certify(facts.world.an.person_id, issued_on=date(2026, 4, 10))

    days = [date(2026, 4, day) for day in (9, 10, 11)]
    assert [facts.count(ADULT, facts.world.village_1, on) for on in days] == [1, 1, 1]


def test_e10_who_moves_counts_in_the_new_place_from_that_day(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    somebody = facts.person(None)
    facts.live(somebody, facts.world.village_1, until=date(2026, 6, 1))
    facts.live(somebody, facts.world.village_3, since=date(2026, 6, 1))
    facts.certify(somebody)

    def places(on: date) -> list[int]:
        units = (facts.world.lam_thao, facts.world.tho_tang, facts.world.province)
        return [facts.count(ADULT, unit, on) for unit in units]

    assert places(date(2026, 5, 31)) == [1, 0, 1]
    assert places(date(2026, 6, 1)) == [0, 1, 1]


def test_e11_who_has_left_no_longer_counts(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    somebody = facts.person(None)
    facts.live(somebody, facts.world.village_1, until=date(2026, 7, 12))
    facts.certify(somebody)

    assert facts.count(ADULT, facts.world.province, date(2026, 7, 11)) == 1
    assert facts.count(ADULT, facts.world.province, date(2026, 7, 12)) == 0


def test_adults_are_counted_from_new_year_of_the_year_they_turn_18(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.certify(facts.person(facts.world.village_1, birth_year=2008), issued_on=date(2025, 12, 1))

    assert facts.count(ADULT, facts.world.village_1, date(2025, 12, 31)) == 0
    assert facts.count(ADULT, facts.world.village_1, date(2026, 1, 1)) == 1


def test_who_attained_under_a_closed_set_keeps_it_and_newcomers_need_the_new_one(facts: Facts) -> None:
    facts.require(ADULT, "cb", valid_to=date(2026, 6, 1))
    facts.require(ADULT, "nc", valid_from=date(2026, 6, 1))
    before, late, renewed = facts.adults(3, facts.world.village_1)
    facts.certify(before, "cb", date(2026, 5, 31))
    facts.certify(late, "cb", date(2026, 6, 1))
    facts.certify(renewed, "nc", date(2026, 5, 1))  # earned before the set holds, counts from the day it does

    assert facts.count(ADULT, facts.world.village_1, date(2026, 5, 31)) == 1
    assert facts.count(ADULT, facts.world.village_1, date(2026, 6, 1)) == 2
    assert facts.count(ADULT, facts.world.village_1) == 2


def test_rows_found_to_be_one_person_count_once_where_the_canonical_one_lives(facts: Facts) -> None:
    facts.require(ADULT, "cb", "nc")
    real = facts.person(facts.world.village_1)
    doubled = facts.person(facts.world.village_3, same_as=real)
    facts.certify(real, "cb")
    facts.certify(doubled, "nc")
    facts.certify(doubled, "cb")

    assert facts.count(ADULT, facts.world.village_1) == 1
    assert facts.count(ADULT, facts.world.village_3) == 0
    assert facts.count(ADULT, facts.world.province) == 1


def test_a_merged_person_counts_where_only_the_absorbed_row_has_a_place(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    real = facts.person(None)
    facts.person(facts.world.village_3, same_as=real)
    facts.certify(real)

    assert facts.count(ADULT, facts.world.village_3) == 1


def test_confirmations_are_never_fed_by_certificates(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.require(Indicator.VNEID, "dich-vu-cong")
    facts.certify(facts.world.an.person_id)

    assert facts.count(Indicator.VNEID, facts.world.province) == 0


def test_a_group_without_courses_has_no_figure(facts: Facts) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.join(facts.world.an.person_id, Group.PRIMARY_PUPIL, facts.world.lam_thao)
    facts.certify(facts.world.an.person_id)

    unit = facts.db.get_one(OrgUnit, facts.world.province)
    facts.settle()
    figure = report(facts.db, unit, Indicator.PRIMARY_PUPIL, 2026, TODAY).figure

    assert figure.attained is None


@pytest.mark.parametrize("course", ["an-toan-so", "tri-tue-nhan-tao"])
def test_a_certificate_of_another_course_counts_for_nothing(facts: Facts, course: str) -> None:
    facts.require(ADULT, "dich-vu-cong")
    facts.certify(facts.world.an.person_id, course)

    assert facts.count(ADULT, facts.world.province) == 0
