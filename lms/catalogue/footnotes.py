"""Footnotes: ``[^key]`` in the text, and below it, on a line of its own, ``[^key]: what it says``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lms.catalogue.complaints import Sheet
from lms.catalogue.manuscript import Prose
from lms.catalogue.words import prose as say

MARK = r"\[\^([\w-]{1,20})\](?!:)"
_MARK = re.compile(MARK)
_DEFINITION = re.compile(r"\[\^([\w-]{1,20})\]: +(\S.*)")
_LIKE_ONE = re.compile(r"\s*\[\^[^\]]*\](?::|\s*$)")
_CODE = re.compile(r"`[^`]*`")


def divide(lines: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The lines without what footnotes say, and that by its key, in the order in which the text asks for it."""
    text: list[str] = []
    said: dict[str, str] = {}
    for line in lines:
        found = _DEFINITION.fullmatch(line.rstrip())
        if found:
            said.setdefault(found[1], found[2])
        text.append("" if found else line)
    asked = [key for line in text for key in _MARK.findall(_CODE.sub("", line)) if key in said]
    return text, {key: said[key] for key in dict.fromkeys(asked)}


def look(prose: Prose, sheet: Sheet) -> None:
    """Complain about marks without a footnote and footnotes without a mark."""
    lines = prose.text.split("\n")
    asked, defined = _asked(prose), set[str]()
    for at, text in enumerate(lines):
        found = _DEFINITION.fullmatch(text.rstrip())
        if found and found[1] in defined:
            sheet.add(prose.line + at, say.FOOTNOTE_TWICE, key=found[1])
        elif found and found[1] not in asked:
            sheet.add(prose.line + at, say.FOOTNOTE_UNUSED, key=found[1])
        elif found and _goes_on(lines[at + 1 : at + 2]):
            sheet.add(prose.line + at + 1, say.FOOTNOTE_LINES)
        elif not found and _LIKE_ONE.match(text):
            sheet.add(prose.line + at, say.FOOTNOTE_FORM)
        defined.update({found[1]} if found else ())
    for key, line in asked.items():
        if key not in defined:
            sheet.add(line, say.FOOTNOTE_MISSING, key=key)


def _asked(prose: Prose) -> dict[str, int]:
    """Which footnotes the text asks for, and on which line first."""
    asked: dict[str, int] = {}
    for line, text in enumerate(prose.text.split("\n"), prose.line):
        for key in _MARK.findall(_CODE.sub("", text)):
            asked.setdefault(key, line)
    return asked


def _goes_on(following: list[str]) -> bool:
    return any(line.strip() and not _LIKE_ONE.match(line) for line in following)
