"""Which questions somebody gets, and in which order their options stand. The dice are handed in.

An order holds the author's indexes of the options as they are shown, those of a row together. Rows to sort or to match
are mixed, as the author's order would tell the answer; the answers to choose for them stand alike in every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem, PublishedModule
from lms.learning.rules.marking import CORE_WEIGHT
from lms.vietnamese import sort_key

_FIXED = frozenset({Kind.TRUE_FALSE, Kind.NUMBER, Kind.TEXT})
_MIXED_ROWS = frozenset({Kind.ORDERING, Kind.MATCHING, Kind.PAIR})


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
    """Every item in the author's order, and so its options: what guests and pages kept on a telephone show.

    Rows are mixed there too, always in the same way.
    """
    return tuple(Drawn(item.id, fixed_order(item)) for item in items)


def fixed_order(item: PublishedItem) -> tuple[int, ...]:
    """The order in which everybody sees the options of a question that was not drawn for anybody."""
    if item.kind in _MIXED_ROWS:
        return _order_of_rows(item, Random(item.key))  # noqa: S311 - nothing secret: the same for everybody
    return tuple(range(len(item.options)))


def is_a_draw(
    modules: Sequence[PublishedModule], items: Sequence[PublishedItem], drawn: Sequence[Drawn], *, is_final: bool
) -> bool:
    """Whether these questions of a quiz can have been drawn, in an order their options can have stood in."""
    by_id = {item.id: item for item in items}
    ids = [each.item_id for each in drawn]
    if len(set(ids)) != len(ids) or not ids or any(item_id not in by_id for item_id in ids):
        return False
    if any(sorted(each.order) != list(range(len(by_id[each.item_id].options))) for each in drawn):
        return False
    if not is_final:
        return set(ids) == set(by_id)
    wanted = {
        module.id: min(module.final_draw, sum(item.module_id == module.id for item in items)) for module in modules
    }
    asked = Counter(by_id[item_id].module_id for item_id in ids)
    return all(asked[module_id] == count for module_id, count in wanted.items())


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
    if item.kind in _MIXED_ROWS:
        return _order_of_rows(item, dice)
    order = list(range(len(item.options)))
    if item.kind not in _FIXED:
        dice.shuffle(order)
    if item.kind == Kind.SCENARIO:  # a story goes on step by step, only what can be done in each is mixed
        order.sort(key=lambda index: item.options[index].part)
    return tuple(order)


def _order_of_rows(item: PublishedItem, dice: Random) -> tuple[int, ...]:
    rows = list(range(len(item.parts)))
    dice.shuffle(rows)
    place = {part: at for at, part in enumerate(rows)}
    indexes = range(len(item.options))
    if item.kind == Kind.ORDERING:
        return tuple(sorted(indexes, key=lambda index: (place[item.options[index].part], index)))
    return tuple(sorted(indexes, key=lambda index: (place[item.options[index].part], _by_alphabet(item, index))))


def _by_alphabet(item: PublishedItem, index: int) -> tuple[str, str]:
    return sort_key(item.options[index].text), item.options[index].text
