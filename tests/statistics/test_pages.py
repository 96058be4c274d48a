"""The sheets of the officials: who finds which, what stands in them, and the file that says the same."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from sqlalchemy import event

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
    """Two of ten adults of Khu 1 have attained; nobody has counted those of Khu 2."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(ADULTS, "dich-vu-cong")
        facts.target(ADULTS, 8000, year=YEAR)
        for unit, value in ((world.province, 40), (world.lam_thao, 20), (world.village_1, 10)):
            facts.population(ADULTS, unit, value, YEAR)
        for person_id in (world.an.person_id, world.binh.person_id):
            facts.certify(person_id, issued_on=date(YEAR, 1, 1))


def figures(browser: Browser, unit: str, **asked: object) -> dict[str, dict[str, str]]:
    """The rows of the file, by the code of their unit."""
    wanted = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = browser.get(f"/statistics/{unit}/table.csv?{wanted}")
    assert answer.status_code == 200
    text = answer.data.decode("utf-8-sig")
    return {row["ma_don_vi"]: row for row in csv.DictReader(StringIO(text), delimiter=";")}


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def hear(connection, cursor, statement, *rest) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    yield asked
    event.remove(database.engine, "before_cursor_execute", hear)


def test_a_guest_is_asked_to_sign_in(guest: Browser) -> None:
    assert guest.get("/statistics").location.startswith("/sign-in")


def test_whoever_has_no_office_does_not_find_it(an: Browser, binh: Browser) -> None:
    for browser in (an, binh):
        for path in ("/statistics", "/statistics/08500", "/statistics/08500/table.csv"):
            assert browser.get(path).status_code == 404


@pytest.mark.parametrize("path", ["08500", "08500.01", "08500/table.csv"])
def test_the_official_of_another_commune_does_not_find_it(chi: Browser, dung: Browser, hoa: Browser, path: str) -> None:
    assert chi.get(f"/statistics/{path}").status_code == 200
    assert hoa.get(f"/statistics/{path}").status_code == 200
    assert dung.get(f"/statistics/{path}").status_code == 404


def test_every_official_sees_the_province_and_links_only_to_what_they_may_open(chi: Browser, hoa: Browser) -> None:
    sheet, all_of_it = chi.get("/statistics").text, hoa.get("/statistics").text

    assert 'href="/statistics/08500"' in sheet
    assert 'href="/statistics/08770"' not in sheet
    assert 'href="/statistics/08770"' in all_of_it


def test_the_figures_of_the_page_are_those_of_the_file(hoa: Browser) -> None:
    sheet = hoa.get("/statistics/08500").text
    villages = figures(hoa, "08500")

    assert (villages["08500.01"]["so_dat"], villages["08500.01"]["tong_so"]) == ("2", "10")
    assert "20,0\xa0%" in sheet or "20,0 %" in sheet
    assert (villages["08500"]["so_dat"], villages["08500"]["tong_so"]) == ("2", "20")


def test_units_are_found_by_name_and_the_file_stays_whole(hoa: Browser) -> None:
    found = hoa.get("/statistics?q=tho+tang&sort=rate").text
    nothing = hoa.get("/statistics?q=khong+co").text

    assert 'href="/statistics/08770?sort=rate"' in found, "the page of the unit shows all its villages"
    assert 'href="/statistics/08500' not in found
    assert 'name="sort" value="rate"' in found
    assert "/statistics/25/table.csv?sort=rate" in found
    assert "Không có đơn vị nào" in nothing
    assert "Hiện tất cả đơn vị" in nothing


def test_what_nobody_has_counted_is_missing_and_not_nought(hoa: Browser) -> None:
    row = figures(hoa, "08500")["08500.02"]

    assert (row["so_dat"], row["tong_so"], row["ty_le_phan_tram"], row["ket_qua"]) == ("0", "", "", "")
    assert "x" in row["ky_hieu"]


def test_a_certificate_moves_the_cells_of_its_place_and_no_others(
    hoa: Browser, database: Database, world: World
) -> None:
    before = {unit: figures(hoa, unit) for unit in ("25", "08500", "08770")}
    with database.transaction() as db:
        Facts(db, world).certify(world.dung.person_id, issued_on=date(YEAR, 1, 1))
    after = {unit: figures(hoa, unit) for unit in ("25", "08500", "08770")}

    moved = {
        (unit, code): row["so_dat"]
        for unit, found in after.items()
        for code, row in found.items()
        if row["so_dat"] != before[unit][code]["so_dat"]
    }
    assert moved == {("25", "25"): "3", ("25", "08770"): "1", ("08770", "08770"): "1", ("08770", "08770.01"): "1"}


def test_the_sheet_says_whether_there_is_time_enough(hoa: Browser) -> None:
    sheet = hoa.get("/statistics").text

    assert "Có kịp không?" in sheet
    assert '<svg class="trend"' in sheet
    assert "Khó đạt" in sheet or "Không đạt" in sheet, "two of forty, and nobody since New Year or early in the year"


def test_without_a_target_nobody_asks_whether_there_is_time_enough(hoa: Browser) -> None:
    assert "Có kịp không?" not in hoa.get(f"/statistics?indicator={Indicator.PUBLIC_SECTOR}").text


def test_a_day_that_is_over_says_by_which_boundaries_it_is_drawn(
    hoa: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        Facts(db, world).target(ADULTS, 8000, year=YEAR - 1)
    then = hoa.get(f"/statistics?year={YEAR - 1}").text
    now = hoa.get(f"/statistics?year={YEAR - 1}&boundaries=current").text

    assert f"Tính theo địa giới tại thời điểm 31/12/{YEAR - 1}" in then
    assert f'href="/statistics?year={YEAR - 1}&amp;boundaries=current"' in then
    assert "Tính theo địa giới hiện hành" in now
    assert "/statistics/25/files/" in then
    assert "/statistics/25/files/" not in now, "files tell an old day by the boundaries of its time"
    assert f'href="/statistics/08500?year={YEAR - 1}&amp;boundaries=current"' in now
    assert "địa giới" not in hoa.get("/statistics?boundaries=current").text, "today there is only one way"


def test_of_many_units_the_ten_slowest_stand_in_two_short_lists(hoa: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        for number in range(3, 15):
            village = facts.village(world.lam_thao, f"08500.{number:02d}", f"Khu {number}")
            facts.population(ADULTS, village, number, YEAR)
    few, many = hoa.get("/statistics").text, hoa.get("/statistics/08500").text

    assert "Đơn vị nào chậm?" not in few
    short = many.split('id="slow"')[1].split("</section>")[0]
    assert short.count("<li>") == 20
    assert short.index("Khu 14") < short.index("Khu 13") < short.index("Khu 12")


@pytest.mark.parametrize("asked", ["year=1999", "year=x", "indicator=nobody", "sort=colour", "boundaries=none"])
def test_what_there_is_not_is_not_found(hoa: Browser, asked: str) -> None:
    assert hoa.get(f"/statistics?{asked}").status_code == 404


def test_a_unit_there_is_not_is_not_found(hoa: Browser) -> None:
    assert hoa.get("/statistics/99999").status_code == 404


def test_the_province_has_one_address(hoa: Browser) -> None:
    assert hoa.get(f"/statistics/25?indicator={Indicator.ENTERPRISE_WORKER}").location == (
        f"/statistics?indicator={Indicator.ENTERPRISE_WORKER}"
    )


def test_the_sheet_asks_the_same_few_things_however_many_units_there_are(
    hoa: Browser, database: Database, world: World, sign_in: Callable[..., Browser]
) -> None:
    hoa.get("/statistics")
    with statements(database) as few:
        hoa.get("/statistics/08500")
    with database.transaction() as db:
        facts = Facts(db, world)
        for number in range(3, 13):
            facts.village(world.lam_thao, f"08500.{number:02d}", f"Khu {number}")
    with statements(database) as many:
        hoa.get("/statistics/08500")

    assert len(few) == len(many) <= 28
