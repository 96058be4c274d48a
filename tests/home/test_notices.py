"""Notices are read by those they are for; looking marks nothing, the button marks what stood on the page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from lms.db import Database
from lms.notices.actions import tell
from lms.notices.queries import count_new
from tests.builders import NOON, World
from tests.pages import Browser


def news(database: Database, person_id: int) -> int:
    with database.reading() as db:
        return count_new(db, person_id)


def tell_an(database: Database, world: World, key: str = "1", days: int = 0) -> None:
    with database.transaction() as db:
        tell(db, world.an.person_id, "card-printed", NOON + timedelta(days=days), key=key, link="/account")


def up_to(browser: Browser) -> str:
    found = re.search(r'name="up_to" value="(\d+)"', browser.get("/notices").text)
    assert found
    return found[1]


def test_a_notice_stands_with_day_sentence_and_link(an: Browser, database: Database, world: World) -> None:
    tell_an(database, world)

    text = an.get("/notices").text

    assert "23/11/2026" in text
    assert "Thẻ đăng nhập của bà con vừa được in" in text
    assert '<a class="lnk" href="/account">' in text


def test_the_newest_stands_first(an: Browser, database: Database, world: World) -> None:
    for key, days in (("a", 0), ("b", 2), ("c", 1)):
        tell_an(database, world, key, days)

    assert re.findall(r"(\d\d)/11/2026", an.get("/notices").text) == ["25", "24", "23"]


def test_looking_marks_nothing(an: Browser, database: Database, world: World) -> None:
    tell_an(database, world)
    an.get("/notices")

    assert news(database, world.an.person_id) == 1


def test_the_button_marks_what_stood_on_the_page(an: Browser, database: Database, world: World) -> None:
    tell_an(database, world, "a")
    shown = up_to(an)
    tell_an(database, world, "b")

    sent = an.post("/notices", page="/notices", up_to=shown)

    assert sent.location == "/notices"
    assert news(database, world.an.person_id) == 1


def test_what_was_seen_is_no_longer_new(an: Browser, database: Database, world: World) -> None:
    tell_an(database, world)
    an.post("/notices", page="/notices", up_to=up_to(an))

    text = an.get("/notices").text
    assert "tin mới" not in text
    assert 'name="up_to"' not in text


@pytest.mark.parametrize("shown", ["", "abc", "-1", "9" * 40])
def test_what_no_page_sends_marks_nothing(an: Browser, database: Database, world: World, shown: str) -> None:
    tell_an(database, world)

    assert an.post("/notices", page="/notices", up_to=shown).status_code == 303
    assert news(database, world.an.person_id) == 1


def test_nobody_sees_or_marks_the_notices_of_another(
    an: Browser, binh: Browser, database: Database, world: World
) -> None:
    tell_an(database, world)
    shown = up_to(an)

    assert "Thẻ đăng nhập" not in binh.get("/notices").text
    binh.post("/notices", page="/notices", up_to=shown)
    assert news(database, world.an.person_id) == 1


def test_without_notices_the_page_says_what_will_stand_there(an: Browser) -> None:
    assert "Chưa có tin nào" in an.get("/notices").text
