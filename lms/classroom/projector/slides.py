"""A lesson as slides for the wall: one idea on each, every word on exactly one of them, nothing cut in its middle.

A title, a small heading, a picture, a table and a frame each begin a slide of their own; paragraphs and lists share one
as long as they fit. A line that leads to what follows («… ba thứ:») stays with it. Recordings are not played: here the
teacher speaks. Where the text came from stands on the learners' own page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lms.catalogue.languages.spoken import paragraphs
from lms.catalogue.published import PublishedModule
from lms.classroom.projector.heights import COLUMNS, LARGER, ROOM, foot_height, height, title_height
from lms.classroom.projector.placing import Sheet, placed
from lms.classroom.projector.splitting import AGAIN
from lms.classroom.projector.tree import Element, Part, elements, markup, parse
from lms.classroom.projector.wording import MARK, Worded, worded

_LONGEST_AT_FOOT = 3.0
"""Lines of a footnote below the text that asks for it; a longer one comes after the text."""
_NEVER_LARGE = frozenset(("img", "table", "pre"))


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on the wall at once."""

    screen: int
    """Of which screen of the lesson, from 1; 0 is what stands before them."""
    title: str
    is_first: bool
    """Whether its screen begins here: then the title stands large above it."""
    html: str
    foot: str
    """Footnotes, small."""
    is_large: bool
    words: int
    """How many words of its screen have stood on the wall after this one."""


def slides_of(module: PublishedModule) -> tuple[Slide, ...]:
    """A whole lesson. After its last slide a wall has one more, which says that it is over."""
    screens = tuple((screen.position, screen.title, screen.html) for screen in module.screens)
    return _all_of(((0, module.title, module.intro_html), *screens))


@lru_cache(maxsize=32)
def _all_of(screens: tuple[tuple[int, str, str], ...]) -> tuple[Slide, ...]:
    return tuple(slide for number, title, html in screens for slide in divided(number, title, html))


def divided(number: int, title: str, html: str) -> list[Slide]:
    """One screen: its title and clean HTML."""
    said = worded(parse(html))
    long = [note for note in said.notes.values() if not _stands_at_foot(note)]
    found: list[Slide] = []
    for sheet in placed([*said.blocks, *long], title_height(title), _high(said)):
        seen = found[-1].words if found else 0
        found.append(_slide(number, "" if found else title, sheet, said, seen, title))
    return found


def _slide(number: int, heading: str, sheet: Sheet, said: Worded, seen: int, title: str) -> Slide:
    foot = [said.notes[key] for key in _marks(sheet.blocks) if _stands_at_foot(said.notes[key])]
    return Slide(
        number,
        title,
        bool(heading),
        markup(sheet.blocks),
        markup(foot),
        _is_large(heading, sheet.blocks, foot),
        seen + _count(sheet.blocks),
    )


def _high(said: Worded) -> Callable[[Part], float]:
    """How high a block is with the footnotes that come with it."""

    def high(part: Part) -> float:
        notes = [said.notes[key] for key in _marks([part])]
        return height(part) + sum(foot_height(note) for note in notes if _stands_at_foot(note))

    return high


def _stands_at_foot(note: Element) -> bool:
    return foot_height(note) <= _LONGEST_AT_FOOT


def _marks(parts: Sequence[Part]) -> list[str]:
    return [key for each in elements(parts) if (key := each.get(MARK))]


def _is_large(heading: str, blocks: Sequence[Element], foot: Sequence[Element]) -> bool:
    """Whether there is so little to read that it can stand in larger letters."""
    if any(each.tag in _NEVER_LARGE for each in elements(blocks)):
        return False
    columns = int(COLUMNS / LARGER)
    wanted = title_height(heading, LARGER) + sum(height(block, columns) for block in blocks)
    return (wanted + sum(map(foot_height, foot))) * LARGER <= ROOM


def _count(blocks: Sequence[Element]) -> int:
    """Words, as those that stand above a note are counted; the head of a table counts once."""
    once = markup([_without_heads_again(block) for block in blocks])
    return sum(len(words.split()) for words in paragraphs(once))


def _without_heads_again(block: Element) -> Element:
    return block.holding([part for part in block.inside if isinstance(part, str) or part.get("class") != AGAIN])
