"""A text file as it must be: UTF-8, precomposed, without control characters, not too large."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from lms.catalogue.complaints import Sheet
from lms.catalogue.words import files as say

MOST_BYTES = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def read_text(path: Path, sheet: Sheet) -> str | None:
    """The text with plain line ends, or nothing when it cannot be read."""
    if not path.is_file():
        sheet.add(0, say.MISSING, name=path.name)
        return None
    if (size := path.stat().st_size) > MOST_BYTES:
        sheet.add(0, say.TOO_LARGE, size=-(-size // 1000), most=MOST_BYTES // 1000)
        return None
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        sheet.add(content[: error.start].count(b"\n") + 1, say.NOT_UTF8)
        return None
    _look_at_letters(text, sheet)
    return text


def _look_at_letters(text: str, sheet: Sheet) -> None:
    lines = text.split("\n")
    strange = [(number, found[0]) for number, line in enumerate(lines, 1) if (found := _CONTROL.search(line))]
    if strange:
        number, letter = strange[0]
        sheet.add(number, say.STRANGE, code=f"U+{ord(letter):04X}", count=len(strange))
    loose = [number for number, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
    if loose:
        words = lines[loose[0] - 1].split()
        word = next(word for word in words if not unicodedata.is_normalized("NFC", word))
        sheet.add(loose[0], say.NOT_NFC, word=unicodedata.normalize("NFC", word)[:40], count=len(loose))
