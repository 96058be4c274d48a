"""Which blocks share a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lms.classroom.projector.heights import ROOM
from lms.classroom.projector.splitting import is_heading, pieces
from lms.classroom.projector.tree import Element, Part, text

Height = Callable[[Part], float]
_ALONE = frozenset(("table", "div", "img"))
_LONGEST_OPENING = 3.0
"""Lines of a paragraph that leads to what follows."""
_STEP = 0.5


@dataclass(slots=True)
class Sheet:
    """A slide while it is being filled."""

    taken: float = 0.0
    """Lines; of the first its title."""
    blocks: list[Element] = field(default_factory=list)

    def add(self, block: Element, height: float) -> None:
        """Put a block below the others."""
        self.blocks.append(block)
        self.taken += height


def placed(blocks: Iterable[Element], title: float, height: Height) -> list[Sheet]:
    """All blocks of a screen in their order; the first sheet has its title, and may have nothing else."""
    sheets = [Sheet(title)]
    for run in _runs(blocks):
        if _stands_alone(run[-1]):
            _place_alone(run, sheets, height)
        else:
            _place_together(run, sheets, height)
    return sheets


def _stands_alone(block: Element) -> bool:
    return block.tag in _ALONE


def _opens(block: Element, height: Height) -> bool:
    """Whether it says only what comes next: it is never the last of a slide."""
    if is_heading(block):
        return True
    return block.tag == "p" and text(block).rstrip().endswith(":") and height(block) <= _LONGEST_OPENING


def _runs(blocks: Iterable[Element]) -> Iterator[list[Element]]:
    """What may share slides, together; what stands alone, alone."""
    run: list[Element] = []
    for block in blocks:
        if run and (_stands_alone(block) or is_heading(block)):
            yield run
            run = []
        run.append(block)
        if _stands_alone(block):
            yield run
            run = []
    if run:
        yield run


def _place_alone(run: Sequence[Element], sheets: list[Sheet], height: Height) -> None:
    """A picture, table or frame, with the words that lead to it or the title of its screen."""
    [block] = run
    sheet = sheets[-1]
    has_only_openings = all(_opens(each, height) for each in sheet.blocks)
    if has_only_openings and sheet.taken + height(block) <= ROOM:
        sheet.add(block, height(block))
        return
    if has_only_openings and height(block) > ROOM:
        _divide(block, sheets, height, ROOM)
        return
    opening = _taken_back(sheet, height, ROOM - height(block))
    for piece in pieces(block, height, ROOM, ROOM):
        sheets.append(Sheet())
        if opening is not None:
            sheets[-1].add(opening, height(opening))
            opening = None
        sheets[-1].add(piece, height(piece))


def _taken_back(sheet: Sheet, height: Height, free: float) -> Element | None:
    """The opening at the end of a sheet that has more on it, or a title, if there is room for it where it leads to."""
    last = sheet.blocks[-1] if sheet.blocks else None
    if last is None or not _opens(last, height) or height(last) > free or sheet.taken == height(last):
        return None
    sheet.blocks.pop()
    sheet.taken -= height(last)
    return last


def _place_together(run: Sequence[Element], sheets: list[Sheet], height: Height) -> None:
    """Paragraphs and lists on as few slides as they need, and about as much on each."""
    if sheets[-1].blocks:
        sheets.append(Sheet())
    first = sheets.pop()
    found = _packed(run, first.taken, height, ROOM)
    room = ROOM
    while (room := room - _STEP) > 0:
        closer = _packed(run, first.taken, height, room)
        if len(closer) > len(found) or _number(closer) > _number(found):
            break
        found = closer
    sheets += found


def _number(sheets: Sequence[Sheet]) -> int:
    return sum(len(sheet.blocks) for sheet in sheets)


def _packed(run: Sequence[Element], title: float, height: Height, room: float) -> list[Sheet]:
    sheets = [Sheet(title)]
    for block in run:
        sheet = sheets[-1]
        if sheet.taken + height(block) <= room:
            sheet.add(block, height(block))
        elif height(block) > room or all(_opens(each, height) for each in sheet.blocks):
            _divide(block, sheets, height, room)
        else:
            opening = _taken_back(sheet, height, room - height(block))
            sheets.append(Sheet())
            for each in (opening, block):
                if each is not None:
                    sheets[-1].add(each, height(each))
    return sheets


def _divide(block: Element, sheets: list[Sheet], height: Height, room: float) -> None:
    """A block that does not fit into what is left of a sheet, and has to begin there or is higher than any."""
    for piece in pieces(block, height, max(0.0, room - sheets[-1].taken), room):
        if sheets[-1].taken + height(piece) > room:
            sheets.append(Sheet())
        sheets[-1].add(piece, height(piece))
