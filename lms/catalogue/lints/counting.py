"""How long a text is: in tiếng, as Vietnamese counts (what stands between two blanks), and in sentences."""

from __future__ import annotations

import re

from lms.catalogue.manuscript import Prose
from lms.catalogue.prose import is_sane

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TARGET = re.compile(r"(?<=\])\([^)]*\)")
_FRAME = re.compile(r"^!!!\s*\S*(.*)$", re.MULTILINE)
_BULLET = re.compile(r"^[\s>]*(?:[-*+]\s+(?:\[[ xX]\]\s)?|\d{1,3}\.\s+|:\s+)", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]]*\]:?")
_TABLE_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=\S)\n(?=[^\S\n]*[^\W_*+>|#:!`-])(?!\s*\d{1,3}\.\s)")
_WORD = re.compile(r"[^\W_]+(?:[.,:/@–-][^\W_]+)*")
_END = re.compile(r"[.!?…:;]+(?=[\s\"”’»)*_]|$)|\n")


def words(markdown: str) -> list[str]:
    """The tiếng of a piece of Markdown: without pictures, addresses and marks."""
    return _WORD.findall(_bare(markdown))


def count(markdown: str) -> int:
    """How many there are."""
    return len(words(markdown))


def sentences(markdown: str) -> list[str]:
    """Its sentences; a colon, a semicolon, the end of a line and of a cell end one too: there one draws breath."""
    whole = _WRAPPED.sub(" ", _FRAME.sub(r"\1\n", markdown))
    parts = _END.split(_bare(whole).replace("|", "\n"))
    return [part for part in map(str.strip, parts) if _WORD.search(part)]


def _bare(markdown: str) -> str:
    """The words without marks; nothing of a text that is too tangled to be published."""
    if not is_sane(Prose(markdown, 1)):
        return ""
    text = _FRAME.sub(r"\1", _TABLE_RULE.sub("", _PICTURE.sub("", markdown)))
    for marks in (_TARGET, _BULLET, _NOTE):
        text = marks.sub("", text)
    return text
