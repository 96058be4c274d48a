"""Which counts the public is not told (section 6 of the design): nobody may learn who has not attained.

It is one-sided: that everybody has attained harms nobody. First cells are coded for themselves, then others beside
them until nobody can work out a coded count from what is shown: rows add up to the unit above, and every reader knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from lms.statistics.out.inference import Code, Count, Inferred, Tree

FEWEST_PEOPLE = 20
"""Below so many people nothing is told."""
FEW = 5
"""So many or fewer who have not attained, or who have, are not counted in public."""
FEWEST_VALUES = 5
"""A count kept back must be one of at least so many, or of all that fewer people allow."""
BEYOND_ANY = 10**9
"""More than any number of people."""


def primary(count: Count) -> Code | None:
    """What is kept back of a cell for its own sake. Of more attained than there are people nothing need be."""
    people = count.population
    if people is None:
        return Code.NOTHING if count.attained <= FEW and not count.is_rest else None
    if people == 0 or count.attained > people:
        return None
    if people < FEWEST_PEOPLE:
        return Code.NOTHING
    if 1 <= people - count.attained <= FEW:
        return Code.AT_LEAST
    return Code.AT_MOST if count.attained <= FEW else None


def hides_population(people: int) -> bool:
    """Whether so few live there that no more than four counts are possible: the population is not told either."""
    return 0 < people < FEWEST_VALUES - 1


def fewest_values(count: Count) -> int:
    """How many values a coded count must have left, to somebody who knows every population from elsewhere."""
    people = count.population
    return FEWEST_VALUES if people is None else min(FEWEST_VALUES, people + 1)


def bound(code: Code, people: int) -> int | None:
    """The bound that is told instead of the rate, in tenths: of «≥» rounded down, of «≤» rounded up."""
    if code is Code.NOTHING:
        return None
    return 1000 * (people - FEW) // people if code is Code.AT_LEAST else -(-1000 * FEW // people)


def told(count: Count, code: Code | None) -> tuple[int, int]:
    """Between which values a count lies by what is told of it alone."""
    people = count.population or 0
    match code:
        case Code.NOTHING if count.population is None:
            return 0, BEYOND_ANY
        case Code.NOTHING:
            return 0, people
        case Code.AT_LEAST:
            return people - FEW, people - 1
        case Code.AT_MOST:
            return 0, FEW
        case None:
            return count.attained, count.attained


def coded(counts: Iterable[Count]) -> dict[str, Code]:
    """The cells of one indicator that are coded, by their keys.

    Each could be at least five values (or as many as fewer people allow), unless nothing is left to code: then the audit refuses the publication.
    """
    plan = _Plan({count.key: count for count in counts})
    is_growing = True
    while is_growing:
        known = plan.known()
        hidden = [plan.hide_near(key, known) for key in plan.too_narrow(known)]
        is_growing = any(hidden)
    return plan.codes


class _Plan:
    """What is told so far, and what a reader makes of it."""

    def __init__(self, counts: dict[str, Count]) -> None:
        self.counts = counts
        self.codes = {key: code for key, count in counts.items() if (code := primary(count))}
        self._told = {key: told(count, self.codes.get(key)) for key, count in counts.items()}
        self._tree = Tree(counts)

    def known(self) -> Inferred:
        """What a reader can work out."""
        return self._tree.inferred(self._told)

    def too_narrow(self, known: Inferred) -> list[str]:
        """Coded cells that a reader can narrow down too far, one of a table at most."""
        found: dict[str, str] = {}
        for key in self.codes:
            low, high = known.ranges[key]
            if high - low + 1 < fewest_values(self.counts[key]):
                found.setdefault(self.counts[key].parent, key)
        return list(found.values())

    def hide_near(self, key: str, known: Inferred) -> bool:
        """Code one more of the cells that give this one away: beside it, above it or, if its parts do, below it."""
        parent = self.counts[key].parent
        beside = [other for other in self._tree.below.get(parent, ()) if other != key]
        above = [parent] if parent in self.counts else []
        below = self._tree.below.get(key, [])
        least, most = known.sums.get(key, (0, FEWEST_VALUES))
        by_parts = most - least < FEWEST_VALUES - 1
        for choice in [below, beside, above] if by_parts else [beside, above, below]:
            if (found := self._next(choice)) is not None:
                self.codes[found] = Code.NOTHING
                self._told[found] = told(self.counts[found], Code.NOTHING)
                return True
        return False

    def _next(self, choice: Iterable[str]) -> str | None:
        """The smallest shown cell, those in which somebody is missing first; then one that tells a bound."""
        open_ = [self.counts[key] for key in choice if self.codes.get(key) is not Code.NOTHING]
        return min(map(self._rank, filter(_may_be_hidden, open_)), default=(None,))[-1]

    def _rank(self, count: Count) -> tuple[bool, bool, bool, int, str]:
        people = count.population
        return count.key in self.codes, people is None, count.attained == people, people or count.attained, count.key


def _may_be_hidden(count: Count) -> bool:
    """Whether hiding it helps: of a place without people everybody knows the count."""
    return count.population is None or (0 < count.population >= count.attained)
