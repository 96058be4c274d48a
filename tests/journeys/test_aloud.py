"""Reading aloud with a voice of our own making: what it says, that it stops, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from lms.db import Database
from tests.conftest import Template
from tests.courses import publish_tiny_course
from tests.journeys.visitor import phone_page
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True)]

SCREEN = "/courses/tiny/01-bai-mot"
ZALO = "Mozilla/5.0 (Linux; Android 9; SM-A105F; wv) Chrome/118.0.0.0 Mobile Safari/537.36 Zalo android/24031002"
VOICE = """(() => {
    const said = [];
    Object.assign(window, { said, speaking: null });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "LANGUAGE", localService: true }],
        speak(one) { said.push(one.text); window.speaking = one; },
        cancel() { window.speaking = null; sessionStorage.setItem("cancelled", said.length); },
        addEventListener() {},
    } });
})()"""
SILENT = "window.SpeechSynthesisUtterance = undefined; Object.defineProperty(window, 'speechSynthesis', {});"


@pytest.fixture
def opened(chromium: Chromium, server: Server, database: Database, template: Template) -> Iterator[Callable[..., Page]]:
    """Opens a screen of a lesson on a phone with this voice."""
    with database.transaction() as db:
        publish_tiny_course(db, "tiny")
    given: list[Page] = []

    def give(voice: str = VOICE.replace("LANGUAGE", "vi-VN"), path: str = f"{SCREEN}/2", **phone: str) -> Page:
        page = phone_page(chromium, **phone)
        given.append(page)
        page.add_init_script(voice)
        page.goto(f"{server.base_url}{path}")
        return page

    yield give
    for page in given:
        page.context.close()


def say_all(page: Page) -> list[str]:
    """Press the button, and let the voice come to the end of everything."""
    page.click("#read-aloud")
    page.evaluate(
        "() => { while (window.speaking) { const one = window.speaking; window.speaking = null; one.onend(); } }"
    )
    said: list[str] = page.evaluate("said")
    return said


def test_steps_are_read_with_their_numbers_and_pictures_by_their_description(opened: Callable[..., Page]) -> None:
    assert {"1. Mở máy.", "2. Bấm nút."} <= set(say_all(opened()))
    assert "Nút quay lại ở góc trái, phía dưới" in say_all(opened(path=f"{SCREEN}/1"))


def test_it_stops_in_one_tap_and_when_one_leaves(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#read-aloud")
    assert page.inner_text("#read-aloud") == "Dừng đọc"
    page.click("#read-aloud")
    assert page.evaluate("[window.speaking, said.length]") == [None, 1]
    assert page.inner_text("#read-aloud") == "Đọc bài viết"

    page.click("#read-aloud")
    page.click("main form button.b")
    page.wait_for_url("**/quiz")
    assert page.evaluate("sessionStorage.getItem('cancelled')") == "2", "after both times"


def test_after_the_first_time_it_asks_once_whether_it_was_heard(opened: Callable[..., Page]) -> None:
    page = opened()
    say_all(page)
    page.get_by_role("button", name="Không", exact=True).click()
    assert "Máy này chưa có giọng đọc tiếng Việt" in page.inner_text("#aloud")
    page.reload()
    page.click("#read-aloud")
    assert page.evaluate("said") == []
    assert "Máy này chưa có giọng đọc tiếng Việt" in page.inner_text("#aloud")

    page.get_by_role("button", name="Làm lại lần nữa").click()
    assert page.is_hidden("#aloud")
    assert page.evaluate("said.length") == 1
    page.click("#read-aloud")
    assert page.is_hidden("#aloud"), "it has been told"


def test_what_was_heard_of_one_language_says_nothing_of_another(opened: Callable[..., Page]) -> None:
    both = '{ lang: "vi-VN", localService: true }, { lang: "en-GB", localService: true }'
    page = opened(VOICE.replace('{ lang: "LANGUAGE", localService: true }', both))
    say_all(page)
    page.get_by_role("button", name="Không", exact=True).click()
    with page.expect_navigation():
        page.click("footer [name=lang][value=en]")

    assert say_all(page) != []
    assert "Did you hear it in English?" in page.inner_text("#aloud")


def test_a_voice_that_fails_is_not_silent_about_it(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#read-aloud")
    page.evaluate("window.speaking.onerror({ error: 'voice-unavailable' })")

    assert "Máy này chưa có giọng đọc tiếng Việt" in page.inner_text("#aloud")
    assert page.inner_text("#read-aloud") == "Đọc bài viết"


def test_what_interrupts_a_voice_only_stops_it(opened: Callable[..., Page]) -> None:
    page = opened()
    for why in ("interrupted", "canceled", "audio-busy", "network"):
        page.click("#read-aloud")
        page.evaluate("error => window.speaking.onerror({ error })", why)

        assert page.is_hidden("#aloud"), why
        assert page.inner_text("#read-aloud") == "Đọc bài viết"


def test_where_no_voice_can_be_the_button_says_where_there_is_one_or_is_not_there(opened: Callable[..., Page]) -> None:
    assert opened(SILENT).is_hidden("#read-aloud")
    zalo = opened(SILENT, user_agent=ZALO)
    zalo.click("#read-aloud")

    assert "Mở bằng Chrome" in zalo.inner_text("#aloud")
