"""Compares a stamped page with the same page as WeasyPrint draws it, operator by operator."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any

from lms.certificates.printing import finishing
from lms.certificates.printing.layout import Press, on_one_page
from lms.certificates.printing.stamping import Stamp
from lms.certificates.printing.words import CannotStamp, identifier, words_of
from lms.certificates.rules import Facts

_NUMBER = re.compile(rb"-?\d*\.?\d+")
_SHOWN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
_PIXELS = 0.3
"""How far a letter may stand from where WeasyPrint puts it: less than a tenth of a millimetre."""
_THOUSANDTHS = 15
"""The same within a line, in parts of the size of its letters."""


def compare(stamp: Stamp, press: Press, facts: Facts) -> None:
    """Raise :class:`CannotStamp` unless the stamped page is the one WeasyPrint draws."""
    stamped = stamp.drawn(facts, words_of(facts)).split(b"\n")
    document, size = on_one_page(press, facts)
    laid_out: list[bytes] = []

    def finish(_: Any, pdf: Any) -> None:
        finishing.draw_qr(pdf, facts.address, facts.address)
        laid_out.extend(b"\n".join(map(finishing.written, finishing.drawing(pdf))).split(b"\n"))

    press.write(document, identifier(facts), finish)
    if size != stamp.mould.size:
        raise CannotStamp("a longer name changes the size of the text")
    for ours, theirs in zip_longest(stamped, laid_out, fillvalue=b""):
        if ours != theirs and not _are_alike(ours, theirs):
            raise CannotStamp(f"stamped {ours[:80]!r} is not laid out {theirs[:80]!r}")


def _are_alike(ours: bytes, theirs: bytes) -> bool:
    if ours.endswith(b"TJ") and theirs.endswith(b"TJ"):
        one, other = _places(ours), _places(theirs)
        return [glyph for glyph, _ in one] == [glyph for glyph, _ in other] and all(
            abs(place - there) < _THOUSANDTHS for (_, place), (_, there) in zip(one, other, strict=True)
        )
    return _NUMBER.sub(b"", ours) == _NUMBER.sub(b"", theirs) and all(
        abs(float(one) - float(other)) < _PIXELS
        for one, other in zip(_NUMBER.findall(ours), _NUMBER.findall(theirs), strict=True)
    )


def _places(shown: bytes) -> list[tuple[bytes, float]]:
    """The glyphs of a text, each with how far it was moved from where its forerunners' widths put it."""
    moved, found = 0.0, []
    for glyphs, move in _SHOWN.findall(shown):
        moved += float(move or 0)
        found += [(glyphs[at : at + 4], moved) for at in range(0, len(glyphs), 4)]
    return found
