"""What of a rendered screen comes onto the wall: its words and pictures, without links, addresses and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lms.classroom.projector.tree import Element, Part, elements, text

MARK = "data-note"
"""On the first mark of a footnote: which one."""
MESSAGE = "sms"
_HEADINGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
"""A slide's title is an h2."""
_KEPT = {"img": ("src", "alt", "width", "height"), "ol": ("start",), "th": ("scope",)}
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Worded:
    """A screen: its blocks in their order, and its footnotes by the name their marks have."""

    blocks: tuple[Element, ...]
    notes: Mapping[str, Element]


def worded(parts: Sequence[Part]) -> Worded:
    """The tree of a screen, made ready for the wall."""
    listed = [each for part in parts for each in elements([part]) if each.tag == "ol" and each.get("class") == "fn"]
    entries = [entry for each in listed for entry in each.inside if isinstance(entry, Element)]
    notes = {entry.get("id"): _footnote(entry, number) for number, entry in enumerate(entries, 1)}
    blocks = [block for part in parts if part not in listed for block in _blocks(part)]
    return Worded(tuple(blocks), notes)


def _footnote(entry: Element, number: int) -> Element:
    """With the number its mark has, without the way back."""
    said = [part for part in entry.inside if isinstance(part, str) or not part.get("href").startswith("#")]
    return Element("p", (), (f"[{number}] ", *_kept(said)))


def _blocks(part: Part) -> Iterator[Element]:
    """A block; a paragraph of pictures alone is its pictures."""
    for kept in _kept([part]):
        if isinstance(kept, str):
            if kept.strip():
                yield Element("p", (), (kept,))
        elif kept.tag == "p" and _is_only_pictures(kept):
            yield from (each for each in elements(kept.inside) if each.tag == "img")
        elif kept.tag == "p" and [each.tag for each in elements([kept])] == ["p", "code"] and _is_all_code(kept):
            yield Element("p", (("class", MESSAGE),), kept.inside)
        else:
            yield kept


def _is_all_code(paragraph: Element) -> bool:
    """Whether it is a message on a telephone."""
    return not "".join(part for part in paragraph.inside if isinstance(part, str)).strip()


def _is_only_pictures(paragraph: Element) -> bool:
    has_picture = any(each.tag == "img" for each in elements(paragraph.inside))
    return has_picture and not "".join(map(_words, paragraph.inside)).strip()


def _words(part: Part) -> str:
    if isinstance(part, Element) and part.tag == "img":
        return ""
    return part if isinstance(part, str) else "".join(map(_words, part.inside))


def _kept(parts: Sequence[Part], *, exactly: bool = False) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, str):
            yield part if exactly else _BLANK.sub(" ", part)
        elif part.tag == "svg":
            continue
        elif part.tag == "div" and part.get("class") == "tb":
            yield from _kept(part.inside)
        elif part.tag == "sup":
            yield _mark(part)
        else:
            yield _plain(part, exactly=exactly or part.tag == "pre")


def _plain(element: Element, *, exactly: bool) -> Element:
    inside = tuple(_kept(element.inside, exactly=exactly))
    if element.tag == "a":
        return Element("span", (("class", "lk"),), inside)
    if element.get("class") == "how":
        return Element(element.tag, (), inside)  # its numbers may go on from another slide, which coins cannot
    named = ("class", *_KEPT.get(element.tag, ()))
    attributes = tuple((name, value) for name, value in element.attributes if name in named)
    return Element(_HEADINGS.get(element.tag, element.tag), attributes, inside)


def _mark(element: Element) -> Element:
    """The number of a footnote; where it is asked for first, its name too."""
    first = next((link.get("href")[1:] for link in elements(element.inside) if link.get("id")), "")
    return Element("sup", ((MARK, first),) if first else (), (text(element),))
