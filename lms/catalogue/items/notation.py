"""Which way of answering the lines of an item use, and where it begins: what stands above is the scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines
from lms.catalogue.items.matching import is_row, read_matching
from lms.catalogue.items.ordering import is_numbered, is_of_list, read_ordering
from lms.catalogue.items.scenario import opens_a_step, read_scenario, says_step
from lms.catalogue.items.task_list import is_option, read_choice
from lms.catalogue.items.typed import is_accepted_line, read_typed

Read = Callable[[Lines, int, Sheet], Answering]


def notation_of(lines: Sequence[str]) -> tuple[Read, int]:
    """How to read the item, and the place of the first line that belongs to the answers.

    A scene may hold lists and tables of its own: only the last one of an item without task list or ``=`` is answered.
    """
    box = _first(lines, is_option)
    equals = _first(lines, is_accepted_line)
    steps = [at for at, text in enumerate(lines) if opens_a_step(text)]
    if equals < box:
        return read_typed, equals
    if steps and (says_step(lines[steps[0]]) or box < steps[-1]):
        return read_scenario, min(box, steps[0])
    if box < len(lines):
        return read_choice, box
    row, number = _last(lines, is_row), _last(lines, is_numbered)
    if row == number:
        return read_choice, len(lines)
    return (read_matching, _top(lines, row, is_row)) if row > number else (read_ordering, _top_of_list(lines, number))


def _first(lines: Sequence[str], fits: Callable[[str], bool]) -> int:
    return next((at for at, text in enumerate(lines) if fits(text)), len(lines))


def _last(lines: Sequence[str], fits: Callable[[str], bool]) -> int:
    return next((at for at in range(len(lines) - 1, -1, -1) if fits(lines[at])), -1)


def _top(lines: Sequence[str], at: int, fits: Callable[[str], bool]) -> int:
    while at > 0 and fits(lines[at - 1]):
        at -= 1
    return at


def _top_of_list(lines: Sequence[str], at: int) -> int:
    """The first step of a list whose steps may stand apart."""
    top = _top(lines, at, is_of_list)
    return top + _first(lines[top:], is_numbered)
