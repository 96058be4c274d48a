"""A compiled form: everything of a page that does not change, and where and how each word is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

import cbor2

from lms.certificates.printing.words import Pattern

Piece = bytes | tuple[int, int] | None
"""Of the drawing: what never changes, a run of a line (line, run), or the QR code."""
Told = tuple[bytes | Pattern, ...]
"""An object of the file in which words stand."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font; lengths are pixels from the upper left corner, as WeasyPrint has them."""

    said: Pattern
    drawn: bytes
    """How the page shows it if it is the same for everybody."""
    font: str
    size: float
    grows_with: str
    """The word whose length decides how large it is, if any."""
    spacing: float
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line in which a word stands."""

    room: float
    lead: float
    """Which part of the room that is left stands before it: 0, one half, 1."""
    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """From the beginning of the first run to the end of the last."""
        return self.runs[-1].x + self.runs[-1].width - self.runs[0].x


@dataclass(frozen=True, slots=True)
class Letters:
    """A font as far as the file holds it: what shapes text, and of each glyph its text and width (1/1000 of the size)."""

    file: bytes
    glyphs: dict[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Mould:
    """What a form makes of everything that is the same on many papers."""

    key: str
    size: float
    """Of the text, in points."""
    drawing: tuple[Piece, ...]
    lines: tuple[Line, ...]
    qr: tuple[float, float, float]
    """Left, top and side."""
    letters: dict[str, Letters]
    objects: dict[int, tuple[bytes, bytes | None]]
    """By number: what an object says, and if it is a stream, its content."""
    told: dict[int, Told]
    """Objects in which words stand."""
    page: int
    contents: int
    resources: int
    metadata: tuple[int, Pattern]
    catalog: tuple[int, bytes]
    info: tuple[tuple[str, Pattern], ...]

    def to_bytes(self) -> bytes:
        """To be kept with a published form; the same mould gives the same bytes."""
        return cbor2.dumps(asdict(self), canonical=True)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """The mould as it was kept."""
        said: dict[str, Any] = cbor2.loads(kept)
        said["drawing"] = tuple(tuple(piece) if isinstance(piece, list) else piece for piece in said["drawing"])
        said["lines"] = tuple(
            Line(**{**line, "runs": tuple(Run(**{**run, "said": tuple(run["said"])}) for run in line["runs"])})
            for line in said["lines"]
        )
        said["qr"] = tuple(said["qr"])
        said["letters"] = {
            name: Letters(font["file"], {glyph: tuple(of) for glyph, of in font["glyphs"].items()})
            for name, font in said["letters"].items()
        }
        said["objects"] = {number: tuple(thing) for number, thing in said["objects"].items()}
        said["told"] = {
            number: tuple(tuple(part) if isinstance(part, list) else part for part in parts)
            for number, parts in said["told"].items()
        }
        number, metadata = said["metadata"]
        said["metadata"] = (number, tuple(metadata))
        said["catalog"] = tuple(said["catalog"])
        said["info"] = tuple((key, tuple(value)) for key, value in said["info"])
        return cls(**said)
