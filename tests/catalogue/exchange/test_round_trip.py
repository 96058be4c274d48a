"""GIFT → our items → GIFT → our items: nothing is lost of what GIFT can hold; and plain text stays plain text."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.catalogue.complaints import Sheet
from lms.catalogue.exchange.gift.writing import gift_text, held_by_gift
from lms.catalogue.exchange.plain import clean, escaped, plain
from lms.catalogue.exchange.question import Refused
from lms.catalogue.exchange.trial import is_same
from lms.catalogue.manuscript import Item
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.render import line
from tests.catalogue.exchange.reading import gift
from tests.catalogue.test_writing import quizzes
from tests.kinds import EVERY

ODD = st.lists(
    st.sampled_from(
        [*"~=#{}:\\%>-*_[]()<>&!|`.+/ 1aộ", "->", "####", "::", "[html]", "T", "&lt;", "%50%", "//", "<b>", "](", "\\n"]
    ),
    min_size=1,
    max_size=8,
).map("".join)


def again(item: Item) -> Item | None:
    """The item given out and read, when GIFT can hold it."""
    try:
        text = gift_text(item, lambda _: None)
    except Refused:
        return None
    (found,) = gift(text).items
    return replace(found, key=item.key)


@settings(max_examples=25, deadline=None)
@given(quizzes())
def test_an_item_that_is_given_out_comes_back_as_the_same(quiz: object) -> None:
    for item in quiz.items:
        found = again(item)
        assert found is None or is_same(found, held_by_gift(item))


@settings(max_examples=40, deadline=None)
@given(ODD, ODD, ODD)
@example("~", "~~", "[html][html]")
def test_odd_signs_survive_the_way_from_gift_to_gift(right: str, wrong: str, why: str) -> None:
    once = gift(
        "".join(["::q-1::Hỏi gì?{=", _sign(right), "#", _sign(why), "\n~", _sign(wrong), "#", _sign(why), "\n####vì}"])
    )
    for item in once.items:
        found = again(item)
        assert found is not None
        assert is_same(found, item)


@pytest.mark.parametrize("form", ["html", "moodle", "plain", "markdown"])
def test_a_text_that_begins_like_the_name_of_a_format_keeps_it(form: str) -> None:
    once = gift(f"::q-1::Hỏi gì?{{=[markdown][{form}] đúng#[markdown][{form}] vì sao ~sai####[markdown][{form}] vì}}")
    (item,) = once.items
    assert item.options[0].text == f"[{form}] đúng"
    found = again(item)
    assert found is not None
    assert is_same(found, item)


def _sign(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "~=#{}:\\" else sign for sign in text)


@settings(max_examples=60, deadline=None)
@given(ODD.map(str.strip).filter(bool))
def test_plain_text_as_markdown_shows_as_the_same(text: str) -> None:
    assert html.unescape(line(escaped(text))) == " ".join(text.split()) or "  " in text
    assert plain(escaped(text)) == text


@pytest.mark.parametrize("kind", ["message", "ordering", "matching", "pair", "text", "number"])
def test_every_kind_that_gift_knows_is_held(kind: str) -> None:
    (item,) = [each for each in parse_quiz(EVERY, Sheet("quiz.md", [])).items if each.key == f"k-{kind}"]
    found = again(item)

    assert found is not None
    assert is_same(found, held_by_gift(item))


def test_letters_that_nobody_sees_do_not_come_along() -> None:
    assert clean("a\u202eb\u2066c\u2069\x07\ufeffd") == "abcd"
