"""A block that is too high for a wall, in pieces that are not: by entries, rows, sentences, and only then by words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from lms.classroom.projector.heights import COLUMNS
from lms.classroom.projector.tree import Element, Part, cut, elements, text

Height = Callable[[Part], float]
Making = Callable[[Sequence[Part]], Element]
GOES_ON = "on"
"""The class of what began on an earlier wall."""
AGAIN = "again"
"""The class of what stands on every wall: the head of a table."""
_SENTENCE = re.compile(r"(?<=[.!?…:;])[\"'”’)]*\s+")
_WORD = re.compile(r"\s+")
_LONG_WORD = COLUMNS - 8
_BLOCKS = frozenset(("p", "ul", "ol", "dl", "div", "blockquote", "table", "pre", "h3", "h4", "h5", "h6", "hr"))


def pieces(block: Element, height: Height, first: float, room: float) -> list[Element]:
    """The block itself if it fits, else its pieces. The first has less room than the others; where nothing fits into
    that, it is as high as they are.
    """
    if height(block) <= first:
        return [block]
    match block.tag:
        case "ul" | "ol" | "dl":
            return _numbered(block, _filled(_groups(block), block.holding, height, first, room))
        case "table":
            return _table(block, height, first, room)
        case _ if any(isinstance(part, Element) and part.tag in _BLOCKS for part in block.inside):
            units = [(part,) for part in _paragraphs(block.inside)]
            return _going_on(_filled(units, block.holding, height, first, room))
        case _:
            return _going_on(_prose(block, height, first, room))


def _filled(
    units: Iterable[tuple[Element, ...]], make: Making, height: Height, first: float, room: float
) -> list[Element]:
    """As many units into each piece as fit; one that fits into none is divided itself."""
    found: list[Element] = []
    now: list[Element] = []
    limit = first
    waiting = list(units)
    while waiting:
        unit = waiting.pop(0)
        if height(make([*now, *unit])) <= limit:
            now += unit
        elif (
            now
            and len(unit) == 1
            and all(map(is_heading, now))
            and (begun := _begun(unit[0], now, make, height, limit))
        ):
            found.append(make([*now, begun[0]]))
            now, limit = [], room
            waiting[:0] = [(each,) for each in begun[1:]]
        elif now:
            found.append(make(now))
            now, limit = [], room
            waiting.insert(0, unit)
        elif limit < room and height(make(unit)) <= room:
            limit = room
            waiting.insert(0, unit)
        elif len(unit) > 1:
            waiting[:0] = [(each,) for each in unit]
        else:
            *done, last = pieces(unit[0], lambda part: height(make([part])), limit, room)
            found += [make([each]) for each in done]
            now, limit = [last], room
    return [*found, make(now)] if now else found


def is_heading(block: Element) -> bool:
    """Whether it is the title of what comes next, or of a frame."""
    return block.tag in ("h3", "h4", "h5", "h6") or block.get("class") == "h"


def _begun(unit: Element, above: Sequence[Element], make: Making, height: Height, limit: float) -> list[Element]:
    """A unit that begins under its heading and goes on elsewhere; nothing if it cannot."""
    found = pieces(unit, lambda part: height(make([*above, part])), limit, limit)
    return found if len(found) > 1 and height(make([*above, found[0]])) <= limit else []


def _prose(block: Element, height: Height, first: float, room: float) -> list[Element]:
    """By sentences; a sentence that is too long by its words, a word by its letters."""
    found: list[Element] = []
    rest, limit = block, first
    while height(rest) > limit:
        at = _last_fitting(rest, height, limit)
        if at is None and limit == room:
            break
        if at is not None:
            left, right = cut(rest.inside, at)
            found.append(rest.holding(left))
            rest = rest.holding(right)
        limit = room
    return [*found, rest]


def _last_fitting(block: Element, height: Height, limit: float) -> int | None:
    words = text(block)
    for places in (_ends(_SENTENCE, words), _ends(_WORD, words), range(_LONG_WORD, len(words), _LONG_WORD)):
        # The further one goes the higher it is, so the last place that fits is found by halving
        fitting = bisect_right(places, limit, key=lambda at: height(block.holding(cut(block.inside, at)[0])))
        if fitting:
            return places[fitting - 1]
    return None


def _ends(pattern: re.Pattern[str], words: str) -> list[int]:
    return [found.end() for found in pattern.finditer(words) if words[: found.start()].strip() and words[found.end() :]]


def _groups(block: Element) -> Iterator[tuple[Element, ...]]:
    """The entries of a list; of a list of words each word with what it means."""
    group: list[Element] = []
    for entry in block.inside:
        if not isinstance(entry, Element):
            continue
        if group and (entry.tag != "dd" and group[-1].tag != "dt"):
            yield tuple(group)
            group = []
        group.append(entry)
    if group:
        yield tuple(group)


def _numbered(block: Element, found: list[Element]) -> list[Element]:
    """Parts of a list, whose numbers go on; an entry that began on an earlier wall has none."""
    number = int(block.get("start") or 1)
    numbered: list[Element] = []
    for piece in found:
        entries = [each for each in piece.inside if isinstance(each, Element)]
        going_on = sum(each.get("class") == GOES_ON for each in entries)
        start = number - going_on  # its number is not shown, but counted
        numbered.append(piece.having("start", str(start)) if block.tag == "ol" and start > 1 else piece)
        number += len(entries) - going_on
    return numbered


def _table(block: Element, height: Height, first: float, room: float) -> list[Element]:
    """By rows, under the same head. A row that is higher than a wall becomes paragraphs."""
    heads = [part for part in block.inside if isinstance(part, Element) and part.tag == "thead"]
    rows = [each for each in elements(block.inside) if each.tag == "tr" and each not in [*elements(heads)]]

    def make(inside: Sequence[Part]) -> Element:
        return block.holding([*heads, Element("tbody", (), tuple(inside))])

    if not rows or any(height(make([row])) > room for row in rows):
        cells = [each for each in elements(block.inside) if each.tag in ("th", "td")]
        paragraphs = [Element("p", (), cell.inside) for cell in cells]
        return [piece for each in paragraphs for piece in pieces(each, height, room, room)]
    found = _filled([(row,) for row in rows], make, height, first, room)
    return [found[0], *(_with_head_again(piece) for piece in found[1:])]


def _with_head_again(table: Element) -> Element:
    return table.holding(
        [
            part.having("class", AGAIN) if isinstance(part, Element) and part.tag == "thead" else part
            for part in table.inside
        ]
    )


def _paragraphs(parts: Sequence[Part]) -> list[Element]:
    """Blocks; words that stand between them become paragraphs."""
    found: list[Element] = []
    loose: list[Part] = []
    for part in [*parts, None]:
        if part is not None and (isinstance(part, str) or part.tag not in _BLOCKS):
            loose.append(part)
            continue
        if "".join(map(text, loose)).strip():
            found.append(Element("p", (), tuple(loose)))
        loose = []
        if isinstance(part, Element):
            found.append(part)
    return found


def _going_on(found: list[Element]) -> list[Element]:
    """All but the first say that they go on."""
    return [found[0], *(piece.having("class", f"{piece.get('class')} {GOES_ON}".strip()) for piece in found[1:])]
