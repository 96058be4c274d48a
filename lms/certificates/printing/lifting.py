"""Takes a page out of one file, to be put into others as a picture: what never changes is drawn once."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")


@dataclass(frozen=True, slots=True)
class Lifted:
    """Objects of a file that refer to one another by their place in the list; the first is the picture of the page."""

    objects: tuple[tuple[bytes, bytes | None], ...]
    """Of each what it says, and if it is a stream, its content."""

    def numbered(self, number: Callable[[int], int]) -> list[bytes]:
        """The objects as they are written, when object ``i`` has the number ``number(i)``."""

        def reference(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % number(int(found[1]))

        written = []
        for said, stream in self.objects:
            body = _REFERENCE.sub(reference, said)
            written.append(body if stream is None else b"%s\nstream\n%s\nendstream" % (body, stream))
        return written


def picture_of_page(pdf: bytes) -> Lifted:
    """The first page of a file as a form XObject."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return lifted(file.pages[0].as_form_xobject())


def lifted(first: pikepdf.Object) -> Lifted:
    """An object and all that it refers to."""
    numbers: dict[tuple[int, int], int] = {first.objgen: 0}
    waiting, objects = [first], []
    for thing in waiting:  # grows while it is walked
        said, stream = _content(thing) if isinstance(thing, pikepdf.Stream) else (thing, None)
        for inner in _indirect(said):
            if inner.objgen not in numbers:
                numbers[inner.objgen] = len(numbers)
                waiting.append(inner)

        def by_place(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % numbers[int(found[1]), int(found[2])]

        objects.append((_REFERENCE.sub(by_place, said.unparse(resolved=True)), stream))
    return Lifted(tuple(objects))


def _content(thing: pikepdf.Stream) -> tuple[pikepdf.Dictionary, bytes]:
    said, stream = pikepdf.Dictionary(dict(thing.stream_dict.items())), thing.read_raw_bytes()
    if "/Filter" not in said:
        said.Filter, stream = pikepdf.Name.FlateDecode, zlib.compress(stream, 9)
    said.Length = len(stream)
    return said, stream


def _indirect(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """What an object refers to, in its order."""
    values = [value for _, value in thing.items()] if isinstance(thing, pikepdf.Dictionary) else list(thing)
    for value in values:
        if isinstance(value, pikepdf.Object):
            if value.is_indirect:
                yield value
            elif isinstance(value, (pikepdf.Dictionary, pikepdf.Array)):
                yield from _indirect(value)
