"""The worked examples of the definitions, by their numbers, as the counters and the reports answer them.

Those that need more than counting stand with what they are about, under the same numbers:

* E06, E07, E17, E18, E34 (frozen periods, late changes, corrections): ``periods/test_freezing.py``; the first half of
  E34 (one file taken twice): ``imports/test_taking.py``
* E19 (three communes merge): ``test_boundaries.py``
* E21 (confirmed without a certificate), E32 (how many are missing): ``vneid/test_counts.py``;
  E22 (a reply taken twice): ``vneid/test_replies.py``
* E25, E26 (pace): ``pace/test_rules.py``
* E28, E28c (what the public is not told): ``out/test_suppression.py``
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from lms.catalogue.models import Course
from lms.certificates.actions import issue
from lms.certificates.rules import Statement
from lms.people.models import Group, Person
from lms.places.models import OrgUnit
from lms.statistics.counting.models import CountedSpell
from lms.statistics.quality.queries import differing
from lms.statistics.queries.tables import Report, report
from lms.statistics.rules import Cell, Denominator, Indicator, PopulationStatus, Standing
from tests.statistics.facts import Facts

PUBLIC, PUPIL, ADULT, WORKER = (
    Indicator.PUBLIC_SECTOR,
    Indicator.PRIMARY_PUPIL,
    Indicator.ADULT,
    Indicator.ENTERPRISE_WORKER,
)
MARCH = date(2026, 3, 31)
BASIC, ADVANCED, PRIMARY = "cb", "nc", "th"


@pytest.fixture
def plan(facts: Facts) -> Facts:
    """What the examples take for granted: adults and workers need one course, officials two, pupils their own."""
    for indicator, courses in ((ADULT, [BASIC]), (WORKER, [BASIC]), (PUBLIC, [BASIC, ADVANCED]), (PUPIL, [PRIMARY])):
        facts.require(indicator, *courses)
    return facts


def of(facts: Facts, unit_id: int, indicator: Indicator, on: date) -> Report:
    """The report of a unit, from the counters."""
    facts.settle()
    return report(facts.db, facts.db.get_one(OrgUnit, unit_id), indicator, on.year, on)


def count(facts: Facts, indicator: Indicator, on: date, unit_id: int | None = None) -> int | None:
    """How many have attained in a unit, or in the province."""
    return of(facts, unit_id or facts.world.province, indicator, on).figure.attained


def some(facts: Facts, home: int, many: int) -> list[int]:
    """So many adults of a unit with the basic course."""
    people = facts.adults(many, home)
    for person_id in people:
        facts.certify(person_id, BASIC)
    return people


def cell(attained: int, population: int, target: int = 10_000) -> Cell:
    out_of = Denominator(population, "tests", date(2026, 1, 1), PopulationStatus.OFFICIAL)
    return Cell(ADULT, attained, out_of, target)


def test_e01_three_of_four_and_one_is_missing(plan: Facts) -> None:
    village = plan.village(plan.world.lam_thao, "08500.09", "Khu 9")
    plan.population(ADULT, village, 4)
    plan.target(ADULT, 8000)
    some(plan, village, 3)
    plan.person(village)

    found = of(plan, village, ADULT, MARCH).figure

    assert (found.attained, found.rate, found.needed, found.missing, found.is_met) == (3, "75,0", 4, 1, False)


def test_e02_a_second_certificate_counts_nobody_twice(plan: Facts) -> None:
    [somebody, *_] = some(plan, plan.world.village_1, 3)
    plan.certify(somebody, BASIC, date(2026, 3, 5))

    assert count(plan, ADULT, MARCH) == 3


def test_e04_one_person_in_three_groups_counts_once_in_each(plan: Facts) -> None:
    [somebody] = some(plan, plan.world.village_1, 1)
    plan.join(somebody, Group.ENTERPRISE_WORKER, plan.world.tho_tang)
    plan.join(somebody, Group.PUBLIC_SECTOR, plan.world.offices)
    plan.certify(somebody, ADVANCED, date(2026, 4, 2))

    by_day = [[count(plan, one, on) for one in (ADULT, WORKER, PUBLIC)] for on in (MARCH, date(2026, 4, 2))]

    assert by_day == [[1, 1, 0], [1, 1, 1]]
    assert plan.db.scalar(select(func.count(CountedSpell.person_id.distinct()))) == 1


def test_e05_a_revoked_certificate_counts_until_the_day_it_ends(plan: Facts) -> None:
    plan.certify(plan.person(plan.world.village_1), BASIC, date(2026, 3, 10), ended_on=date(2026, 5, 20))

    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 19), date(2026, 5, 20)]
    assert [count(plan, ADULT, on) for on in days] == [0, 1, 1, 0]


def test_e08_a_replacement_on_the_same_day_leaves_no_gap(plan: Facts) -> None:
    somebody = plan.person(plan.world.village_1)
    plan.certify(somebody, BASIC, ended_on=date(2026, 4, 10))
    plan.certify(somebody, BASIC, date(2026, 4, 10))

    assert [count(plan, ADULT, date(2026, 4, day)) for day in (9, 10, 11)] == [1, 1, 1]
    assert plan.db.scalar(select(func.count()).select_from(CountedSpell)) == 1


def test_e10_who_moves_leaves_a_surplus_where_the_denominator_did_not_move(plan: Facts) -> None:
    x, y, y1 = plan.world.lam_thao, plan.world.tho_tang, plan.world.village_3
    for unit, people in ((x, 7), (y, 5), (y1, 5)):
        plan.population(ADULT, unit, people)
    some(plan, plan.world.village_1, 4)
    some(plan, y1, 5)
    mover = plan.person(None)
    plan.live(mover, plan.world.village_1, until=date(2026, 6, 1))
    plan.live(mover, y1, since=date(2026, 6, 1))
    plan.certify(mover, BASIC)

    before, after = (
        [of(plan, unit, ADULT, on).figure for unit in (x, y1, plan.world.province)]
        for on in (date(2026, 5, 31), date(2026, 6, 1))
    )

    assert [figure.attained for figure in before] == [5, 5, 10]
    assert [figure.attained for figure in after] == [4, 6, 10]
    assert [before[2].rate, after[2].rate] == ["83,3", "83,3"]
    assert (after[1].rate, after[1].true_rate, after[1].surplus) == ("100,0†", "120,0", 1)


def test_e10_where_there_is_a_surplus_nobody_is_missing() -> None:
    assert cell(6, 5).missing == 0


def test_e11_whoever_dies_no_longer_counts_from_that_day(plan: Facts) -> None:
    [somebody] = some(plan, plan.world.village_1, 1)
    plan.db.get_one(Person, somebody).left_on = date(2026, 7, 12)
    plan.db.flush()

    assert [count(plan, ADULT, date(2026, 7, day)) for day in (11, 12)] == [1, 0]


def test_e12_a_pupil_leaves_the_group_and_is_no_adult_by_the_course_of_pupils(plan: Facts) -> None:
    """Only the year of birth is known, so adults are counted from its new year on; the course decides all the same."""
    pupil = plan.person(plan.world.village_1, birth_year=2008)
    plan.join(pupil, Group.PRIMARY_PUPIL, plan.world.lam_thao, until=date(2026, 6, 1))
    plan.certify(pupil, PRIMARY)

    assert [count(plan, PUPIL, on) for on in (date(2026, 5, 31), date(2026, 6, 1))] == [1, 0]
    assert count(plan, ADULT, date(2026, 8, 15)) == 0


def test_e14_a_number_of_its_own_beats_the_sum_of_the_parts(plan: Facts) -> None:
    x, y = plan.world.lam_thao, plan.world.tho_tang
    for unit, people in ((x, 7), (plan.world.village_1, 4), (plan.world.village_2, 4), (y, 5)):
        plan.population(ADULT, unit, people)

    own, province = (of(plan, unit, ADULT, MARCH) for unit in (x, plan.world.province))

    [told] = differing(plan.db, [plan.db.get_one(OrgUnit, unit) for unit in (x, y)], 2026, MARCH)

    assert own.figure.population == 7
    assert (told.unit.id, told.own - told.parts) == (x, -1)
    assert province.figure.population == 7 + 5


@pytest.mark.parametrize(
    ("attained", "population", "shown", "missing"),
    [
        (2_999_999, 3_000_000, "99,9", 1),
        (1, 3_000_000, "<0,1", 2_999_999),
        (1, 8, "12,5", 7),
        (1, 16, "6,3", 15),
        (0, 5, "0,0", 5),
        (7, 7, "100,0", 0),
    ],
)
def test_e15_rates_never_say_all_or_nobody_where_it_is_not_so(
    attained: int, population: int, shown: str, missing: int
) -> None:
    found = cell(attained, population)

    assert (found.rate, found.missing, found.is_met) == (shown, missing, not missing)


def test_e16_the_counts_decide_and_not_the_rounded_rate() -> None:
    almost, enough = (cell(attained, 1_234, 8000) for attained in (987, 988))

    assert (almost.rate, almost.needed, almost.missing, almost.is_met) == ("80,0", 988, 1, False)
    assert (enough.needed, enough.missing, enough.is_met) == (988, 0, True)


def test_e29_the_bodies_of_the_province_add_to_the_communes(plan: Facts) -> None:
    for unit, many, people in (
        (plan.world.lam_thao, 60, 70),
        (plan.world.tho_tang, 0, 0),
        (plan.world.offices, 35, 40),
    ):
        plan.population(PUBLIC, unit, people)
        for somebody in some(plan, plan.world.village_1, many):
            plan.join(somebody, Group.PUBLIC_SECTOR, unit)
            plan.certify(somebody, ADVANCED)

    found = of(plan, plan.world.province, PUBLIC, MARCH).figure

    assert (found.attained, found.population, found.rate) == (95, 110, "86,4")


def test_e30_people_of_no_known_village_have_a_row_and_count_in_the_province(plan: Facts) -> None:
    plan.population(ADULT, plan.world.province, 100)
    some(plan, plan.world.unknown, 3)

    found = of(plan, plan.world.province, ADULT, MARCH)
    row = next(row.cell for row in found.rows if row.code == "25.CXD")

    assert (row.attained, row.denominator, row.standing) == (3, None, Standing.NOT_APPLICABLE)
    assert found.figure.attained == 3


@pytest.mark.parametrize(("hour", "day"), [(23, date(2026, 6, 1)), (16, date(2026, 5, 31))])
def test_e31_a_certificate_counts_from_its_day_in_viet_nam(plan: Facts, hour: int, day: date) -> None:
    who, at = plan.world.an, datetime(2026, 5, 31, hour, 30, tzinfo=UTC)
    course = Course(slug=BASIC)
    plan.db.add(course)
    plan.db.flush()

    issue(
        plan.db,
        Statement(
            person_id=who.person_id,
            course_id=course.id,
            course_slug=BASIC,
            course_title="Cơ bản",
            version_number=1,
            edition=1,
            half_hours=12,
            score_percent=92,
            mode="alone",
            printed_name=who.name,
            birth_year=1958,
            org_unit_id=plan.world.village_1,
            place_line="Khu 1",
            completed_at=at,
        ),
        at,
    )

    assert [count(plan, ADULT, on) for on in (day - timedelta(1), day)] == [0, 1]
