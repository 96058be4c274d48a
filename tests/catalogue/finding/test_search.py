"""The page of the search, as a guest sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from lms.catalogue.finding import glossary
from tests.pages import Browser

ROW = re.compile(r'<a class="go" href="([^"]+)">')
MARKED = re.compile(r"<mark>([^<]*)</mark>")


@pytest.fixture(autouse=True)
def lessons(publish_lesson: Callable[..., None]) -> None:
    """Two lessons in two courses."""
    publish_lesson(
        "an-toan",
        "Mật khẩu và mã OTP",
        ("Chìa và chốt", "Mã OTP là cái chốt. Mật khẩu là chìa khóa."),
        ("Gặp kẻ gian", "Gặp kẻ lừa đảo thì dập máy."),
        title="An toàn trên mạng",
    )
    publish_lesson(
        "dich-vu",
        "Giấy tờ",
        ("Đường đến xã", "Hỏi *đường* đến <https://xa.gov.vn> trước. Dưới ruộng là lúa."),
        title="Dịch vụ công",
        order=2,
    )


def search(browser: Browser, typed: str, status: int = 200, more: str = "") -> str:
    page = browser.get(f"/search?q={quote(typed)}{more}")
    assert page.status_code == status
    return page.text


def test_a_row_says_where_it_leads_and_leads_to_the_very_screen(guest: Browser) -> None:
    page = search(guest, "lừa đảo")

    assert ROW.findall(page) == ["/courses/an-toan/01-bai-mot/2"]
    row = unescape(re.sub(r"<[^>]*>", "", page.split('<a class="go"')[1].split("</a>")[0]))
    assert "An toàn trên mạng › Mật khẩu và mã OTP" in row
    assert "Gặp kẻ gian" in row
    assert "Gặp kẻ lừa đảo thì dập máy." in row
    assert MARKED.findall(page) == ["lừa đảo"]
    assert guest.get("/courses/an-toan/01-bai-mot/2").status_code == 200


@pytest.mark.parametrize("typed", ["duong", "đường", unicodedata.normalize("NFD", "Đường"), '"đường"', " ĐƯỜNG "])
def test_the_road_is_found_however_it_is_typed(guest: Browser, typed: str) -> None:
    page = search(guest, typed)

    assert ROW.findall(page) == ["/courses/dich-vu/01-bai-mot/1"]
    assert set(MARKED.findall(page)) == {"Đường", "đường"}


def test_fraud_comes_before_rice(guest: Browser) -> None:
    assert ROW.findall(search(guest, "lừa")) == ["/courses/an-toan/01-bai-mot/2", "/courses/dich-vu/01-bai-mot/1"]


def test_a_course_is_found_by_its_title(guest: Browser) -> None:
    assert ROW.findall(search(guest, "dịch vụ công"))[0] == "/courses/dich-vu"


def test_the_count_is_said_in_words(guest: Browser) -> None:
    assert "Tìm thấy 1 chỗ cho “lừa đảo”." in search(guest, "lừa đảo")


def test_without_a_question_there_is_the_field_and_words_to_begin_with(guest: Browser) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20%21%3F"):
        page = guest.get(address).text
        assert 'name="q"' in page
        assert all(f"q={quote(word)}".replace("%20", "+") in page for word in glossary.read().suggestions)
        assert not ROW.findall(page)


def test_nothing_found_offers_the_nearest_spelling(guest: Browser) -> None:
    page = search(guest, "chìa khoáa")

    assert "Có phải bà con tìm “chìa khóa”?" in page
    assert "/search?q=ch%C3%ACa+kh%C3%B3a" in page


def test_nothing_found_and_nothing_near_offers_the_courses(guest: Browser) -> None:
    page = search(guest, "máy bay trực thăng quân sự")

    assert "Không thấy bài nào có chữ “máy bay trực thăng quân sự”" in page
    assert ROW.findall(page) == ["/courses/an-toan", "/courses/dich-vu"]


def test_a_word_that_people_meet_is_explained_on_top(guest: Browser) -> None:
    page = search(guest, "mã OTP là gì")

    assert "Đọc là: mã ô tê pê" in page
    assert 'href="/glossary/chu-15#ma-otp"' in page


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }} lừa",
        "%' OR 1=1 --",
        "\x00\x07lừa",
        "lừa\u202e",
        "𝓛ừa 🐔",
        "' OR ''='",
        "_%_%",
    ],
)
def test_whatever_is_typed_stays_text(guest: Browser, typed: str) -> None:
    page = search(guest, typed)

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in page.split("<main")[1].split("<footer")[0].replace("{{ 7 * 7 }}", "")


def test_what_was_typed_stays_in_the_field(guest: Browser) -> None:
    assert 'value="&#34;lừa&#34; &lt;b&gt;"' in search(guest, '"lừa" <b>')


def test_two_hundred_letters_are_enough(guest: Browser) -> None:
    search(guest, "ă" * 200)
    page = search(guest, "lừa " + "ă" * 197, 422)

    assert "nhiều nhất 200 chữ cái" in page
    assert f'value="lừa {"ă" * 197}"' in page
    assert not ROW.findall(page)


def test_many_places_are_told_page_by_page(guest: Browser, publish_lesson: Callable[..., None]) -> None:
    publish_lesson("to", "Con vật", *[(f"Con gà số {number}", "Gà gáy.") for number in range(1, 24)])
    first, last = search(guest, "con gà"), search(guest, "con gà", more="&page=3")

    assert "Tìm thấy 23 chỗ" in first
    assert len(ROW.findall(first)) == 10
    assert len(ROW.findall(last)) == 3
    assert "/search?page=2&amp;q=con+g%C3%A0" in first
    everything = [row for number in (1, 2, 3) for row in ROW.findall(search(guest, "con gà", more=f"&page={number}"))]
    assert len(set(everything)) == 23


@pytest.mark.parametrize("number", ["0", "-1", "99", "hai", "1e9", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest_one(guest: Browser, number: str) -> None:
    assert ROW.findall(search(guest, "lừa đảo", more=f"&page={number}")) == ["/courses/an-toan/01-bai-mot/2"]


def test_a_search_costs_two_statements_at_most(guest: Browser, asked: Any) -> None:
    with asked() as cold:
        search(guest, "lừa")
    with asked() as warm:
        search(guest, "khong co gi ca")

    cold, warm = ([each for each in statements if "web_session" not in each] for statements in (cold, warm))
    assert len(cold) <= 2, cold
    assert len(warm) == 1, warm
    assert all(statement.startswith("SELECT") for statement in cold + warm)


def test_signed_in_people_find_the_same(an: Browser) -> None:
    assert ROW.findall(search(an, "lừa đảo")) == ["/courses/an-toan/01-bai-mot/2"]


def test_the_field_stands_where_people_look_for_lessons(guest: Browser, an: Browser) -> None:
    for browser in (guest, an):
        for address in ("/", "/courses/an-toan"):
            page = browser.get(address).text
            assert '<form class="seek" role="search" action="/search">' in page
        assert '<a href="/search">Tìm bài học</a>' in browser.get("/privacy").text


def test_an_english_reader_finds_the_vietnamese_lesson(guest: Browser) -> None:
    guest.client.set_cookie("lang", "en", domain="hoc.example.vn")

    page = search(guest, "lừa đảo")

    assert "Found in 1 place" in page
    assert ROW.findall(page) == ["/courses/an-toan/01-bai-mot/2"]
    assert '<span class="t" lang="vi">' in page
