"""Sets words in type as WeasyPrint does: the same glyphs, the same kerning, the same widths."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from lms.certificates.printing.mould import Letters
from lms.certificates.printing.words import CannotStamp

_UNITS = 1024
"""Pango counts in these parts of a pixel."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLAIN = "".join(map(chr, range(0x20, 0x7F)))
_VIETNAMESE = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
_SIGNS = "–—‘’“”…·°№₫«»"
BANK = (*_PLAIN, *_VIETNAMESE, *_SIGNS, "fi", "fl", "ff", "ffi", "ffl")
"""What a mould can write: all that Vietnamese is written with, and the ligatures some fonts make of it."""


def subset(file: bytes, index: int, glyphs: dict[int, tuple[str, int]]) -> Letters:
    """What shapes text in a font, reduced to the letters the file holds."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({ord(letter) for text, _ in glyphs.values() for letter in text})
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    face = hb.subset(hb.Face(file, index), wanted)
    return Letters(bytes(face.blob.data), glyphs)


def bank_of(file: bytes, index: int) -> dict[int, tuple[str, int]]:
    """The glyphs a font has for the letters of the bank."""
    face = hb.Face(file, index)
    font = hb.Font(face)
    found: dict[int, tuple[str, int]] = {}
    for text in BANK:
        glyphs, places = _shaped(font, text)
        if len(glyphs) == 1 and glyphs[0].codepoint:
            found.setdefault(glyphs[0].codepoint, (text, round(places[0].x_advance * 1000 / face.upem)))
    return found


class Setter:
    """Sets text in one font of a mould."""

    def __init__(self, letters: Letters) -> None:
        self.glyphs = letters.glyphs
        self.font = hb.Font(hb.Face(letters.file))
        self.lock = threading.Lock()
        self.set = lru_cache(maxsize=2000)(self._set)

    def _set(self, text: str, size: float, spacing: float) -> tuple[bytes, float, float]:
        """What shows it, the size it is shown at, and how wide it is (pixels).

        Raises :class:`CannotStamp` for a letter the file does not hold.
        """
        scale = int(size * _UNITS)
        with self.lock:
            self.font.scale = (scale, scale)
            glyphs, places = _shaped(self.font, text)
        ends = [*(glyph.cluster for glyph in glyphs), len(text)]
        extra = int(spacing * _UNITS)
        shown, width = [], 0
        for glyph, place, (begin, end) in zip(glyphs, places, pairwise(ends), strict=True):
            said, wide = self.glyphs.get(glyph.codepoint, ("", 0))
            if said != text[begin:end] or place.x_offset or place.y_offset:
                raise CannotStamp(f"no letter for «{text[begin:end]}»")
            kerning = int(wide - (place.x_advance + extra) * 1000 / scale)
            shown.append(b"%04x" % glyph.codepoint if not kerning else b"%04x>%d<" % (glyph.codepoint, kerning))
            width += place.x_advance + extra
        return b"[<%s>] TJ" % b"".join(shown), scale / _UNITS, width / _UNITS


def _shaped(font: hb.Font, text: str) -> tuple[Sequence[hb.GlyphInfo], Sequence[hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer)
    return buffer.glyph_infos, buffer.glyph_positions
