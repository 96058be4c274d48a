"""Footnotes as HTML: a number in the text, a list below it, and a way back."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from lms.catalogue.footnotes import MARK, divide

ADDRESS = re.compile(r"f[nr]-[0-9a-f]{8}-\d{1,2}")
"""What a footnote and its mark are called: by a digest of place and text, so that no two parts of a page share a name."""


class Footnotes(Extension):
    """The footnotes of one piece of Markdown, at one place of a course.

    A place is no position: what moves within its module, or among the options, is the same HTML as before.
    """

    def __init__(self, text: str, place: str) -> None:
        super().__init__()
        self._digest = hashlib.sha256(f"{place}{text}".encode()).hexdigest()[:8]
        self.said: dict[str, str] = {}
        self.marked: set[str] = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Markdown calls
        md.preprocessors.register(_Gather(md, self), "footnotes", 20)
        md.inlinePatterns.register(_Mark(self), "footnote", 175)
        md.treeprocessors.register(_List(md, self), "footnotes", 25)

    def name(self, kind: str, key: str) -> str:
        """The address of a footnote («fn») or of its first mark («fr»)."""
        return f"{kind}-{self._digest}-{self.number(key)}"

    def number(self, key: str) -> int:
        """Counted from 1 in the order of the text."""
        return list(self.said).index(key) + 1


class _Gather(Preprocessor):
    """Takes what footnotes say out of the text."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, lines: list[str]) -> list[str]:
        text, self._footnotes.said = divide(lines)
        return text


class _Mark(InlineProcessor):
    """``[^key]`` becomes a number that leads to the footnote."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__(MARK)
        self._footnotes = footnotes

    def handleMatch(  # type: ignore[override] # noqa: N802 - the name Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        key = m.group(1)
        if key not in self._footnotes.said:
            return None, None, None
        mark = ET.Element("sup")
        link = ET.SubElement(mark, "a", {"href": f"#{self._footnotes.name('fn', key)}"})
        if key not in self._footnotes.marked:
            link.set("id", self._footnotes.name("fr", key))
            self._footnotes.marked.add(key)
        link.text = AtomicString(f"[{self._footnotes.number(key)}]")
        return mark, m.start(0), m.end(0)


class _List(Treeprocessor):
    """Puts the footnotes under the text, before emphasis and links are read, so that they may hold both."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: ET.Element) -> None:
        if not self._footnotes.said:
            return
        below = ET.SubElement(root, "ol", {"class": "fn"})
        for key, text in self._footnotes.said.items():
            entry = ET.SubElement(below, "li", {"id": self._footnotes.name("fn", key)})
            entry.text = f"{text} "
            back = ET.SubElement(entry, "a", {"href": f"#{self._footnotes.name('fr', key)}"})
            back.text = AtomicString("↩")
