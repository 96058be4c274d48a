"""HTML as Moodle's editors write it, turned into the Markdown of our courses.

It is cleaned first, by the parser browsers use, so that what is read here is short, closed and harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import quote

import nh3

from lms.catalogue.complaints import Sheet
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.plain import clean
from lms.catalogue.exchange.question import Refused
from lms.catalogue.exchange.runs import Run, Style, line_of
from lms.catalogue.manuscript import Prose
from lms.catalogue.prose import look_through

LONGEST = 40_000
"""Characters of one text with its tags: seven times what a part of ours may have without."""
_DEEPEST = 60
_MEDIA = re.compile(r"<(audio|video|iframe|object|embed|svg|math|applet|canvas|input|select|textarea)\b", re.IGNORECASE)
_LOST = re.compile(r"<(script|style|form|button)\b", re.IGNORECASE)
_TEX = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"))
_STRANGE_LINK = re.compile(
    r"""\bhref\s*+=\s*+["']?+\s*+((?!https?:|mailto:|tel:)[a-z]{1,20}:[^"'\s>]{0,60})""", re.IGNORECASE
)
_LIST = re.compile(r"(?:-|\d+\.) ")
_BOLD, _ITALIC, _CODE = {"b", "strong"}, {"i", "em", "cite"}, {"code", "tt", "kbd", "samp"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "div", "br", "dt", "dd", "section", "center", *_HEADINGS}
_HOLDERS = {"ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "pre"}
_TAGS = {*_BOLD, *_ITALIC, *_CODE, *_BLOCKS, *_HOLDERS, "a", "img", "sub", "sup", "hr"}
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SMALL = {"sup": _SUPER, "sub": _SUB}

Note = Callable[..., None]
"""Called with words and values when something does not come along."""
PictureNamed = Callable[[str], str]
"""Gives the name a picture has beside the quiz, for the place the HTML names. Raises :class:`Refused`."""


def markdown_of(html: str, note: Note, picture_named: PictureNamed) -> str:
    """Paragraphs, lists, tables as Markdown. Raises :class:`Refused` for what would be nothing without its sounds."""
    if len(html) > LONGEST:
        raise Refused(say.TEXT_LONG, most=LONGEST)
    media = _MEDIA.search(html)
    if media:
        raise Refused(say.MEDIA, tag=media[1].lower())
    for tag in sorted({tag.lower() for tag in _LOST.findall(html)}):
        note(say.MARKUP, tag=tag)
    for link in _STRANGE_LINK.findall(html):
        note(say.LINK, text=link)
    if any(-1 < html.find(opening) < html.rfind(closing) for opening, closing in _TEX):
        note(say.FORMULA)
    reader = _Reader(note, picture_named)
    reader.feed(_cleaned(html))
    reader.close()
    return clean(reader.markdown())


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


@dataclass(slots=True)
class _Holder:
    """An element that holds blocks of its own."""

    tag: str
    blocks: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Gathers blocks of Markdown from cleaned HTML."""

    def __init__(self, note: Note, picture_named: PictureNamed) -> None:
        super().__init__(convert_charrefs=True)
        self._note = note
        self._picture_named = picture_named
        self._holders = [_Holder("")]
        self._open: list[str] = []
        self._links: list[str] = []
        self._runs: list[Run] = []

    def markdown(self) -> str:
        """What was read."""
        self._end_line()
        return "\n\n".join(self._holders[0].blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._picture(given)
        elif tag in _BLOCKS or tag == "hr":
            self._end_line()
            if tag == "hr":
                self._add("---")
        elif tag in _HOLDERS:
            self._end_line()
            self._holders.append(_Holder(tag))
        elif tag == "a":
            self._links.append(self._link(given.get("href", "")))
        if tag not in ("img", "br", "hr"):
            self._open.append(tag)
            if len(self._open) > _DEEPEST:
                raise Refused(say.FAULT, why="HTML lồng quá nhiều lớp.", why_english="Its HTML is nested too deeply.")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        elif tag in _HOLDERS:
            self._end_line()
            self._close(self._holders.pop())
        elif tag == "a":
            self._links.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        style = self._style()
        if "pre" in self._open:
            for at, text in enumerate(data.split("\n")):
                if at:
                    self._end_line()
                self._runs.append((replace(style, is_code=True), text))
            return
        for tag in _SMALL.keys() & set(self._open):
            data = self._small(tag, data)
        self._runs.append((style, data))

    def _style(self) -> Style:
        names = set(self._open)
        return Style(
            bool(names & (_BOLD | _HEADINGS)),
            bool(names & _ITALIC),
            bool(names & _CODE),
            self._links[-1] if self._links else "",
        )

    def _small(self, tag: str, data: str) -> str:
        """Raised or lowered digits have letters of their own; other words stay on the line."""
        if set(data.strip()) - set(map(chr, _SMALL[tag])):
            self._note(say.MARKUP, tag=tag)
            return data
        return data.translate(_SMALL[tag])

    def _link(self, href: str) -> str:
        if not href:
            return ""
        target = quote(href, safe="%/:?#@!$&'*+,;=~-._")
        sheet = Sheet("", [])
        look_through(Prose(f"[x]({target})", 1), sheet)
        if sheet.complaints or "*" in target:
            self._note(say.LINK, text=href[:100])
            return ""
        return target

    def _picture(self, given: dict[str, str]) -> None:
        name = self._picture_named(given.get("src", ""))
        alt = " ".join(given.get("alt", "").split()).translate(str.maketrans("[]", "()"))
        self._runs.append((Style(is_markdown=True), f"![{alt}]({name})"))

    def _add(self, block: str) -> None:
        self._holders[-1].blocks.append(block)

    def _end_line(self) -> None:
        line = line_of(self._runs)
        self._runs = []
        if line:
            self._add(line)

    def _close(self, holder: _Holder) -> None:
        block = _WRITTEN[holder.tag](holder.blocks)
        if block or holder.tag in ("td", "th"):
            self._add(block)


def _list(items: list[str], mark: Callable[[int], str]) -> str:
    return "\n".join(f"{mark(at)} {item}" for at, item in enumerate(items, 1))


def _list_item(blocks: list[str]) -> str:
    """The first line, and what belongs to it indented by four spaces; a list within follows at once."""
    text = "".join(f"{chr(10) if _LIST.match(block) else chr(10) * 2}{block}" for block in blocks).lstrip("\n")
    return text.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _quotation(blocks: list[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n")) if blocks else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |" if cells else ""


def _cell(blocks: list[str]) -> str:
    return " ".join(blocks).replace("\n", " ").replace("|", "\\|")


def _table(rows: list[str]) -> str:
    if not rows:
        return ""
    columns = len(re.findall(r"(?<!\\)\|", rows[0])) - 1
    return "\n".join([rows[0], f"|{' --- |' * columns}", *rows[1:]])


_WRITTEN: dict[str, Callable[[list[str]], str]] = {
    "ul": lambda items: _list(items, lambda _: "-"),
    "ol": lambda items: _list(items, lambda at: f"{at}."),
    "li": _list_item,
    "blockquote": _quotation,
    "table": _table,
    "tr": _row,
    "td": _cell,
    "th": _cell,
    "pre": "\n\n".join,
}
