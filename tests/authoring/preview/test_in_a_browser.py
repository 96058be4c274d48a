"""The preview in a real browser: it shows what was saved by itself, and turns leaves for a clicker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from lms.authoring.preview.app import make_preview
from lms.authoring.preview.serving import server_of
from tests.courses import write_tiny_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "khoa-mau")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    server = server_of(make_preview(folder), 0)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def test_it_shows_what_was_saved_and_turns_leaves(chromium: Chromium, folder: Path, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{address}/phone/01-bai-mot/1")
    phone = page.frame_locator("iframe")
    expect(phone.locator("h1")).to_have_text("Màn hình 1.1")
    assert phone.locator("html").evaluate("e => e.clientWidth") == 360
    lesson = folder / "01-bai-mot" / "lesson.md"
    lesson.write_text(lesson.read_text("utf-8").replace("Một ý thôi", "Ý vừa sửa"), "utf-8")
    expect(phone.get_by_text("Ý vừa sửa")).to_be_visible()
    phone.get_by_role("link", name="Đã đọc, tiếp").click()
    expect(phone.locator("h1")).to_have_text("Màn hình 1.2")

    page.goto(f"{address}/projector/01-bai-mot")
    assert page.locator("main p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 32
    for key, title in (("ArrowRight", "Màn hình 1.1"), ("ArrowRight", "Màn hình 1.2"), ("ArrowLeft", "Màn hình 1.1")):
        page.keyboard.press(key)
        expect(page.locator("h1")).to_have_text(title)
        page.wait_for_load_state()  # before that nobody listens to the next key
    page.keyboard.press("PageDown")
    page.wait_for_function("scrollY > 0")  # the picture does not fit: first the rest of this leaf
    while page.locator("h1").inner_text() == "Màn hình 1.1":
        page.keyboard.press("PageDown")
    expect(page.locator("h1")).to_have_text("Màn hình 1.2")
    page.close()
    assert complaints == []
