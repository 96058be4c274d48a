"""What is said of an answer: each option with its mark and its reason, row by row where a question has rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lms.catalogue.answers import folded, number_as_written
from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem, PublishedOption, PublishedPart
from lms.learning.rules.responses import Chosen, is_typed


class Mark(StrEnum):
    """What is to be said of one option after an answer."""

    CHOSEN_RIGHT = "chosen-right"
    CHOSEN_WRONG = "chosen-wrong"
    MISSED = "missed"
    LEFT = "left"


_FIRST = {Mark.CHOSEN_RIGHT: 0, Mark.CHOSEN_WRONG: 0, Mark.MISSED: 1, Mark.LEFT: 2}


@dataclass(frozen=True, slots=True)
class Explained:
    """One option after an answer, with why it was right or not."""

    option: PublishedOption
    mark: Mark


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A row or a step after an answer. A row is told in two lines, a step like a question of its own."""

    part: PublishedPart
    chosen: PublishedOption | None
    better: PublishedOption
    options: tuple[Explained, ...]

    @property
    def is_right(self) -> bool:
        """Whether the right answer was chosen here."""
        return self.chosen is self.better


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is said of an answer."""

    options: tuple[Explained, ...]
    """What was chosen, then what had been better, then the others; of what was typed the known mistake that it is."""
    rows: tuple[ExplainedRow, ...] = ()
    """In the author's order: of steps to sort that is the right one."""
    is_sorted: bool = False
    """Whether the rows are steps that were to be sorted."""
    typed: str = ""
    best: str = ""
    """What had best been typed."""


def tell(item: PublishedItem, order: Sequence[int], chosen: Chosen) -> Told:
    """What is said of an answer to a question whose options were shown in this order."""
    if is_typed(item):
        return _told_of_text(item, str(next(iter(chosen), "")))
    if item.parts:
        told = tuple(_row(item, number, order, chosen) for number in range(len(item.parts)))
        return Told((), told, is_sorted=item.kind == Kind.ORDERING)
    return Told(_explained(item, order, chosen))


def _told_of_text(item: PublishedItem, said: str) -> Told:
    mistakes = (option for option in item.options if said and folded(option.text) == folded(said))
    return Told(tuple(Explained(option, Mark.CHOSEN_WRONG) for option in mistakes), typed=said, best=_best(item))


def _best(item: PublishedItem) -> str:
    """The author's first spelling, or the number as it is written in Vietnamese."""
    wanted = item.accepted
    if not wanted.number:
        return next(iter(wanted.texts), "")
    number = number_as_written(wanted.number)
    near = f" (± {number_as_written(wanted.tolerance)})" if Decimal(wanted.tolerance or 0) else ""
    return f"{number} {wanted.unit}".strip() + near


def _row(item: PublishedItem, number: int, order: Sequence[int], chosen: Chosen) -> ExplainedRow:
    own = [index for index in order if item.options[index].part == number]
    better = next(item.options[index] for index in own if item.options[index].right)
    picked = next((item.options[index] for index in own if index in chosen), None)
    return ExplainedRow(
        item.parts[number], picked, better, _explained(item, own, chosen) if item.kind == Kind.SCENARIO else ()
    )


def _explained(item: PublishedItem, order: Sequence[int], chosen: Chosen) -> tuple[Explained, ...]:
    marked = [Explained(item.options[index], _mark(item.options[index], is_chosen=index in chosen)) for index in order]
    return tuple(sorted(marked, key=lambda each: _FIRST[each.mark]))


def _mark(option: PublishedOption, *, is_chosen: bool) -> Mark:
    if is_chosen:
        return Mark.CHOSEN_RIGHT if option.right else Mark.CHOSEN_WRONG
    return Mark.MISSED if option.right else Mark.LEFT
