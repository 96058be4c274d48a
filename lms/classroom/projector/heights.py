"""How many lines of a wall something takes, by counting letters.

The measure is a wall of sixteen to nine whose letters are 3.4 % of its width: 27.6 ems of text across, and room for ten
lines. On a picture two metres wide a capital letter then is 48 mm high, which at eight metres is 20 minutes of arc: what
ISO 9241-303 prefers, above the 16 it demands. Letters of the widest common face (DejaVu Sans) are counted; with any other
there is room to spare. A browser test measures that nothing runs over.
"""

from __future__ import annotations

from collections.abc import Sequence

from lms.classroom.projector.tree import LINE, PICTURE, Element, Part, elements, text

ROOM = 9.6
"""Lines on one wall."""
COLUMNS = 47
"""Letters in a line."""
LARGER = 1.3
"""How much larger the letters are where little is to be read."""
_TITLE_COLUMNS, _TITLE_LINE = 36, 1.35
_GAP = 0.4
"""Between two paragraphs, in lines."""
_INDENT = 4
_INDENTED = frozenset(("li", "dd", "blockquote"))
_FRAME_EDGE = 1.3
_LARGER, _HEADING = frozenset(("h3", "h4", "h5", "h6")), 1.15
_FOOT_COLUMNS, _FOOT_LINE = 58, 0.8
_SMALLEST_PICTURE = 5.0
_FIXED = {"img": _SMALLEST_PICTURE + _GAP, "hr": _GAP}
_INLINE = frozenset(("strong", "em", "code", "a", "sup", "span", "br", "img"))


def lines(words: str, columns: int) -> int:
    """How many lines a text takes, word after word; a word longer than a line goes on in the next."""
    return sum(_lines(line, columns) for line in words.split(LINE)) if words.strip() else 0


def _lines(words: str, columns: int) -> int:
    count, used = 1, 0
    for word in words.split():
        length = len(word)
        if used and used + 1 + length > columns:
            count, used = count + 1, 0
        used += length + (1 if used else 0)
        while used > columns:
            count, used = count + 1, used - columns
    return count


def title_height(title: str, larger: float = 1) -> float:
    """Of a title, in lines of the text."""
    return lines(title, int(_TITLE_COLUMNS / larger)) * _TITLE_LINE + _GAP if title else 0


def foot_height(footnote: Element) -> float:
    """Of a footnote at the foot of a wall."""
    return lines(text(footnote), _FOOT_COLUMNS) * _FOOT_LINE + _GAP / 2


def height(part: Part, columns: int = COLUMNS) -> float:
    """Of a block with the gap below it, in lines of the text."""
    if isinstance(part, str):
        return lines(part, columns)
    if part.tag in _FIXED:
        return _FIXED[part.tag]
    if part.tag in ("ul", "ol", "dl"):
        return sum(height(each, columns) for each in part.inside)
    if part.tag == "table":
        return sum(_row(each, columns) for each in elements([part]) if each.tag == "tr") + _GAP
    if part.tag in _LARGER:
        return lines(text(part), int(columns / _HEADING)) * _HEADING + _GAP
    if part.tag == "div" or part.get("class").startswith("sms"):
        return _of_all(part.inside, columns - _INDENT) + _FRAME_EDGE
    return _of_all(part.inside, columns - _INDENT * (part.tag in _INDENTED)) + _GAP


def _of_all(parts: Sequence[Part], columns: int) -> float:
    """Of what stands in a block: its own words, then the blocks in it."""
    total, words = 0.0, ""
    for part in parts:
        if isinstance(part, str) or part.tag in _INLINE:
            words += text(part)
        else:
            total += _words(words, columns) + height(part, columns)
            words = ""
    return total + _words(words, columns)


def _words(words: str, columns: int) -> float:
    pictures = words.count(PICTURE)
    return lines(words.replace(PICTURE, " "), columns) + pictures * _SMALLEST_PICTURE


def _row(row: Element, columns: int) -> float:
    """A row of a table, whose columns are all of the same width."""
    cells = [cell for cell in row.inside if isinstance(cell, Element)]
    width = max(4, columns // max(1, len(cells)) - 3)
    return max((_of_all(cell.inside, width) for cell in cells), default=0) + _GAP
