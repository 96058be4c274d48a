"""An address in the middle of a question is one long word: it breaks, whatever the phone and the letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser as Chromium

from lms.config import ROOT
from tests.journeys.eyes import HEIGHT, NARROW, PROBE

pytestmark = pytest.mark.browser

QUESTION = """<main><form><fieldset><legend><h1>Trang ghi dichvucong.gov.vn-24h.example. Anh nghĩ sao?</h1></legend>
<fieldset><legend>Trang ghi dichvucong.gov.vn-24h.example. Anh làm gì?</legend></fieldset></fieldset></form></main>"""


def test_a_long_word_makes_no_question_wider_than_a_narrow_phone_with_large_letters(chromium: Chromium) -> None:
    page = chromium.new_page(viewport={"width": NARROW, "height": HEIGHT})
    page.set_content(f"<!DOCTYPE html><html lang=vi data-fs=3><body>{QUESTION}")
    page.add_style_tag(path=ROOT / "lms" / "static" / "app.css")
    page.add_style_tag(content="html { font-size: 200% !important }")
    seen = page.evaluate(PROBE)
    page.close()

    assert (seen["overflow"], seen["wide"]) == (0, [])
