"""Answers to type: ``= accepted text``, or ``= 1950000 ± 0 đồng``, a number and how far from it is still right."""

from __future__ import annotations

import re

from lms.catalogue.answers import LONGEST, folded, number_in, plain_number
from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines, explained_below, look_for_twins, needed
from lms.catalogue.items.task_list import MOST_OPTIONS, TaskList, is_option
from lms.catalogue.manuscript import Kind, Number
from lms.catalogue.words import items as say
from lms.catalogue.words import quiz as say_quiz
from lms.vietnamese import tidy

MOST_ACCEPTED = 20
LONGEST_UNIT = 20
_ACCEPTED = re.compile(r"=\s*(?!=)(\S.*)")
_TOLERANCE = re.compile(r"(.{1,40}?)\s*(?:±|\+/?-)\s*(\d(?:[\d., ]{0,40}\d)?)\s*(\D.{0,40})?")
_NUMBER_AND_UNIT = re.compile(r"([-+−]?\d(?:[\d., ]{0,40}\d)?) ?([^\W\d]{0,20}|%)")


def is_accepted_line(text: str) -> bool:
    """Whether a line says what may be typed."""
    return bool(_ACCEPTED.match(text))


def is_number_line(text: str) -> bool:
    """Whether it is a number with its tolerance."""
    return "±" in text or bool(re.search(r"\d\s*\+/?-\s*\d", text))


def read_typed(lines: Lines, line: int, sheet: Sheet) -> Answering:
    """What is accepted, then known mistakes of a text, then the explanation."""
    accepted, below = _accepted(lines)
    if any(is_number_line(text) for _, text in accepted):
        return _read_number(accepted, lines[below:], line, sheet)
    _look_at_texts(accepted, sheet)
    reader = TaskList(sheet)
    mistakes = [at for at, (_, text) in enumerate(lines) if is_option(text)]
    if not mistakes:
        explanation = explained_below(lines[below:], line, sheet)
    else:
        for at, text in lines[below:]:
            reader.see(at, text)
        explanation = needed(reader.margin.prose(line), line, sheet)
    options = reader.options()
    texts = tuple(text for _, text in accepted[:MOST_ACCEPTED])
    _look_at_mistakes([(option.line, option.text, option.right) for option in options], texts, sheet)
    return Answering(explanation, options, Kind.TEXT, accepted=texts)


def _accepted(lines: Lines) -> tuple[list[tuple[int, str]], int]:
    """The lines that begin with ``=``, and where the others begin."""
    accepted: list[tuple[int, str]] = []
    for below, (at, text) in enumerate(lines):
        found = _ACCEPTED.match(text)
        if found:
            accepted.append((at, tidy(found[1])))
        elif text.strip():
            return accepted, below
    return accepted, len(lines)


def _look_at_texts(accepted: list[tuple[int, str]], sheet: Sheet) -> None:
    if len(accepted) > MOST_ACCEPTED:
        sheet.add(accepted[MOST_ACCEPTED][0], say.MANY_ACCEPTED, count=len(accepted), most=MOST_ACCEPTED)
    accepted = accepted[:MOST_ACCEPTED]
    for at, text in accepted:
        if len(text) > LONGEST or not folded(text):
            sheet.add(at, say.ACCEPTED_FORM, most=LONGEST)
        elif _says_number(text):
            sheet.add(at, say.NO_TOLERANCE, text=text[:60])
    look_for_twins([(at, folded(text)) for at, text in accepted], sheet, say.SAME_ACCEPTED)


def _says_number(text: str) -> bool:
    """Whether it is a number, perhaps with a unit of one word."""
    found = _NUMBER_AND_UNIT.fullmatch(text)
    return found is not None and number_in(found[1]) is not None


def _look_at_mistakes(mistakes: list[tuple[int, str, bool]], accepted: tuple[str, ...], sheet: Sheet) -> None:
    right = {folded(text) for text in accepted}
    if len(mistakes) > MOST_OPTIONS:
        sheet.add(mistakes[MOST_OPTIONS][0], say_quiz.MANY_OPTIONS, count=len(mistakes), most=MOST_OPTIONS)
    for at, text, is_right in mistakes:
        if is_right or folded(text) in right:
            sheet.add(at, say.MISTAKE_RIGHT)
    look_for_twins([(at, folded(text)) for at, text, _ in mistakes], sheet)


def _read_number(accepted: list[tuple[int, str]], below: Lines, line: int, sheet: Sheet) -> Answering:
    if len(accepted) > 1:
        sheet.add(accepted[1][0], say.ONE_NUMBER)
    at, text = accepted[0]
    found = _TOLERANCE.fullmatch(text)
    value, tolerance = (number_in(found[1]), number_in(found[2])) if found else (None, None)
    explanation = explained_below(below, line, sheet)
    unit = (found[3] or "") if found else ""
    if value is None or tolerance is None or len(unit) > LONGEST_UNIT:
        sheet.add(at, say.NUMBER_FORM, text=text[:60])
        return Answering(explanation, notation=Kind.NUMBER)
    return Answering(
        explanation, notation=Kind.NUMBER, number=Number(plain_number(value), plain_number(tolerance), unit)
    )
