"""Files of numbers on the page: shown first, taken exactly as shown, by who is in charge of the province."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from lms.clock import local_date, now
from lms.db import Database
from lms.statistics.imports.actions import take
from lms.statistics.imports.models import What
from tests.builders import World
from tests.conftest import rows
from tests.pages import Browser
from tests.statistics.imports.files import populations

YEAR = local_date(now()).year
GOOD = populations(
    f"adult,{YEAR},08500,1000,{YEAR}-01-01,A,official", f"adult,{YEAR},08770,2000,{YEAR}-01-01,A,official"
)
VALUES = "SELECT org_unit_id, version, value FROM population ORDER BY org_unit_id, version"


def bring(browser: Browser, content: bytes, what: What = What.POPULATIONS) -> str:
    """Send a file; gives the address of the page that shows it."""
    answer = browser.post("/statistics/files", what=what.value, file=(BytesIO(content), "so-lieu.csv"))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def shown_in(sheet: str) -> str:
    """The fingerprint a page carries of what it shows."""
    return re.search(r'name="shown"[^>]*value="([0-9a-f]+)"', sheet)[1]


def press(browser: Browser, shown: str, **more: str) -> TestResponse:
    """Press the button on the page that shows a file."""
    return browser.post(shown, shown=shown_in(browser.get(shown).text), **more)


def test_who_is_not_in_charge_of_the_province_does_not_find_it(an: Browser, chi: Browser, hoa: Browser) -> None:
    shown = bring(hoa, GOOD)

    for browser in (an, chi):
        assert browser.get("/statistics/files").status_code == 404
        assert browser.get(shown).status_code == 404
        assert browser.get("/statistics/files/targets.csv").status_code == 404
    assert "/statistics/files" in hoa.get("/statistics").text
    assert "/statistics/files" not in chi.get("/statistics").text


def test_nobody_finds_the_file_of_another(hoa: Browser, giang: Browser) -> None:
    assert giang.get(bring(hoa, GOOD)).status_code == 404


def test_a_file_is_shown_and_taken_only_by_the_button(hoa: Browser, database: Database, world: World) -> None:
    shown = bring(hoa, GOOD)
    sheet = hoa.get(shown)

    assert "Xã Lâm Thao" in sheet.text
    assert "1.000 người" in sheet.text
    assert rows(database, VALUES) == []

    assert press(hoa, shown).location == "/statistics/files"
    assert rows(database, VALUES) == [(world.lam_thao, 1, 1000), (world.tho_tang, 1, 2000)]
    assert "so-lieu.csv" in hoa.get("/statistics/files").text
    assert hoa.get(shown).status_code == 404
    acts = rows(database, "SELECT actor_id FROM audit_row WHERE act = 'statistics.import-populations'")
    assert acts == [(world.hoa.person_id,)]
    brought = rows(database, "SELECT u.person_id FROM population p JOIN statistics_upload u ON u.id = p.upload_id")
    assert brought == [(world.hoa.person_id,)] * 2


def test_a_wrong_row_is_named_and_there_is_no_button(hoa: Browser, database: Database) -> None:
    sheet = hoa.get(bring(hoa, GOOD + f"adult,{YEAR},08500,85%,{YEAR}-01-01,A,official\n".encode())).text

    assert "là phần trăm" in sheet
    assert 'name="shown"' not in sheet
    assert rows(database, VALUES) == []


def test_what_looks_odd_is_taken_only_by_somebody_who_says_so(hoa: Browser, database: Database) -> None:
    shown = bring(hoa, populations(f"adult,{YEAR},08500,1000,{YEAR - 2}-01-01,A,official"))

    refused = press(hoa, shown)
    assert refused.status_code == 422
    assert "cũ hơn một năm" in refused.text
    assert rows(database, VALUES) == []

    assert press(hoa, shown, meant="y").status_code == 303
    assert len(rows(database, VALUES)) == 1


def test_a_file_that_would_do_something_else_meanwhile_is_shown_again(hoa: Browser, database: Database) -> None:
    shown = bring(hoa, GOOD)
    seen = shown_in(hoa.get(shown).text)
    with database.transaction() as db:
        take(db, What.POPULATIONS, populations(f"adult,{YEAR},08500,900,{YEAR}-01-01,A,official"), "b.csv", now())

    moved = hoa.post(shown, shown=seen)

    assert moved.status_code == 409
    assert "900 người thành 1.000 người" in moved.text
    assert len(rows(database, VALUES)) == 1


def test_a_second_press_of_the_button_does_nothing(hoa: Browser, database: Database) -> None:
    shown = bring(hoa, GOOD)
    seen = shown_in(hoa.get(shown).text)
    hoa.post(shown, shown=seen)

    assert hoa.post(shown, shown=seen).status_code == 404
    assert len(rows(database, VALUES)) == 2


@pytest.mark.parametrize("is_sent", [False, True], ids=["none", "empty"])
def test_no_file_is_a_fault_that_keeps_what_was_chosen(hoa: Browser, is_sent: bool) -> None:
    sent = {"file": (BytesIO(b""), "rong.csv")} if is_sent else {}

    answer = hoa.post("/statistics/files", what="targets", **sent)

    assert answer.status_code == 422
    assert re.search(r'<input checked[^>]*value="targets"', answer.text)


def test_there_is_an_empty_file_to_fill_in(hoa: Browser) -> None:
    head = hoa.get("/statistics/files/populations.csv").data.decode("utf-8-sig").strip()

    assert head.split(";") == ["indicator", "year", "unit_code", "value", "reference_date", "source", "status"]
    assert hoa.get("/statistics/files/nothing.csv").status_code == 404
