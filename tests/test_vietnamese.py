"""Vietnamese text: one spelling, one folded form, one order, whatever keyboard or computer it came from."""

import unicodedata

import pytest

from lms.vietnamese import fold, name_sort_key, sort_key, tidy

HUONG = "Nguyễn Thị Hường"
GIVEN_NAMES = ["An", "Ánh", "Ăn", "Ân", "Bình", "Dũng", "Đào", "Nghĩa", "Ngọc", "Oanh", "Ổn", "Ơn", "Uyên", "Ước"]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def as_windows_1258(text: str) -> str:
    """How old Windows keeps it: the letter of the alphabet in one character, its tone in another."""
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in _TONE_MARKS)
        base = "".join(part for part in apart if part not in _TONE_MARKS)
        parts.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(parts)


SPELLINGS = pytest.mark.parametrize(
    "spelt",
    [HUONG, unicodedata.normalize("NFD", HUONG), as_windows_1258(HUONG)],
    ids=["composed", "decomposed", "windows-1258"],
)


def test_the_three_spellings_really_differ():
    assert [len(HUONG), len(unicodedata.normalize("NFD", HUONG)), len(as_windows_1258(HUONG))] == [16, 22, 19]


@SPELLINGS
def test_every_spelling_of_a_name_is_kept_as_one(spelt):
    assert tidy(spelt) == HUONG


@SPELLINGS
def test_every_spelling_of_a_name_is_found_as_one(spelt):
    assert fold(spelt) == "nguyen thi huong"


@SPELLINGS
def test_every_spelling_of_a_name_has_one_place_in_a_list(spelt):
    assert name_sort_key(spelt) == name_sort_key(HUONG)


def test_the_order_of_the_marks_makes_no_difference():
    assert tidy("e\u0302\u0323") == tidy("e\u0323\u0302") == "ệ"


def test_blanks_of_every_kind_become_single_spaces():
    assert tidy("  Lê\u00a0\tThị\u3000 Chi \n") == "Lê Thị Chi"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_invisible_characters_go(invisible):
    assert tidy(f"Lê{invisible} Chi{invisible}") == "Lê Chi"


def test_an_icelandic_eth_becomes_the_vietnamese_letter_it_looks_like():
    assert tidy("Ðỗ ðiểm") == "Đỗ điểm"


def test_what_is_tidy_stays_as_it_is():
    assert tidy(tidy("  Đỗ  Giang ")) == tidy("  Đỗ  Giang ") == "Đỗ Giang"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Hồ Chí Minh", "duong ho chi minh"),
        ("ĐẶNG THỊ ƠN", "dang thi on"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Xã Lâm Thao 2", "xa lam thao 2"),
        ("", ""),
    ],
)
def test_folding_takes_case_and_marks_away(text, folded):
    assert fold(text) == folded


def test_folding_makes_every_letter_of_the_alphabet_plain():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    toned = "".join(unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in ["", *_TONE_MARKS])

    assert fold(toned + toned.upper()).isascii()


def test_given_names_stand_in_the_order_of_the_alphabet():
    assert sorted(set(GIVEN_NAMES), key=sort_key) == GIVEN_NAMES


def test_tones_stand_in_the_order_of_the_dictionary():
    assert sorted(set(TONES), key=sort_key) == TONES


def test_a_tone_decides_only_between_words_of_the_same_letters():
    assert sorted(["mạ", "man", "mà", "mai"], key=sort_key) == ["mà", "mạ", "mai", "man"]


def test_a_shorter_word_stands_before_a_longer_one():
    assert sorted(["Anh", "An", "Ann"], key=sort_key) == ["An", "Anh", "Ann"]


def test_capitals_make_no_difference_to_the_order():
    assert sort_key("ĐÀO") == sort_key("đào")


def test_people_are_listed_by_given_name_then_by_what_stands_before_it():
    people = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Thị An", "Nguyễn Văn An", "Ánh", "Nguyễn Hồ Ánh"]

    in_order = ["Lê Thị An", "Nguyễn Thị An", "Nguyễn Văn An", "Ánh", "Nguyễn Hồ Ánh", "Trần Văn Bình"]
    assert sorted(people, key=name_sort_key) == in_order


def test_numbers_in_names_of_places_stand_before_letters():
    assert sorted(["Khu Cầu", "Khu 2", "Khu 1"], key=sort_key) == ["Khu 1", "Khu 2", "Khu Cầu"]


def test_a_sort_key_is_digits_only_so_that_every_database_orders_alike():
    assert all(sort_key(text).isdecimal() for text in [*GIVEN_NAMES, "Khu 1 (A-B)", "Ω"])
