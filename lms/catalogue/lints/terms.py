"""Abbreviations and names of programs that a lesson uses and the glossary does not explain."""

from __future__ import annotations

import re

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.passages import passages
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.words import advice as say
from lms.vietnamese import fold

_UNREAD = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|\b[Bb]áo \w+|[\"“][^\"”\s]+[\"”]")
"""What is typed, addresses, names of newspapers, single words that a screen shows: nobody looks them up."""
_WORD = re.compile(r"[\w-]+")
_CAPITALS = re.compile(r"[A-ZĐ][^A-ZĐ\d]*[A-ZĐ]")
_TWO_NAMES = re.compile(r"[A-ZĐ][a-z]+-[A-ZĐ][a-z]+")
_ROMAN = re.compile(r"[IVXLC]+")


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Advise to explain each word, where it comes first. Without a glossary beside the course there is no advice."""
    if around.explained is None:
        return
    seen: set[str] = set()
    for passage in passages(course):
        for line, text in passage.lines():
            for word in filter(_is_a_term, _WORD.findall(_UNREAD.sub(" ", text))):
                if fold(word) in seen:
                    continue
                seen.add(fold(word))
                if fold(word) not in around.explained:
                    sheet.of(passage.file).add(line, say.NOT_EXPLAINED, word=word)


def _is_a_term(word: str) -> bool:
    """Whether a word has two capitals, as OTP, VNeID and ChatGPT have, or is one like Wi-Fi."""
    if not word[0].isalpha() or "_" in word or _ROMAN.fullmatch(word):
        return False
    return bool(_TWO_NAMES.fullmatch(word) if "-" in word else _CAPITALS.search(word))
