"""Frozen periods on the sheets: as they were frozen, with their corrections, beside the living figures."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from lms.db import Database
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts
from tests.statistics.periods.frozen import MARCH, frozen, open_2026

ADULTS = Indicator.ADULT


@pytest.fixture(autouse=True)
def march(database: Database, world: World) -> None:
    """March 2026 is frozen with one adult of twenty in Lâm Thao; then another certificate of March is entered."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(ADULTS, "dich-vu-cong")
        facts.target(ADULTS, 8000)
        for unit, value in ((world.province, 40), (world.lam_thao, 20)):
            facts.population(ADULTS, unit, value)
        facts.certify(world.an.person_id, issued_on=date(2026, 2, 1))
    open_2026(database)
    frozen(database)
    with database.transaction() as db:
        Facts(db, world).certify(world.binh.person_id, issued_on=date(2026, 3, 2))


def attained(browser: Browser, asked: str) -> str:
    text = browser.get(f"/statistics/08500/table.csv?{asked}").data.decode("utf-8-sig")
    return next(row["so_dat"] for row in csv.DictReader(StringIO(text), delimiter=";") if row["ma_don_vi"] == "08500")


def test_a_frozen_period_shows_what_was_frozen(chi: Browser) -> None:
    sheet = chi.get(f"/statistics/08500?period={MARCH}").text

    assert "Tháng 3 năm 2026" in sheet
    assert "Tính đến hết ngày 31/03/2026" in sheet
    assert "theo địa giới tại thời điểm 31/03/2026" in sheet
    assert attained(chi, f"period={MARCH}") == "1"
    assert attained(chi, "year=2026") == "2"


def test_every_way_from_a_frozen_page_stays_in_its_period(hoa: Browser) -> None:
    sheet = hoa.get(f"/statistics?period={MARCH}").text

    assert f'href="/statistics/08500?period={MARCH}"' in sheet
    assert f'href="/statistics/ranking?period={MARCH}"' in sheet
    assert hoa.get(f"/statistics/ranking?period={MARCH}").status_code == 200
    assert f'<option value="{MARCH}" selected>' in sheet
    assert f"/statistics/periods/{MARCH}/r0/25/" in sheet
    assert "/statistics/25/files/" not in sheet


def test_a_correction_is_marked_and_the_first_figures_stay_readable(chi: Browser, database: Database) -> None:
    frozen(database, reason="Nhập muộn một chứng nhận")
    newest = chi.get(f"/statistics/08500?period={MARCH}").text
    first = chi.get(f"/statistics/08500?period={MARCH}&revision=0").text

    assert "[r] đã đính chính, lần 1: Nhập muộn một chứng nhận" in newest
    assert f'href="/statistics/08500?period={MARCH}&amp;revision=0"' in newest
    assert "Bản này về sau đã được đính chính" in first
    assert "[r] đã đính chính" not in first
    assert (attained(chi, f"period={MARCH}"), attained(chi, f"period={MARCH}&revision=0")) == ("2", "1")


@pytest.mark.parametrize("asked", ["period=2026-T99", f"period={MARCH}&revision=1", f"period={MARCH}&revision=x"])
def test_a_period_there_is_not_is_not_found(hoa: Browser, asked: str) -> None:
    assert hoa.get(f"/statistics?{asked}").status_code == 404


def test_a_frozen_unit_is_found_by_those_in_charge_only(chi: Browser, dung: Browser) -> None:
    assert dung.get(f"/statistics/08500?period={MARCH}").status_code == 404
    assert chi.get(f"/statistics/08770?period={MARCH}").status_code == 404
