"""quiz.md and final.md: questions, each with a scene and one of the ways to answer in ``items``."""

from __future__ import annotations

import re
from itertools import pairwise

from lms.catalogue.complaints import Sheet
from lms.catalogue.heading import parse_heading
from lms.catalogue.items.notation import notation_of
from lms.catalogue.manuscript import Item, Mention, Prose, Quiz
from lms.catalogue.prose import look_through, without_comments
from lms.catalogue.words import quiz as say

_QUESTION = re.compile(r"##(?!#)")


def parse_quiz(text: str, sheet: Sheet, *, final: bool = False) -> Quiz:
    """The items of a file; what is wrong stands on the sheet."""
    lines = without_comments(text, 1, sheet).expandtabs(4).split("\n")
    starts = [at for at, line in enumerate(lines) if _QUESTION.match(line)]
    first = starts[0] if starts else len(lines)
    for line, words in enumerate(lines[:first], 1):
        if words.strip():
            sheet.add(line, say.BEFORE_FIRST)
    if not starts:
        sheet.add(1, say.NONE)
    mentions: list[Mention] = []
    items = [
        _item(lines[start:end], start + 1, sheet, mentions, final=final)
        for start, end in pairwise([*starts, len(lines)])
    ]
    return Quiz(tuple(items), tuple(mentions))


def _item(lines: list[str], line: int, sheet: Sheet, mentions: list[Mention], *, final: bool) -> Item:
    """One item as far as it could be read; the pictures it asks for join the mentions."""
    heading = parse_heading(lines[0], line, sheet, final=final)
    below = lines[1:]
    read, start = notation_of(below)
    scene = Prose("\n".join(below[:start]), line + 1).trimmed()
    answering = read([*enumerate(below[start:], line + 1 + start)], line, sheet)
    for prose in (scene, *answering.texts()):
        mentions += look_through(prose, sheet)
    return Item(
        heading.key,
        line,
        heading.stem,
        heading.module,
        heading.reread,
        heading.is_core,
        scene,
        answering.options,
        answering.explanation,
        answering.notation,
        answering.parts,
        answering.heads,
        answering.accepted,
        answering.number,
    )
