"""A GIFT file cut into questions, and its escapes. Pure, and linear whatever it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalogue.exchange.plain import clean

_SIGNS = "\\~=#{}:n"
_HIDDEN = {sign: chr(0xE000 + at) for at, sign in enumerate(_SIGNS)}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_OURS = re.compile(r"[\ue000-\ue007]")
_RESERVED = re.compile(r"[\\~=#{}:\n]")
_TAGS = re.compile(r"\[(?:id|tag):([^\[\]]{1,200})\]")
CATEGORY = "$CATEGORY:"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one question, with escaped signs hidden; or the name of a category."""

    line: int
    text: str
    category: str = ""
    tags: str = ""
    """What a note above it says in brackets: its number and tags in Moodle."""


def hidden(text: str) -> str:
    """The text with every escaped sign replaced by one that means nothing."""
    return _ESCAPE.sub(lambda escape: _HIDDEN[escape[1]], _OURS.sub("", text))


def shown(text: str) -> str:
    """The text with those signs as they are meant."""
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    """The text on one line, in which no sign means anything."""
    return _RESERVED.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", text)


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file: a blank line ends one, unless it stands inside braces that are closed further down."""
    lines = hidden(clean(text)).split("\n")
    closing = _closes_first(lines)
    first, kept, depth, tags = 0, list[str](), 0, list[str]()
    for at, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith("//"):
            tags += _TAGS.findall(shown(bare))
            continue
        if bare.startswith(CATEGORY):
            yield Block(at + 1, "", shown(bare.removeprefix(CATEGORY)).strip())
        elif bare:
            first = first if kept else at + 1
            kept.append(line.rstrip())
            depth += line.count("{") - line.count("}")
        elif kept and not (depth > 0 and closing[at]):
            yield Block(first, "\n".join(kept), tags=", ".join(tags))
            kept, depth, tags = [], 0, []
    if kept:
        yield Block(first, "\n".join(kept), tags=", ".join(tags))


def _closes_first(lines: list[str]) -> list[bool]:
    """For every line, whether the next brace below it closes."""
    closing, closes = [False] * len(lines), False
    for at in range(len(lines) - 1, -1, -1):
        closing[at] = closes
        braces = [lines[at].find(brace) for brace in "}{"]
        if max(braces) >= 0:
            closes = braces[0] >= 0 and (braces[1] < 0 or braces[0] < braces[1])
    return closing
