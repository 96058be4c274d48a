"""Abbreviations and names of programs that a lesson uses and the glossary does not explain."""

from __future__ import annotations

import re

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.passages import passages
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.words import advice as say
from lms.vietnamese import fold

_UNREAD = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|\b[Bb]áo \w+")
"""What is typed, addresses, and the names of newspapers: nobody looks them up."""
_TERM = re.compile(r"(?<![\w-])(?:[^\W\d_]*[a-zđ]?[A-ZĐ][^\W\d_]*[A-ZĐ][^\W_]*|[A-ZĐ][a-z]+-[A-ZĐ][a-z]+)(?![\w-])")
_ROMAN = re.compile(r"[IVXLC]+")


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Advise to explain each word, where it comes first. Without a glossary beside the course there is no advice."""
    if around.explained is None:
        return
    seen: set[str] = set()
    for passage in passages(course):
        for line, text in passage.lines():
            for word in _TERM.findall(_UNREAD.sub(" ", text)):
                if fold(word) in seen or _ROMAN.fullmatch(word):
                    continue
                seen.add(fold(word))
                if fold(word) not in around.explained:
                    sheet.of(passage.file).add(line, say.NOT_EXPLAINED, word=word)
