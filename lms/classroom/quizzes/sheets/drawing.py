"""The boxes of a sheet and its corner marks as a drawing (SVG) of the whole sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from lms.classroom.quizzes.rules import Row
from lms.classroom.quizzes.sheets.layout import BITS, CORNERS, HEIGHT, MARK, RADIUS, WIDTH, label_at, spots

_MODULE = MARK / len(BITS[0])


def drawn(rows: Sequence[Row], filled: Sequence[Collection[str]] = ()) -> bytes:
    """The drawing; ``filled`` says for each row which boxes are black, as on the sheet with the right answers."""
    return _drawn(tuple(rows), tuple("".join(marked) for marked in filled))


@lru_cache(32)
def _drawn(rows: tuple[Row, ...], filled: tuple[str, ...]) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{"".join(_corners())}"/>'
        f'<g font-family="Liberation Sans" text-anchor="middle" font-size="3.4">{"".join(_boxes(rows, filled))}</g>'
        f'<g font-family="Liberation Sans" font-weight="bold" text-anchor="end" font-size="4.6">{"".join(_labels(rows))}</g>'
        "</svg>"
    ).encode()


def _corners() -> Iterator[str]:
    for (left, top), bits in zip(CORNERS, BITS, strict=True):
        for y, line in enumerate(bits):
            for x, bit in enumerate(line):
                if bit == "0":
                    yield f"M{left + x * _MODULE} {top + y * _MODULE}h{_MODULE}v{_MODULE}h-{_MODULE}z"


def _boxes(rows: Sequence[Row], filled: Sequence[str]) -> Iterator[str]:
    for spot in spots(rows):
        is_filled = bool(filled) and spot.sign in filled[spot.row]
        look = "#000" if is_filled else "none"
        yield f'<circle cx="{spot.x}" cy="{spot.y}" r="{RADIUS}" fill="{look}" stroke="#333" stroke-width=".3"/>'
        ink = "#fff" if is_filled else "#777"
        yield f'<text x="{spot.x}" y="{spot.y + 1.2:.1f}" fill="{ink}">{spot.sign}</text>'


def _labels(rows: Sequence[Row]) -> Iterator[str]:
    for at, row in enumerate(rows):
        x, y = label_at(rows, at)
        yield f'<text x="{x:.1f}" y="{y + 1.6:.1f}">{row.label}{"*" if row.is_multiple else ""}</text>'
