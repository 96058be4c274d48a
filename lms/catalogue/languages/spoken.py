"""The words of a page as a voice reads them, and the digest by which a translation or recording knows its text.

Only words count: bold letters, line ends and the files of pictures change nothing; a picture's description does.
Another way of counting would make every translation and recording stale: think twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from lms.vietnamese import tidy

_FOOTNOTES = re.compile(r'<ol class="fn">.*?</ol>', re.DOTALL)
DIGITS = 12
"""Hex digits of the SHA-256 that are kept: enough to notice a change, few enough to copy by hand."""
_PARAGRAPHS = frozenset(
    (
        *("p", "br", "hr", "pre", "img", "div", "blockquote", "ul", "ol", "li"),
        *("dt", "dd", "h2", "h3", "h4", "h5", "table", "tr", "th", "td"),
    )
)


class _Listener(HTMLParser):
    """Hears a clean piece of HTML, paragraph by paragraph; marks of footnotes and the ways back are not read."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self._open = ""
        self._is_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self._end()
        self._is_mark = tag == "a" and (dict(attrs).get("href") or "").startswith("#")
        if tag == "img":
            self._open = dict(attrs).get("alt") or ""
            self._end()

    def handle_endtag(self, tag: str) -> None:
        self._is_mark = False
        if tag in _PARAGRAPHS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._is_mark:
            self._open += data

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        words = tidy(self._open)
        if words:
            self.paragraphs.append(words)
        self._open = ""


def paragraphs(html: str) -> list[str]:
    """The words of clean HTML in the order in which they are read; a picture is its description."""
    listener = _Listener()
    listener.feed(html)
    listener.close()
    return listener.paragraphs


def count(html: str) -> int:
    """How many words that is, without footnotes."""
    return sum(len(words.split()) for words in paragraphs(_FOOTNOTES.sub("", html)))


def sections(intro_html: str, screens: Iterable[tuple[str, str]]) -> list[str]:
    """What is read aloud of each screen, from pairs of title and HTML; the first begins with the introduction."""
    texts = []
    for at, (title, html) in enumerate(screens):
        above = paragraphs(intro_html) if at == 0 else []
        texts.append("\n".join([tidy(title), *above, *paragraphs(html)]))
    return texts


def digest(*texts: str) -> str:
    """The first digits of the SHA-256 of texts, each standing apart from the next."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:DIGITS]


def course_digest(title: str, summary: str, intro_html: str) -> str:
    """Of the words of a course's page."""
    return digest(tidy(title), tidy(summary), *paragraphs(intro_html))


def lesson_digest(title: str, texts: Sequence[str]) -> str:
    """Of a lesson: its title and the texts of its sections."""
    return digest(tidy(title), *texts)


def quiz_digest(items: Iterable[Mapping[str, Any]]) -> str:
    """Of the rows of questions, with which options are right."""
    return digest(*(_item_words(item) for item in items))


def _item_words(item: Mapping[str, Any]) -> str:
    words = [item["key"], item["stem"], *paragraphs(item["scene_html"])]
    for option in item["options"]:
        words += ["x" if option["right"] else "o", *paragraphs(option["html"]), *paragraphs(option["why_html"])]
    for part in item["parts"]:
        words += paragraphs(part["html"])
    return "\n".join([*words, *_typed(item["accepted"]), *paragraphs(item["explanation_html"])])


def _typed(accepted: Mapping[str, Any]) -> list[str]:
    """What may be typed, with how near a number has to be."""
    number = [accepted.get(name, "") for name in ("number", "tolerance", "unit")]
    return [*accepted.get("texts", ()), *(number if any(number) else [])]
