"""What names, years, login names and passwords may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.people import limits, rules
from lms.people.passwords import is_passphrase, passphrase
from lms.people.words import WORDS
from lms.problems import Problem


@pytest.mark.parametrize("name", ["Nguyễn Thị Hường", "Ý", "Y Moan Êban", "ĐẶNG THỊ Ý", "Maria O'Brien-Lê"])
def test_a_name_stays_as_it_was_written(name: str) -> None:
    assert rules.full_name(f"  {name} ") == name


def test_a_name_typed_in_pieces_is_put_together() -> None:
    assert rules.full_name("Nguye\u0302\u0303n  Thi\u0323\u00a0Hoa") == "Nguyễn Thị Hoa"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Type the full name"),
        ("\u200b", "Type the full name"),
        ("Hoa 58", "no digits"),
        ("...", "made of letters"),
        ("Hoa\x00", "made of letters"),
        ("<b>Hoa</b>", "made of letters"),
        ("Hoa \u202e", "made of letters"),
        ("H" * 101, "longer than 100"),
    ],
)
def test_what_is_no_name_is_told(name: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        rules.full_name(name)


@pytest.mark.parametrize("typed", ["1958", " 1958 ", "1/2/1958", "01-02-1958", "１９５８"])
def test_a_year_of_birth_is_understood(typed: str) -> None:
    assert rules.birth_year(typed, 2026) == 1958


def test_the_years_at_both_ends_are_taken() -> None:
    assert (rules.birth_year("1900", 2026), rules.birth_year("2026", 2026)) == (1900, 2026)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the year"),
        ("58", "four digits"),
        ("sáu mươi", "four digits"),
        ("19580", "four digits"),
        ("1850", "1850 is too long ago"),
        ("1899", "1899 is too long ago"),
        ("2027", "2027 has not come yet"),
    ],
)
def test_what_is_no_year_of_birth_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        rules.birth_year(typed, 2026)


def test_below_sixteen_a_guardian_agrees_too() -> None:
    assert rules.needs_guardian(2011, 2026)
    assert not rules.needs_guardian(2010, 2026)


@pytest.mark.parametrize("typed", ["hoa58", "Hoa58", "HOÀ 58", " hoa 58 ", "ｈｏａ58"])
def test_a_login_name_has_many_spellings(typed: str) -> None:
    assert rules.login_name(typed) == "hoa58"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Type a login name"), ("an", "3 to 40"), ("a" * 41, "3 to 40"), ("hoa/58", "letters and digits")],
)
def test_what_is_no_login_name_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        rules.login_name(typed)


def test_ideas_for_login_names_are_short_first() -> None:
    assert rules.login_ideas("Nguyễn Thị Hoa", 1958)[:4] == ["hoa58", "thoa58", "nthoa58", "hoa1958"]


@pytest.mark.parametrize("name", ["Nguyễn Thị Hoa", "Ý", "王", "O'", "A" * 100])
def test_every_idea_is_a_login_name(name: str) -> None:
    for idea in rules.login_ideas(name, 2005)[1:]:
        assert rules.login_name(idea) == idea


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a password"),
        ("1234567", "has 7 characters"),
        ("       8", "has 1 characters"),
        ("x" * 201, "longer than 200"),
        ("12345678", "guessed first"),
        ("matkhau1", "guessed first"),
        ("aaaaaaaaaa", "guessed first"),
        ("hoa.thi.1958", "guessed first"),
    ],
)
def test_what_is_no_password_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        rules.password(typed, "hoa.thi.1958")


def test_a_password_is_one_however_the_keyboard_composes_it() -> None:
    assert rules.password("me\u0323 gio\u0300 n\u0103m ", "hoa58") == rules.password_key("mẹ giò năm")


def test_waiting_grows_after_five_failures_and_ends_at_an_hour() -> None:
    waits = [limits.PASSWORD.wait_after(failures) for failures in (1, 5, 6, 7, 8, 11, 12, 13, 10_000)]

    assert [wait // timedelta(minutes=1) for wait in waits] == [0, 0, 1, 2, 4, 32, 60, 60, 60]


def test_pictures_wait_an_hour_after_five_failures_and_are_over_after_twenty() -> None:
    waits = [limits.PICTURES.wait_after(failures) // timedelta(hours=1) for failures in (4, 5, 6, 9, 10, 19)]

    assert waits == [0, 1, 2, 16, 24, 24]
    assert [limits.PICTURES.is_over(failures) for failures in (19, 20)] == [False, True]


def test_staff_stays_briefly_even_on_the_own_phone() -> None:
    stay = rules.stay(is_staff=True, is_shared=False, staff_minutes=30, shared_minutes=30, own_days=90)

    assert (stay.idle_minutes, stay.longest, stay.outlives_browser) == (30, timedelta(hours=8), False)


def test_a_learner_stays_on_the_own_phone_but_not_on_a_shared_machine() -> None:
    own, shared = (
        rules.stay(is_staff=False, is_shared=is_shared, staff_minutes=30, shared_minutes=20, own_days=90)
        for is_shared in (False, True)
    )

    assert (own.idle_minutes, own.outlives_browser) == (90 * 24 * 60, True)
    assert (shared.idle_minutes, shared.outlives_browser) == (20, False)


def test_a_passphrase_is_four_syllables_and_a_password() -> None:
    offered = passphrase()

    assert is_passphrase(offered)
    assert rules.password(offered, "hoa58") == offered


def test_there_are_enough_syllables_and_none_twice() -> None:
    assert len(WORDS) ** 4 >= 2**36  # what docs/decisions/0004 says of their strength
    assert len(set(WORDS)) == len(WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
