"""Which questions somebody gets, and in which order their options stand. The dice are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lms.catalogue.published import PublishedItem, PublishedModule
from lms.learning.rules.marking import CORE_WEIGHT

_FIXED_ORDER = "true-false"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt; ``order`` holds the author's option indexes as they are shown."""

    item_id: int
    order: tuple[int, ...]


def draw_final(modules: Sequence[PublishedModule], pool: Sequence[PublishedItem], dice: Random) -> tuple[Drawn, ...]:
    """As many items of each module as the plan says, modules in their order.

    A module whose pool has core items gives exactly one of them, so every draw weighs the same.
    """
    drawn: list[PublishedItem] = []
    for module in modules:
        drawn += _of_module([item for item in pool if item.module_id == module.id], module.final_draw, dice)
    return tuple(Drawn(item.id, _order(item, dice)) for item in drawn)


def draw_practice(items: Sequence[PublishedItem], dice: Random) -> tuple[Drawn, ...]:
    """Every item of the module in the author's order, options shuffled."""
    return tuple(Drawn(item.id, _order(item, dice)) for item in items)


def as_written(items: Sequence[PublishedItem]) -> tuple[Drawn, ...]:
    """Every item in the author's order, and so its options: what guests and pages kept on a telephone show."""
    return tuple(Drawn(item.id, tuple(range(len(item.options)))) for item in items)


def frozen(drawn: Sequence[Drawn]) -> list[Any]:
    """The draw as the attempt keeps it."""
    return [{"item": each.item_id, "order": list(each.order)} for each in drawn]


def thawed(kept: Sequence[Any]) -> tuple[Drawn, ...]:
    """The draw an attempt kept."""
    return tuple(Drawn(each["item"], tuple(each["order"])) for each in kept)


def _of_module(items: Sequence[PublishedItem], wanted: int, dice: Random) -> list[PublishedItem]:
    core = [item for item in items if item.weight >= CORE_WEIGHT]
    others = [item for item in items if item.weight < CORE_WEIGHT]
    first = dice.sample(core, min(1, len(core), wanted))
    rest = dice.sample(others, min(wanted - len(first), len(others)))
    spare = [item for item in core if item not in first]
    more = dice.sample(spare, min(wanted - len(first) - len(rest), len(spare)))
    found = [*first, *rest, *more]
    dice.shuffle(found)
    return found


def _order(item: PublishedItem, dice: Random) -> tuple[int, ...]:
    order = list(range(len(item.options)))
    if item.kind != _FIXED_ORDER:
        dice.shuffle(order)
    return tuple(order)
