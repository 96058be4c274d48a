"""What is signed of a document: its statements in canonical order (RDFC-1.0), independent of how it is written down.

PyLD works that out in some nine milliseconds. Badges differ from one another in their texts only, so it does so once for
each shape, with a mark in the place of every text; a badge is then its texts put in and its lines sorted. That is the
canonical form as long as no two nodes of the document are without an id, which is looked at when a shape is learned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "contexts"
CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open-badges-extensions.json",
}
_SAME_IN_ALL = frozenset({"@context", "type", "proofPurpose"})
_MARK = re.compile(r"urn:text:(\d+):")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class BadDocument(Exception):
    """The document cannot be signed as it is."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The canonical lines of all documents of a shape: texts between which the n-th text of the document belongs."""

    lines: tuple[tuple[str | int, ...], ...]


def canonical(document: dict[str, Any]) -> bytes:
    """The canonical statements of a document.

    Raises :class:`BadDocument` for addresses that are none, and for shapes that cannot be put together this way.
    """
    texts: list[str] = []
    marked = _marked(document, texts)
    shape = _shape(json.dumps(marked))
    lines = {"".join(_filled(line, texts)) for line in shape.lines}
    return "".join(sorted(lines)).encode()


def normalised(document: dict[str, Any]) -> str:
    """The same by PyLD, whatever the document."""
    from pyld import jsonld  # PyLD is slow to load, and most processes sign no badge

    found: str = jsonld.normalize(
        document,
        {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": pinned},
    )
    return found


def pinned(address: str, _options: object = None) -> dict[str, Any]:
    """A context, from this folder; no other is known and nothing is ever fetched."""
    if address not in CONTEXTS:
        raise BadDocument(f"{address} is not among the pinned contexts")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _read(address),
    }


@cache
def _read(address: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_FOLDER / CONTEXTS[address]).read_text("utf-8"))
    return read


def _marked(node: Any, texts: list[str], key: str = "") -> Any:
    """The document with a mark for every text, which is appended to ``texts``."""
    if key in _SAME_IN_ALL:
        return node
    if isinstance(node, dict):
        return {name: _marked(value, texts, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_marked(value, texts, key) for value in node]
    if isinstance(node, str):
        texts.append(node)
        return f"urn:text:{len(texts) - 1}:"
    return node


@cache
def _shape(marked: str) -> _Shape:
    lines = normalised(json.loads(marked)).splitlines(keepends=True)
    if any("_:c14n1" in line for line in lines):
        raise BadDocument("two nodes have no id: their order depends on the texts")
    return _Shape(tuple(tuple(_parts(line)) for line in lines))


def _parts(line: str) -> Iterator[str | int]:
    for place, part in enumerate(_MARK.split(line)):
        yield int(part) if place % 2 else part


def _filled(line: tuple[str | int, ...], texts: list[str]) -> Iterator[str]:
    before = ""
    for part in line:
        if isinstance(part, int):
            put_in: Callable[[str], str] = _address if before.endswith("<") else _literal
            yield put_in(texts[part])
        else:
            yield part
            before = part


def _address(text: str) -> str:
    if ":" not in text or _NOT_IN_ADDRESSES.search(text):
        raise BadDocument(f"«{text}» is no address")
    return text


def _literal(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPED.get(found[0], f"\\u{ord(found[0]):04X}"), text)
