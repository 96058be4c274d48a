"""What the script does for whoever keys sheets in: spaces come by themselves, and the next sheet after the last row."""

from __future__ import annotations

from html import escape

import pytest
from playwright.sync_api import Browser as Chromium

from lms.classroom.quizzes.keying.rules import marks_typed, pattern
from lms.config import ROOT
from tests.classroom.quizzes.test_rules import ROWS

_FIELD = '<p data-rows="{name}"></p><input id="{name}" data-pattern="{pattern}" data-next="{{row}}" data-done="đủ">'


@pytest.mark.browser
def test_a_sheet_takes_one_key_a_row(chromium: Chromium) -> None:
    page = chromium.new_page()
    fields = "".join(_FIELD.format(name=name, pattern=escape(pattern(ROWS))) for name in ("one", "two"))
    page.set_content(f"<form>{fields}<button class=b>ok</button></form>")
    page.add_script_tag(path=ROOT / "lms" / "static" / "keying.js")
    page.focus("#one")

    keys = "b" + "db " + "231" + "ba" + "bb"
    page.keyboard.type(f"{keys}-")

    assert page.input_value("#one") == "B DB 2 3 1 B A B B"
    assert marks_typed(page.input_value("#one"), ROWS) == ["B", "BD", "2", "3", "1", "B", "A", "B", "B"]
    assert len(keys) == len(ROWS) + 2
    assert page.input_value("#two") == "- "
    assert page.text_content("[data-rows=one]") == "đủ"
    assert page.text_content("[data-rows=two]") == "2*: A B C D -"
    page.close()
