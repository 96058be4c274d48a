"""In which order things are found: rules without a database."""

from __future__ import annotations

import unicodedata

import pytest

from lms.catalogue.finding.asking import MOST_WORDS, asked
from lms.catalogue.finding.letters import folded_line, spelled_line, word, words
from lms.catalogue.finding.rules import Entry, hits


def entry(name: str, *, title: str = "", heading: str = "", body: str = "", around: str = "", order: int = 0) -> Entry:
    lines = [words(text) for text in (title, heading, body, around)]
    spelled, folded = tuple(map(spelled_line, lines)), tuple(map(folded_line, lines))
    return Entry((name, "", 0), (), heading, body, spelled, folded, (order, name, 0, 0))


def found(typed: str, *entries: Entry) -> list[str]:
    return [hit.entry.key[0] for hit in hits(asked(typed), entries)]


def test_marks_as_typed_come_first() -> None:
    rice, silk = entry("a", heading="Ruộng lúa"), entry("b", title="Dải lụa")
    fraud = entry("c", body="Gặp kẻ lừa đảo thì dập máy.")

    assert found("lừa", rice, silk, fraud) == ["c", "b", "a"]
    assert found("lúa", rice, silk, fraud) == ["a", "b", "c"]


def test_who_types_without_marks_finds_every_word_that_looks_like_it() -> None:
    road = entry("a", body="Đường làng đã đổ bê tông.")

    assert found("duong", road) == found("Đường", road) == found("ĐƯỜNG LÀNG", road) == ["a"]
    assert found(unicodedata.normalize("NFD", "Đường"), road) == ["a"]
    assert found("dương", road) == ["a"]
    assert found("duongg", road) == []


@pytest.mark.parametrize(("newer", "older"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy")])
def test_both_schools_of_placing_the_tone_spell_one_word(newer: str, older: str) -> None:
    assert word(newer) == word(older)


def test_the_tone_of_qu_stays_where_it_is() -> None:
    assert word("quý").spelled == "quý"


def test_title_comes_before_heading_before_body() -> None:
    body, heading, title = entry("a", body="mã OTP"), entry("b", heading="mã OTP"), entry("c", title="mã OTP")

    assert found("mã otp", body, heading, title) == ["c", "b", "a"]


def test_all_words_come_before_some() -> None:
    some, every = entry("a", title="Khai sinh"), entry("b", body="Khai sinh cho cháu.")

    assert found("khai sinh cháu", some, every) == ["b", "a"]


def test_what_holds_too_little_of_the_question_is_left_out() -> None:
    little, every = entry("a", body="Khai hội."), entry("b", body="Khai sinh cho cháu.")

    assert found("khai sinh cháu", little, every) == ["b"]


def test_words_side_by_side_come_before_words_apart() -> None:
    apart = entry("a", body="Khai báo ngày sinh của cháu.")
    together = entry("b", body="Giấy khai sinh của cháu.")

    assert found("khai sinh", apart, together) == found("khai sin", apart, together) == ["b", "a"]


def test_quotes_are_not_needed_but_keep_words_together() -> None:
    apart = entry("a", title="Khai báo ngày sinh")
    together = entry("b", body="Giấy khai sinh của cháu.")

    for typed in ('"khai sinh"', "“khai sinh”", "«khai sinh»"):
        assert found(typed, apart, together) == ["b"]
    assert found('"khai sinh', apart, together) == ["b", "a"]


def test_the_last_word_may_be_a_beginning_and_the_others_may_not() -> None:
    passwords = entry("a", body="Đặt mật khẩu dài.")

    assert found("mật kh", passwords) == ["a"]
    assert found("mậ", passwords) == ["a"]
    assert [bool(fit) for fit in hits(asked("mật khẩ đặt dài"), [passwords])[0].fits] == [True, False, True, True]


def test_a_beginning_keeps_the_marks_it_was_typed_with() -> None:
    meet = entry("a", body="Gặp gỡ.")

    assert found("gà", meet) == []
    assert found("ga", meet) == found("gặ", meet) == ["a"]


def test_a_whole_word_comes_before_one_that_only_begins_so() -> None:
    carry, code = entry("a", title="Mang máy theo"), entry("b", body="Mã ở trong tin nhắn.")

    assert found("ma", carry, code) == ["b", "a"]


def test_what_only_stands_around_is_not_found_by_that_alone() -> None:
    screen = entry("a", body="Dập máy.", around="An toàn trong môi trường số")

    assert found("an toàn", screen) == []
    assert hits(asked("an toàn dập máy"), [screen])[0].has_all


def test_how_people_ask_does_not_hide_what_they_ask_for() -> None:
    chatter = entry("a", body="Làm thế nào để vui, để khỏe.")
    passwords = entry("b", body="Quên mật khẩu thì bấm vào đây.")

    assert found("làm thế nào để đổi mật khẩu", chatter, passwords)[0] == "b"


def test_equals_stay_in_the_order_of_the_courses() -> None:
    second, first = entry("a", body="mã QR", order=2), entry("b", body="mã QR", order=1)

    assert found("mã QR", second, first) == ["b", "a"]


def test_signs_are_no_words_and_long_questions_are_cut() -> None:
    assert asked("!!! — %_ '\" ").words == ()
    assert len(asked(" ".join(f"chữ{number}" for number in range(50))).words) == MOST_WORDS
    assert [each.folded for each in asked("OTP otp Otp").words] == ["otp"]
