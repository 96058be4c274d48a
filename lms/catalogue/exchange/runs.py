"""Words with emphasis, links and pictures, gathered piece by piece and written as lines of Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from lms.catalogue.exchange.plain import escaped_inside, opened

_BLANKS = re.compile(r"[ \t\n\f\r]+")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece looks."""

    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    link: str = ""
    is_markdown: bool = False
    """It is Markdown already: a picture."""


Run = tuple[Style, str]


def line_of(runs: Iterable[Run]) -> str:
    """The pieces as one line, blanks as one space."""
    line = "".join(_linked(link, group) for link, group in groupby(runs, key=lambda run: run[0].link))
    return opened(_BLANKS.sub(" ", line).strip())


def _linked(link: str, runs: Iterable[Run]) -> str:
    words = "".join(
        _piece(style, "".join(text for _, text in group)) for style, group in groupby(runs, key=lambda run: run[0])
    )
    before, inside, after = _around(words)
    return f"{before}[{inside}]({link}){after}" if link and inside else words


def _piece(style: Style, text: str) -> str:
    before, inside, after = _around(text)
    if not inside or style.is_markdown:
        return text
    inside = _code(inside) if style.is_code else escaped_inside(_BLANKS.sub(" ", inside))
    stars = "*" * (2 * style.is_bold + style.is_italic)
    return f"{before}{stars}{inside}{stars}{after}"


def _around(text: str) -> tuple[str, str, str]:
    """The blanks before, the words, the blanks after."""
    inside = text.strip()
    before, _, after = text.partition(inside) if inside else (text, "", "")
    return before, inside, after


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{gap}{_BLANKS.sub(' ', text)}{gap}{fence}"
