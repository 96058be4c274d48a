"""Writes a PDF file most of which is the same for many: that part is laid by as bytes, with where each object is."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_SPECIAL = re.compile(rb"([\\()])")
_FREE, _PLAIN, _PACKED = 0, 1, 2


def text_string(text: str) -> bytes:
    """A text as PDF writes it."""
    if text.isascii():
        return b"(" + _SPECIAL.sub(rb"\\\1", text.encode()) + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def stream_of(said: bytes, content: bytes) -> bytes:
    """A compressed stream; ``said`` are the other entries of its dictionary."""
    packed = zlib.compress(content, 6)
    return b"<<%s/Filter /FlateDecode/Length %d>>\nstream\n%s\nendstream" % (said, len(packed), packed)


def _entry(kind: int, where: int, place: int) -> bytes:
    return bytes([kind]) + where.to_bytes(4, "big") + place.to_bytes(2, "big")


_NOTHING = _entry(_FREE, 0, 0)


class Shelf:
    """The objects that are the same in every file, ready to be written."""

    def __init__(self, objects: Mapping[int, tuple[bytes, bytes | None]], free: int) -> None:
        self.free = free + 1
        """The first number nobody has."""
        small = [(number, said) for number, (said, stream) in objects.items() if stream is None]
        begin = BytesIO()
        file = File(begin, first=free)
        for number, (said, stream) in objects.items():
            if stream is not None:
                file.add(number, b"%s\nstream\n%s\nendstream" % (said, stream))
        file.add_next(_packed(small))
        for place, (number, _) in enumerate(small):
            file.entries[number] = _entry(_PACKED, free, place)
        self.begin = begin.getvalue()
        self.entries = file.entries

    def written(self, objects: Mapping[int, bytes], root: int, info: int, identifier: bytes) -> bytes:
        """The file, with the objects that are its own."""
        out = BytesIO()
        file = File(out, first=max(self.free, *objects) + 1, begin=self.begin, entries=self.entries)
        for number, said in objects.items():
            file.add(number, said)
        ours = hashlib.sha256(b"".join(objects.values())).digest()[:16]
        file.end(root, info, b"/ID [<%s><%s>]" % (identifier.hex().encode(), ours.hex().encode()))
        return out.getvalue()


class File:
    """A PDF file as it is written, object by object."""

    def __init__(
        self, out: BinaryIO, first: int, begin: bytes = _HEADER, entries: Mapping[int, bytes] | None = None
    ) -> None:
        self.out = out
        self.free = first
        """The next number nobody has."""
        self.at = len(begin)
        self.entries = dict(entries or {0: _NOTHING})
        out.write(begin)

    def add(self, number: int, said: bytes) -> None:
        """Write an object that has a number."""
        written = b"%d 0 obj\n%s\nendobj\n" % (number, said)
        self.entries[number] = _entry(_PLAIN, self.at, 0)
        self.at += len(written)
        self.out.write(written)

    def add_next(self, said: bytes) -> int:
        """Write an object; gives the number it got."""
        number = self.free
        self.free += 1
        self.add(number, said)
        return number

    def end(self, root: int, info: int, more: bytes = b"") -> None:
        """Write where everything is."""
        last, at = self.free, self.at
        self.entries[last] = _entry(_PLAIN, at, 0)
        table = b"".join(self.entries.get(number, _NOTHING) for number in range(last + 1))
        said = b"/Type /XRef/Size %d/W [1 4 2]/Root %d 0 R/Info %d 0 R%s" % (last + 1, root, info, more)
        self.add_next(stream_of(said, table))
        self.out.write(b"startxref\n%d\n%%%%EOF\n" % at)


def _packed(objects: list[tuple[int, bytes]]) -> bytes:
    """Small objects together, compressed."""
    index, at = [], 0
    for number, said in objects:
        index.append(b"%d %d" % (number, at))
        at += len(said) + 1
    first = b" ".join(index) + b"\n"
    said = b"/Type /ObjStm/N %d/First %d" % (len(objects), len(first))
    return stream_of(said, first + b"\n".join(said for _, said in objects))
