"""Right or not, points, and what to read again. An item has no half points; a core item weighs two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule, PublishedScreen
from lms.learning.rules.responses import Chosen, is_right

Answers = Mapping[int, Chosen]
"""What counts for each answered item, by its id."""
CORE_WEIGHT = 2
MOST_TO_REREAD = 3


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of the most there are."""

    points: int
    maximum: int

    @property
    def percent(self) -> int:
        """0 to 100, rounded down."""
        return 100 * self.points // self.maximum if self.maximum else 0

    def reaches(self, pass_mark: int) -> bool:
        """Whether this is at least ``pass_mark`` percent of the most."""
        return self.maximum > 0 and 100 * self.points >= pass_mark * self.maximum


@dataclass(frozen=True, slots=True)
class ModuleResult:
    """How the questions of one module went."""

    module: PublishedModule
    right: int
    asked: int
    missed_core: bool

    @property
    def missed(self) -> int:
        """How many were left out or not right."""
        return self.asked - self.right


@dataclass(frozen=True, slots=True)
class Reread:
    """A module worth reading again, and the screens that answer what was missed (none named: all of it)."""

    module: PublishedModule
    screens: tuple[PublishedScreen, ...]


def most_points(items: Iterable[PublishedItem]) -> int:
    """What these items are worth together."""
    return sum(item.weight for item in items)


def points_needed(maximum: int, pass_mark: int) -> int:
    """The fewest points that are ``pass_mark`` percent of the most."""
    return -(-maximum * pass_mark // 100)


def mark(items: Sequence[PublishedItem], answers: Answers) -> Score:
    """The points of these answers; an item without an answer counts as not right."""
    points = sum(item.weight for item in items if is_right(item, answers.get(item.id, ())))
    return Score(points, most_points(items))


def by_module(course: PublishedCourse, items: Sequence[PublishedItem], answers: Answers) -> tuple[ModuleResult, ...]:
    """How each module that was asked about went, in the order of the course."""
    results = (_of_module(module, items, answers) for module in course.modules)
    return tuple(result for result in results if result.asked)


def to_reread(course: PublishedCourse, items: Sequence[PublishedItem], answers: Answers) -> tuple[Reread, ...]:
    """At most three modules, those with a missed core question first, then those with most to gain."""
    missed = [result for result in by_module(course, items, answers) if result.missed]
    missed.sort(key=lambda result: (not result.missed_core, -result.missed, result.module.position))
    return tuple(Reread(result.module, _screens(result.module, items, answers)) for result in missed[:MOST_TO_REREAD])


def screen_to_reread(module: PublishedModule, item: PublishedItem) -> PublishedScreen | None:
    """The screen the author sends people back to, if one is named."""
    return next((screen for screen in module.screens if item.reread and screen.title == item.reread), None)


def _of_module(module: PublishedModule, items: Sequence[PublishedItem], answers: Answers) -> ModuleResult:
    asked = [item for item in items if item.module_id == module.id]
    missed = [item for item in asked if not is_right(item, answers.get(item.id, ()))]
    return ModuleResult(
        module, len(asked) - len(missed), len(asked), any(item.weight >= CORE_WEIGHT for item in missed)
    )


def _screens(module: PublishedModule, items: Sequence[PublishedItem], answers: Answers) -> tuple[PublishedScreen, ...]:
    named = {
        item.reread for item in items if item.module_id == module.id and not is_right(item, answers.get(item.id, ()))
    }
    return tuple(screen for screen in module.screens if screen.title in named)
