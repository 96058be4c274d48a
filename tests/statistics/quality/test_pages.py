"""The pages of doubts: who finds which, and every kind of doubt with the way to where it is mended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from lms.catalogue.models import Course
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import Person
from lms.statistics.nightly.background import count_at_night
from lms.statistics.quality.background import keep, look_at_days_that_are_over
from lms.statistics.quality.models import FoundBurst
from lms.statistics.quality.rules import Burst, Sort
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts

TODAY = local_date(now())
ADULTS = Indicator.ADULT


@pytest.fixture(autouse=True)
def required(database: Database, world: World) -> None:
    with database.transaction() as db:
        Facts(db, world).require(ADULTS, "dich-vu-cong")


def section(browser: Browser, path: str, title: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return next(part for part in answer.text.split("<section>")[1:] if title in part).split("</section>")[0]


def test_e14_a_commune_uses_its_own_number_and_the_difference_is_told(
    chi: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        for unit, value in ((world.lam_thao, 7), (world.village_1, 4), (world.village_2, 4)):
            facts.population(ADULTS, unit, value, TODAY.year)

    told = section(chi, "/statistics/08500/quality", "Cộng các phần không khớp")

    assert "số riêng 7, cộng các phần 8, chênh −1" in told


def test_a_sum_with_a_part_that_nobody_knows_is_not_compared(chi: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.population(ADULTS, world.lam_thao, 7, TODAY.year)
        facts.population(ADULTS, world.village_1, 9, TODAY.year)

    assert "Không có" in section(chi, "/statistics/08500/quality", "Cộng các phần không khớp")


def test_more_than_there_are_and_no_number_at_all(hoa: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.population(ADULTS, world.lam_thao, 1, TODAY.year)
        for person_id in (world.an.person_id, world.binh.person_id):
            facts.certify(person_id, issued_on=TODAY)

    surplus = section(hoa, "/statistics/quality", "Số đạt lớn hơn tổng số")
    missing = section(hoa, "/statistics/quality", "Chưa có tổng số")

    assert "Xã Lâm Thao" in surplus
    assert "nhiều hơn tổng số 1 người (2 trên 1)" in surplus
    assert "Xã Thổ Tang" in missing
    assert 'href="/statistics/files"' in surplus


def test_what_is_counted_at_night_leads_to_the_village(chi: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.person(world.lam_thao)
        for person_id in (facts.person(world.village_1, 1970), facts.person(world.village_1, 1970)):
            person = db.get_one(Person, person_id)
            person.name, person.folded_name = "Hà Thị Én", "ha thi en"
    assert "chưa rà" in chi.get("/statistics/08500/quality").text
    count_at_night(database)
    run_due(database)

    commune = section(chi, "/statistics/08500/quality", "Có thể trùng người")
    village = section(chi, "/statistics/08500.01/quality", "Có thể trùng người")

    assert 'href="/statistics/08500.01/quality"' in commune
    assert "Hà Thị Én" in village
    assert "sinh 1970, 2 hồ sơ" in village
    assert "Vì sao?" in chi.get("/statistics/08500").text


def test_a_burst_leads_to_the_register_of_that_day(
    chi: Browser, dung: Browser, database: Database, world: World
) -> None:
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC) - timedelta(days=1)
    with database.transaction() as db:
        Facts(db, world).certify(world.an.person_id, issued_on=TODAY)
        course = db.scalars(select(Course.id)).first()
        assert course is not None
        keep(db, [Burst(Sort.SAME_MINUTE, world.village_1, course, at, 6)] * 2)
        keep(db, [Burst(Sort.SAME_DEVICE, world.village_1, course, at, 7)])

    told = section(chi, "/statistics/08500/quality", "Chứng nhận cấp dồn")

    assert told.count("6 chứng nhận cùng một khóa trong một phút") == 1
    assert "7 người đỗ cùng một khóa trên một điện thoại trong một ngày" in told
    assert "/register?unit=08500.01&amp;course=dich-vu-cong" in told
    assert "Không có" in section(dung, "/statistics/08770/quality", "Chứng nhận cấp dồn")


def test_old_bursts_go(database: Database, world: World) -> None:
    with database.transaction() as db:
        Facts(db, world).certify(world.an.person_id, issued_on=TODAY)
        course = db.scalars(select(Course.id)).first()
        assert course is not None
        keep(db, [Burst(Sort.SAME_ANSWERS, world.village_1, course, now() - timedelta(days=61), 3)])
        keep(db, [])
        assert db.scalars(select(FoundBurst)).all() == []


def test_the_days_that_are_over_are_looked_through_once(database: Database, world: World) -> None:
    yesterday = TODAY - timedelta(days=1)
    with database.transaction() as db:
        facts = Facts(db, world)
        for person_id in facts.adults(6, world.village_1):
            facts.certify(person_id, issued_on=yesterday)
    look_at_days_that_are_over(database)
    run_due(database)
    look_at_days_that_are_over(database)

    assert run_due(database) == 0
    with database.reading() as db:
        (found,) = db.scalars(select(FoundBurst)).all()
        assert (found.sort, found.people, found.org_unit_id) == (Sort.SAME_MINUTE, 6, world.village_1)


def test_everybody_is_led_to_their_own_unit(chi: Browser, dung: Browser, an: Browser, hoa: Browser) -> None:
    assert chi.get("/statistics/quality").location == "/statistics/08500/quality"
    assert dung.get("/statistics/08500/quality").status_code == 404
    assert chi.get("/statistics/25/quality").location == "/statistics/quality"
    assert an.get("/statistics/quality").status_code == 404
    assert hoa.get("/statistics/quality").status_code == 200


def test_the_day_is_today(hoa: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        Facts(db, world).target(ADULTS, 8000, year=TODAY.year - 1)

    assert hoa.get(f"/statistics/quality?year={TODAY.year - 1}").status_code == 404
