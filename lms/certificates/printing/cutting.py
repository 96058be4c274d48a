"""Cuts a page as WeasyPrint wrote it into what never changes and the places of words; refuses what it did not expect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

import pydyf

from lms.certificates.printing import finishing
from lms.certificates.printing.mould import Line, Piece, Run, Told
from lms.certificates.printing.tracing import TracedLine, TracedRun
from lms.certificates.printing.words import CannotStamp, Pattern, is_fixed, pattern

_PLACE = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")
_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_LEFT_OVER = re.compile(rb"(?i)zq\d\dqz|00[57]a00[57]1003\d")
_HOLE = b"\0hole\0"
_NEAR = 0.001


def cut(
    operators: list[Any], lines: tuple[TracedLine, ...], grown: dict[TracedRun, str], fonts: dict[int, str]
) -> tuple[tuple[Piece, ...], tuple[Line, ...]]:
    """The drawing in pieces: what never changes, and the runs of lines in which words stand."""
    places = {(line, run): traced for line, of in enumerate(lines) for run, traced in enumerate(of.runs)}
    shown: dict[tuple[int, int], bytes] = {}
    pieces: list[Piece] = []
    for group in _groups(operators):
        spot = _spot(group, places) if len(group) > 1 else None
        if spot is None:
            pieces.extend(group)
            continue
        if len(group) != 5 or spot in shown or not _is_set_in(group[2], places[spot], fonts):  # noqa: PLR2004
            raise CannotStamp(f"«{''.join(places[spot].said)}» is drawn in an unexpected way")
        shown[spot] = group[3] or b""
        pieces.append(spot)
    missing = [run for spot, run in places.items() if spot not in shown and "".join(run.said).strip()]
    if missing:
        raise CannotStamp(f"«{''.join(missing[0].said)}» is not drawn where it stands")
    made = (
        Line(
            of.room,
            of.lead,
            tuple(
                Run(
                    run.said,
                    shown.get((line, at), b""),
                    fonts[run.font],
                    run.size,
                    grown[run],
                    run.spacing,
                    run.x,
                    run.y,
                    run.width,
                )
                for at, run in enumerate(of.runs)
            ),
        )
        for line, of in enumerate(lines)
    )
    return tuple(_joined(pieces)), tuple(made)


def _groups(operators: list[Any]) -> Iterator[list[bytes | None]]:
    """Operators one by one, but those that show a text together."""
    text: list[bytes | None] = []
    for operator in operators:
        written = None if operator is None else finishing.written(operator)
        if text or written == b"BT":
            text.append(written)
        else:
            yield [written]
        if written == b"ET":
            yield text
            text = []


def _spot(group: list[bytes | None], places: dict[tuple[int, int], TracedRun]) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(group[1] or b"")
    if not found:
        return None
    x, y = float(found[1]), float(found[2])
    near = (spot for spot, run in places.items() if abs(run.x - x) < _NEAR and abs(run.y - y) < _NEAR)
    return next(near, None)


def _is_set_in(operator: bytes | None, run: TracedRun, fonts: dict[int, str]) -> bool:
    found = _FONT.fullmatch(operator or b"")
    return found is not None and found[1].decode() == fonts[run.font] and abs(float(found[2]) - run.size) < _NEAR * 2


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    waiting: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            waiting.append(piece)
            continue
        if waiting:
            yield b"\n".join(waiting)
        waiting = []
        yield piece
    if waiting:
        yield b"\n".join(waiting)


def told_in(thing: Any) -> Told:
    """An object in turn with the patterns of the texts in it, if there are any."""
    patterns: list[Pattern] = []
    copy = pydyf.Dictionary(thing)
    for name, value in thing.items():
        if isinstance(value, pydyf.String) and not is_fixed(said := pattern(str(value.string))):
            copy[name] = _HOLE
            patterns.append(said)
    if not patterns:
        return ()
    parts: list[bytes | Pattern] = []
    for said, before in zip_longest(patterns, copy.data.split(_HOLE)):
        parts.extend([before] if said is None else [before, said])
    return tuple(parts)


def refuse_marks(fixed: Iterable[bytes]) -> None:
    """A mark that was overlooked would be printed."""
    if any(_LEFT_OVER.search(said) for said in fixed):
        raise CannotStamp("a word stands where no word can be put in")
