"""An XML file as a small tree that knows its lines. No document type is let in, so there are no entities to expand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.question import Refused

MOST_BYTES = 20_000_000
_MOST_ELEMENTS = 200_000
_DEEPEST = 20


@dataclass(slots=True)
class Node:
    """One element."""

    tag: str
    line: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The characters directly in it."""
        return "".join(self.pieces)

    def all(self, tag: str) -> Iterator[Node]:
        """Its children of that name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *tags: str) -> Node:
        """The first child of that name, its first child of the next name and so on; an empty one when there is none."""
        node = self
        for tag in tags:
            node = next(node.all(tag), Node(tag, node.line))
        return node


def tree_of(content: bytes) -> Node:
    """The outermost element. Raises :class:`Refused` for what is broken, too deep, or has a document type."""
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003 - the parser takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Refused(say.BROKEN_XML, why=error, why_english=error) from None
    return builder.root.children[0]


class _Builder:
    """Puts the tree together while the parser goes through the file."""

    def __init__(self) -> None:
        self.root = Node("")
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._open = [self.root]
        self._count = 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise Refused(say.DEEP_XML)
        node = Node(tag, self.parser.CurrentLineNumber, attributes)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise Refused(say.DOCTYPE)
