"""Scenarios: ``### Bước 1. question`` opens a step with a task list of its own."""

from __future__ import annotations

import re

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines, look_for_twins
from lms.catalogue.items.task_list import TaskList, is_option, look_at_number
from lms.catalogue.manuscript import Kind, Option, Part
from lms.catalogue.words import items as say
from lms.catalogue.words import quiz as say_quiz
from lms.vietnamese import tidy

MOST_STEPS = 8
_STEP = re.compile(r"###(?!#)\s*(.*)")
_SAYS_STEP = re.compile(r"###(?!#)\s*(?:bước|step)\s*\d", re.IGNORECASE)


def opens_a_step(text: str) -> bool:
    """Whether a line may begin a step."""
    return bool(_STEP.match(text))


def says_step(text: str) -> bool:
    """Whether a line calls itself a step, with its number."""
    return bool(_SAYS_STEP.match(text))


def read_scenario(lines: Lines, line: int, sheet: Sheet) -> Answering:
    """The steps with their options."""
    parts: list[Part] = []
    reader = TaskList(sheet)
    for at, text in lines:
        step = _STEP.match(text)
        if step:
            parts.append(Part(tidy(step[1]), at))
            if reader.margin:
                sheet.add(at, say.EXPLAINED_EARLY)
        elif not parts and is_option(text):
            sheet.add(at, say.BEFORE_STEPS)
        elif is_option(text) or reader.has_begun(len(parts) - 1):
            reader.see(at, text, len(parts) - 1)
        elif text.strip():
            sheet.add(at, say.IN_STEP)
    options = reader.options()
    _look_at_steps(parts, options, line, sheet)
    return Answering(reader.margin.prose(line), options, Kind.SCENARIO, tuple(parts))


def _look_at_steps(parts: list[Part], options: tuple[Option, ...], line: int, sheet: Sheet) -> None:
    if not 1 < len(parts) <= MOST_STEPS:
        sheet.add(line, say.STEPS, count=len(parts), most=MOST_STEPS)
    for at, part in enumerate(parts[:MOST_STEPS]):
        own = tuple(option for option in options if option.part == at)
        if not part.text:
            sheet.add(part.line, say.STEP_EMPTY)
        look_at_number(own, part.line, sheet)
        look_for_twins([(option.line, option.text) for option in own], sheet)
        right = sum(option.right for option in own)
        if own and not right:
            sheet.add(part.line, say_quiz.NONE_RIGHT)
        elif right > 1:
            sheet.add(part.line, say.ONE_RIGHT, count=right)
