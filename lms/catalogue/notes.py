"""Notes for who teaches: ``!!! giang-bai "Title"`` at the margin of a lesson, and below it, indented by four, what to say.

They are taken out before anything else is read, so that nothing made for learners can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lms.catalogue.complaints import Sheet
from lms.catalogue.manuscript import NOTE, Note, Prose
from lms.catalogue.prose import look_through
from lms.catalogue.words import prose as say

_OPENING = re.compile(rf"!!!\s*{NOTE}(?![\w-])(.*)")
_TITLE = re.compile(r'\s+"([^"]+)"\s*|\s*')
_SCREEN = re.compile(r"##(?!#)")
_LONGEST_TITLE = 200
_INDENT = 4


def take_notes(body: Prose, sheet: Sheet) -> tuple[Prose, tuple[Note, ...]]:
    """The text of a lesson with blank lines where notes were, and the notes; what is wrong stands on the sheet."""
    lines = body.text.split("\n")
    kept: list[str] = []
    notes: list[Note] = []
    above, screen = 0, 0
    while len(kept) < len(lines):
        at = len(kept)
        opening = _OPENING.match(lines[at])
        if _SCREEN.match(lines[at]):
            screen, above = screen + 1, at + 1
        if not opening:
            kept.append(lines[at])
            continue
        inside = list(_inside(lines[at + 1 :]))
        place = Prose("\n".join(kept[above:]), body.line + above).trimmed()
        notes.append(_note(opening[1], body.line + at, inside, screen, place, sheet))
        _look_below(lines[at + 1 + len(inside) :], body.line + at + 1 + len(inside), sheet)
        kept += [""] * (1 + len(inside))
    return Prose("\n".join(kept), body.line), tuple(notes)


def look_at_notes(notes: Iterable[Note], sheet: Sheet) -> None:
    """What can be wrong in any text, and what notes may not hold."""
    for note in notes:
        for mention in look_through(note.prose, sheet):
            sheet.add(mention.line, say.NOTE_PICTURE)
        for line, text in enumerate(note.prose.text.split("\n"), note.prose.line):
            if text.lstrip().startswith("!!!"):
                sheet.add(line, say.NOTE_FRAME)


def _inside(lines: Iterable[str]) -> Iterator[str]:
    """The indented lines at the beginning; blank ones as far as others follow."""
    blank: list[str] = []
    for line in lines:
        text = line.expandtabs(_INDENT)
        if not text.strip():
            blank.append("")
        elif text.startswith(" " * _INDENT):
            yield from blank
            blank = []
            yield text[_INDENT:]
        else:
            return


def _note(rest: str, line: int, inside: list[str], screen: int, above: Prose, sheet: Sheet) -> Note:
    form = _TITLE.fullmatch(rest)
    title = (form[1] or "").strip() if form else ""
    if not form:
        sheet.add(line, say.NOTE_FORM)
    if len(title) > _LONGEST_TITLE:
        sheet.add(line, say.TITLE_LONG, length=len(title), most=_LONGEST_TITLE)
    if not inside:
        sheet.add(line, say.NOTE_EMPTY)
    return Note(title, line, Prose("\n".join(inside), line + 1).trimmed(), screen, above)


def _look_below(lines: list[str], line: int, sheet: Sheet) -> None:
    """What follows a note directly, indented by less than it should be, was meant to be in it."""
    spaces = len(lines[0]) - len(lines[0].lstrip(" ")) if lines and lines[0].strip() else 0
    if spaces:
        sheet.add(line, say.NOTE_INDENT, spaces=spaces)
