"""Clean HTML as a tree that can be cut in two at any letter, each half whole again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

_ALONE = frozenset(("br", "hr", "img"))
"""Elements that hold nothing: in the text each of them is one sign."""
PICTURE, LINE = "\ufffc", "\n"


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    inside: tuple[Element | str, ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute, empty if it has none."""
        return next((value for key, value in self.attributes if key == name), "")

    def having(self, name: str, value: str) -> Element:
        """The same with an attribute."""
        others = tuple(pair for pair in self.attributes if pair[0] != name)
        return replace(self, attributes=(*others, (name, value)))

    def holding(self, inside: Sequence[Part]) -> Element:
        """The same around something else."""
        return replace(self, inside=tuple(inside))


Part = Element | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[Element, list[Part]]] = [(Element(""), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, tuple((name, value or "") for name, value in attrs))
        if tag in _ALONE:
            self.open[-1][1].append(element)
        else:
            self.open.append((element, []))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _ALONE and len(self.open) > 1:
            element, inside = self.open.pop()
            self.open[-1][1].append(element.holding(inside))

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(data)


def parse(html: str) -> tuple[Part, ...]:
    """What is in clean HTML, whose elements all are closed in their order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    while len(builder.open) > 1:
        builder.handle_endtag(builder.open[-1][0].tag)
    return tuple(builder.open[0][1])


def markup(parts: Sequence[Part]) -> str:
    """A tree as HTML."""
    return "".join(escape(part, quote=False) if isinstance(part, str) else _element(part) for part in parts)


def _element(element: Element) -> str:
    names = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    if element.tag in _ALONE:
        return f"<{element.tag}{names}>"
    return f"<{element.tag}{names}>{markup(element.inside)}</{element.tag}>"


def text(part: Part) -> str:
    """The letters of a tree in their order; a picture and a line break are a sign each."""
    if isinstance(part, str):
        return part
    if part.tag in _ALONE:
        return PICTURE if part.tag == "img" else LINE
    return "".join(map(text, part.inside))


def elements(parts: Sequence[Part]) -> Iterator[Element]:
    """Every element, from the outside in."""
    for part in parts:
        if isinstance(part, Element):
            yield part
            yield from elements(part.inside)


def cut(parts: Sequence[Part], at: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What stands before the letter with this number, and the rest; an element around both is around each."""
    left: list[Part] = []
    for number, part in enumerate(parts):
        length = len(text(part))
        if length > at:
            first, rest = _cut_one(part, at)
            return (*left, *first), (*rest, *parts[number + 1 :])
        left.append(part)
        at -= length
    return tuple(left), ()


def _cut_one(part: Part, at: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    if isinstance(part, str):
        return ((part[:at],) if at else ()), (part[at:],)
    if at == 0:
        return (), (part,)
    left, right = cut(part.inside, at)
    return (part.holding(left),), (part.holding(right),)
