"""The QR code as lines of a PDF page; WeasyPrint would take longer over it than over all the text."""

from __future__ import annotations

from typing import Any

import segno

_QUIET = 4
"""Modules of white around it; readers need them."""
_MASK = 2
"""Any of the eight may be used; looking for the best costs more than the rest of the code."""


def title(address: str) -> str:
    """What a screen reader says in its place."""
    return f"Mã QR để tra cứu giấy chứng nhận này: {address}"


def drawn(text: str, left: float, top: float, side: float) -> bytes:
    """The marks of a code, in units that run from the top of the page to the bottom, as WeasyPrint's do."""
    parts: Any = _parts(text)  # segno takes a list, its types do not say so
    rows = segno.make(parts, error="m", micro=False, mask=_MASK).matrix
    module = side / (len(rows) + 2 * _QUIET)
    edge = module * _QUIET
    marks = [b"q 0 0 0 rg %.6f 0 0 %.6f %.6f %.6f cm" % (module, module, left + edge, top + edge)]
    for y, row in enumerate(rows):
        x = 0
        for bar in bytes(row).split(b"\0"):
            if bar:
                marks.append(b"%d %d %d 1 re" % (x, y, len(bar)))
            x += len(bar) + 1
    return b"\n".join([*marks, b"f Q"])


def _parts(text: str) -> list[str]:
    """A number at the end stands by itself: digits take less room than letters."""
    letters = text.rstrip("0123456789") if "#" in text else text
    return [part for part in (letters, text[len(letters) :]) if part]
