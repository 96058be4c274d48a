"""What a reader can work out of counts that are kept back: the parts of a unit add up to it, on every level at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Range = tuple[int, int]


class Code(StrEnum):
    """How much is told of a cell whose count is kept back."""

    NOTHING = "c"
    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True)
class Count:
    """A cell as the rule sees it."""

    key: str
    parent: str
    attained: int
    population: int | None
    is_rest: bool = False
    """Whether it counts people whose unit is not known: nobody can be meant by it."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """Between which values each count must lie, whatever else is so."""

    ranges: Mapping[str, Range]
    sums: Mapping[str, Range]
    """Of those with parts, what the parts alone say."""


class Tree:
    """Which counts add up to which. Made once, asked for every choice of what is told."""

    def __init__(self, counts: Mapping[str, Count]) -> None:
        self.below: dict[str, list[str]] = defaultdict(list)
        for count in counts.values():
            if count.parent in counts:
                self.below[count.parent].append(count.key)
        wholes = [key for key, count in counts.items() if count.parent not in counts and key in self.below]
        for key in wholes:  # grows while it is read: from the top down
            wholes += [part for part in self.below[key] if part in self.below]
        self._sums = [(key, self.below[key]) for key in wholes]

    def inferred(self, told: Mapping[str, Range]) -> Inferred:
        """Up from the parts, then down from the whole: in a tree of sums this finds exactly what is possible."""
        ranges, sums = dict(told), {}
        for key, parts in reversed(self._sums):
            between = [ranges[part] for part in parts]
            low, high = ranges[key]
            least, most = sums[key] = sum(one[0] for one in between), sum(one[1] for one in between)
            ranges[key] = max(low, least), min(high, most)
        for key, parts in self._sums:
            (low, high), (least, most) = ranges[key], sums[key]
            room_below, room_above = most - low, high - least  # how far a part may lie from its own ends
            for part in parts:
                from_, to = ranges[part]
                if from_ != to:
                    ranges[part] = max(from_, to - room_below), min(to, from_ + room_above)
        return Inferred(ranges, sums)
