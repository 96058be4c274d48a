"""A certificate as a picture that goes through any chat: the first page of its PDF in few colours, small enough to send.

The only module that knows PDFium, which is not made for threads: one page at a time, and a few pages are remembered.
So pages that somebody scanned become pictures here, too.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from io import BytesIO
from typing import Any

import pypdfium2
from PIL.Image import Dither, Image, Quantize

from lms.problems import N_, Busy

WIDTH = 1600
"""Pixels from edge to edge: the QR code can still be read, and so can the smallest line."""
_COLOURS = 64
_REMEMBERED = 16
_WAIT_SECONDS = 5.0
_one_at_a_time = threading.Lock()


@lru_cache(_REMEMBERED)
def picture(pdf: bytes) -> bytes:
    """The first page as a PNG. Raises :class:`Busy` when too many wait for theirs."""
    if not _one_at_a_time.acquire(timeout=_WAIT_SECONDS):
        raise Busy(N_("Many pictures are being made right now. Please try again in a few seconds."), retry_after=5)
    try:
        page = _page(pdf)
    finally:
        _one_at_a_time.release()
    kept = BytesIO()
    page.quantize(_COLOURS, Quantize.MEDIANCUT, dither=Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def scanned(pdf: bytes, most: int, longest: int) -> list[bytes]:
    """The pages of a PDF that somebody scanned, as JPEG pictures with at most ``longest`` pixels a side.

    At most ``most`` of them: what comes after them is left out. Raises ``ValueError`` for what is no PDF.
    """
    with _one_at_a_time:
        try:
            document: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as problem:
            raise ValueError("no PDF") from problem
        try:
            return [_jpeg(document[number], longest) for number in range(min(most, len(document)))]
        finally:
            document.close()


def _jpeg(page: Any, longest: int) -> bytes:
    kept = BytesIO()
    image: Image = page.render(scale=longest / max(*page.get_size(), 1)).to_pil().convert("L")
    image.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _page(pdf: bytes) -> Image:
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        page = document[0]
        image: Image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    return image
