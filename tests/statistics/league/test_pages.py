"""The pages of the league table: who finds which, ranks and reasons, three orders."""

from __future__ import annotations

from datetime import date

import pytest

from lms.clock import local_date, now
from lms.db import Database
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts

YEAR = local_date(now()).year
ADULTS = Indicator.ADULT


@pytest.fixture(autouse=True)
def counted(database: Database, world: World) -> None:
    """Two of forty adults of Lâm Thao have attained and none of fifty of Thổ Tang; Khu 1 has ten people."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(ADULTS, "dich-vu-cong")
        facts.target(ADULTS, 8000, year=YEAR)
        for unit, value in ((world.lam_thao, 40), (world.tho_tang, 50), (world.village_1, 10)):
            facts.population(ADULTS, unit, value, YEAR)
        for person_id in (world.an.person_id, world.binh.person_id):
            facts.certify(person_id, issued_on=date(YEAR, 1, 1))


def test_every_official_sees_the_ranking_of_communes_and_links_to_their_own(dung: Browser, an: Browser) -> None:
    table = dung.get("/statistics/ranking").text

    assert "Xếp hạng: Người dân trưởng thành" in table
    assert 'href="/statistics/08770"' in table
    assert 'href="/statistics/08500"' not in table
    assert an.get("/statistics/ranking").status_code == 404


def test_the_villages_are_ranked_for_those_in_charge(chi: Browser, dung: Browser) -> None:
    table = chi.get("/statistics/08500/ranking").text

    assert "Khu 1: dưới 30 người" in table
    assert "Khu 2: [x] chưa có tỷ lệ" in table
    assert dung.get("/statistics/08500/ranking").status_code == 404
    assert chi.get("/statistics/08500.01/ranking").status_code == 404, "there is nothing below a village"


def test_a_table_of_two_is_told_in_levels(hoa: Browser) -> None:
    table = hoa.get("/statistics/ranking").text

    assert "ngang mức chung" in table
    assert "Hạng chung" not in table


def test_units_that_differ_have_ranks_with_their_bands(chi: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        for number, attained in enumerate((0, 10, 20, 24, 40)):
            village = facts.village(world.lam_thao, f"08500.1{number}", f"Xóm {number}")
            facts.population(ADULTS, village, 40, YEAR)
            facts.adults(attained, village, certified=attained)

    table = chi.get("/statistics/08500/ranking").text

    assert [table.index(f">Xóm {number}</a>") for number in (4, 3, 2, 1, 0)] == sorted(
        table.index(f">Xóm {number}</a>") for number in range(5)
    )
    assert "2 (khoảng 2–3)" in table
    assert "Trong ngoặc là khoảng hạng do ngẫu nhiên (95 %)" in table


@pytest.mark.parametrize("by", ["rank", "missing", "gain"])
def test_there_are_three_orders(hoa: Browser, by: str) -> None:
    assert hoa.get(f"/statistics/ranking?by={by}").status_code == 200


@pytest.mark.parametrize("asked", ["by=colour", "year=1999"])
def test_what_there_is_not_is_not_found(hoa: Browser, asked: str) -> None:
    assert hoa.get(f"/statistics/ranking?{asked}").status_code == 404


def test_the_ranking_of_the_province_has_one_address(hoa: Browser) -> None:
    assert hoa.get("/statistics/25/ranking").location == "/statistics/ranking"
