"""The province brings outlines, sees them drawn on the figures, and can go back to tiles."""

from __future__ import annotations

from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from lms.db import Database
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts
from tests.statistics.outline.test_rules import BOTH, file

PAGE = "/statistics/map"


def send(browser: Browser, content: bytes) -> TestResponse:
    return browser.post(PAGE, page=PAGE, file=(BytesIO(content), "xa-phuong.geojson"))


@pytest.fixture(autouse=True)
def figures(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.population(Indicator.ADULT, world.lam_thao, 10)


def test_outlines_are_drawn_on_the_figures_until_tiles_come_back(hoa: Browser) -> None:
    assert "<path" not in hoa.get("/statistics").text.split("<main", 1)[1].split("units", 1)[0]

    assert send(hoa, file(*BOTH)).status_code == 303

    assert "xa-phuong.geojson" in hoa.get(PAGE).text
    shown = hoa.get("/statistics").text
    assert "<title>Xã Lâm Thao: 0,0 %</title>" in shown
    assert "<title>Xã Thổ Tang: [x]</title>" in shown
    hoa.post(f"{PAGE}/tiles", page=PAGE)
    assert "<title>Xã Lâm Thao" not in hoa.get("/statistics").text


def test_what_cannot_be_drawn_leaves_the_map_as_it_is(hoa: Browser) -> None:
    send(hoa, file(*BOTH))

    refused = send(hoa, file(BOTH[0]))

    assert refused.status_code == 422
    assert "08770 Xã Thổ Tang: không có trong tệp" in refused.text
    assert "<title>Xã Thổ Tang" in hoa.get("/statistics").text
    assert hoa.post(PAGE, page=PAGE).status_code == 422


def test_only_the_province_finds_the_page(chi: Browser, an: Browser) -> None:
    for browser in (chi, an):
        assert browser.get(PAGE).status_code == 404
        assert browser.post(PAGE).status_code == 404
        assert browser.post(f"{PAGE}/tiles").status_code == 404
