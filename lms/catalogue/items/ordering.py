"""Orderings: a numbered list in the right order."""

from __future__ import annotations

import re

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines, explained_below, look_for_twins
from lms.catalogue.manuscript import Kind, Option, Part, Prose
from lms.catalogue.words import items as say
from lms.vietnamese import tidy

FEWEST_STEPS, MOST_STEPS = 3, 8
_STEP = re.compile(r"(\d{1,3})[.)] +(\S.*)")


def is_numbered(text: str) -> bool:
    """Whether a line is a step of a numbered list."""
    return bool(_STEP.match(text))


def is_of_list(text: str) -> bool:
    """Whether a line belongs to the list or stands between its steps."""
    return is_numbered(text) or not text.strip() or text.startswith(" ")


def read_ordering(lines: Lines, line: int, sheet: Sheet) -> Answering:
    """The steps; the options of each are all positions."""
    size = next((at for at, (_, text) in enumerate(lines) if not is_of_list(text)), len(lines))
    parts: list[Part] = []
    for at, text in lines[:size]:
        step = _STEP.match(text)
        if step:
            parts.append(Part(tidy(step[2]), at))
            if int(step[1]) != len(parts):
                sheet.add(at, say.NUMBERS, found=int(step[1]), wanted=len(parts))
        elif text.strip():
            sheet.add(at, say.UNDER_STEP)
    if not FEWEST_STEPS <= len(parts) <= MOST_STEPS:
        sheet.add(parts[0].line, say.ORDER_SIZE, count=len(parts), fewest=FEWEST_STEPS, most=MOST_STEPS)
    look_for_twins([(part.line, part.text) for part in parts[:MOST_STEPS]], sheet, say.SAME_PART)
    explanation = explained_below(lines[size:], line, sheet)
    return Answering(explanation, _positions(parts[:MOST_STEPS]), Kind.ORDERING, tuple(parts[:MOST_STEPS]))


def _positions(parts: list[Part]) -> tuple[Option, ...]:
    return tuple(
        Option(str(position + 1), part.line, position == at, Prose("", part.line), at)
        for at, part in enumerate(parts)
        for position in range(len(parts))
    )
