"""The plan of the site, for people and for search engines."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from lms.db import Database
from lms.web.access import access_table
from tests.courses import publish_tiny_course
from tests.pages import Browser

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
BASE = "https://hoc.example.vn"


@pytest.fixture(autouse=True)
def course(database: Database) -> None:
    """Something to plan."""
    with database.transaction() as db:
        publish_tiny_course(db, title="Khóa & mẫu")


@pytest.fixture
def robots(guest: Browser) -> RobotFileParser:
    """What a well-behaved robot understands of robots.txt."""
    page = guest.get("/robots.txt")
    assert page.mimetype == "text/plain"
    parser = RobotFileParser()
    parser.parse(page.text.splitlines())
    return parser


def addresses(guest: Browser) -> list[str]:
    page = guest.get("/sitemap.xml")
    assert page.mimetype == "application/xml"
    return [element.text or "" for element in ET.fromstring(page.data).iter(LOC)]  # noqa: S314 - our own


def test_people_find_every_course_lesson_and_helping_page(guest: Browser) -> None:
    page = guest.get("/sitemap").text

    assert "Khóa &amp; mẫu" in page
    for address in ("/courses/tiny", "/courses/tiny/01-bai-mot/1", "/courses/tiny/02-bai-hai/1", "/glossary", "/x"):
        assert f'href="{address}"' in page
    assert '<a href="/sitemap">Sơ đồ trang</a>' in guest.get("/").text


def test_search_engines_get_full_addresses_of_pages_that_open(guest: Browser) -> None:
    found = addresses(guest)

    assert f"{BASE}/courses/tiny/02-bai-hai/2" in found
    assert len(found) == len(set(found)) == 5 + 1 + 4
    for address in found:
        assert address.startswith(BASE)
        assert guest.get(address.removeprefix(BASE)).status_code == 200, address


def test_robots_may_read_what_is_in_the_sitemap(guest: Browser, robots: RobotFileParser) -> None:
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]
    assert [address for address in addresses(guest) if not robots.can_fetch("*", address)] == [f"{BASE}/x"]


@pytest.mark.parametrize(
    "path", ["/account", "/account/password", "/desk", "/register", "/register.csv", "/x/ABC", "/search?q=a", "/people"]
)
def test_robots_stay_out_of_what_is_somebody_s(robots: RobotFileParser, path: str) -> None:
    assert not robots.can_fetch("*", BASE + path)


def test_robots_stay_out_of_every_page_behind_the_door(app: Flask, robots: RobotFileParser) -> None:
    """Except within courses, where a guest is led to sign in."""
    labels = access_table(app)
    open_to_robots = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if str(labels[rule.endpoint]) != "everyone"
        and not rule.rule.startswith("/courses/")
        and robots.can_fetch("*", BASE + rule.rule.replace("<", "").replace(">", ""))
    ]

    assert open_to_robots == []
