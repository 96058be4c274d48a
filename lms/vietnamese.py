"""Vietnamese text: one spelling to keep, one folded form to search by, one key to sort by.

Every text is NFC at the door. Searching and uniqueness use the folded form (no diacritics, đ as d).
Names sort by given name first, in the order of the Vietnamese alphabet and its tones.
"""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_ETH = str.maketrans("Ðð", "Đđ")
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 20)}
_END = "00"  # sorts before every place, so that "An" stands before "Anh"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def tidy(text: str) -> str:
    """The text in NFC, without invisible characters, every run of blanks one space, trimmed."""
    text = unicodedata.normalize("NFC", text.translate(_ETH)).translate(_INVISIBLE)
    return _BLANKS.sub(" ", text).strip()


def fold(text: str) -> str:
    """What is left when case and diacritics are taken away: 'Đường Hồ Chí Minh' is 'duong ho chi minh'."""
    plain = unicodedata.normalize("NFD", tidy(text).casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """A string of digits whose order, under any collation, is the Vietnamese dictionary order of the text."""
    places: list[str] = []
    tones: list[str] = []
    for character in tidy(text).lower():
        base, tone = _split_tone(character)
        places.append(f"{_place(base):02d}")
        tones.append(str(tone))
    return "".join(places) + _END + "".join(tones)


def name_sort_key(name: str) -> str:
    """The sort key of a person's name: given name (the last word) first, then the words before it."""
    before, _, given = tidy(name).rpartition(" ")
    return f"{sort_key(given)}{_END}{sort_key(before)}"


def _split_tone(character: str) -> tuple[str, int]:
    base, tone = "", 0
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            base += part
    return unicodedata.normalize("NFC", base), tone


def _place(base: str) -> int:
    if base in _ALPHABET:
        return _ALPHABET[base]
    if base.isdecimal():
        return 5 + int(base)
    return 1 if base == " " else 2
