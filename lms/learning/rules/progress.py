"""How far somebody is: worked out from what was read and handed in, never kept, so that it cannot be wrong.

A module is done when every screen was read and its questions were handed in; the course, when the final was passed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.catalogue.published import PublishedCourse, PublishedModule

FINAL = "final"
"""Stands where the slug of a module stands, for the quiz at the end of the course."""


class State(StrEnum):
    """Where a module stands with somebody."""

    NEW = "new"
    BEGUN = "begun"
    DONE = "done"


class Kind(StrEnum):
    """What is done next: reading, the questions of a module, or the final."""

    SCREEN = "screen"
    QUIZ = "quiz"
    FINAL = "final"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Work:
    """What the rows say somebody did in one version of a course."""

    read: Collection[int] = frozenset()
    """Ids of the screens read to their end."""
    handed_in: Collection[str] = frozenset()
    """Slugs of the modules whose questions were handed in."""
    open_at: Mapping[str, int] = field(default_factory=dict)
    """For each quiz that was begun and not handed in: the number of the first question without an answer."""
    is_completed: bool = False


NOTHING = Work()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: read the lesson of a module, answer its questions, or take the final."""

    kind: Kind
    module: PublishedModule | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on, exactly: a screen, or a question (0 is the page before the first)."""

    kind: Kind
    module: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far somebody is in one module."""

    module: PublishedModule
    screens_read: int
    quiz_done: bool
    is_begun: bool

    @property
    def is_read(self) -> bool:
        """Whether every screen was read."""
        return self.screens_read == len(self.module.screens)

    @property
    def state(self) -> State:
        """New, begun or done."""
        if self.is_read and self.quiz_done:
            return State.DONE
        return State.BEGUN if self.is_begun else State.NEW


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is in a course."""

    modules: tuple[ModuleProgress, ...]
    steps: tuple[Step, ...]
    place: Place
    is_completed: bool

    @property
    def done(self) -> int:
        """How many steps are behind."""
        return sum(step.is_done for step in self.steps)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    @property
    def remaining(self) -> tuple[Step, ...]:
        """What is still to do, in order."""
        return tuple(step for step in self.steps if not step.is_done)

    @property
    def is_begun(self) -> bool:
        """Whether anything was read or answered at all."""
        return self.is_completed or any(module.is_begun for module in self.modules)

    @property
    def final_is_open(self) -> bool:
        """Whether every module is done."""
        return all(module.state is State.DONE for module in self.modules)

    @property
    def rays(self) -> int:
        """Rays of the drum: one a module, and one for the final."""
        return len(self.modules) + 1

    @property
    def lit(self) -> int:
        """Rays that shine. The drum is full exactly when the course is completed."""
        if self.is_completed:
            return self.rays
        return sum(module.state is State.DONE for module in self.modules)


def progress(course: PublishedCourse, work: Work) -> Progress:
    """How far this work goes in this version of the course."""
    modules = tuple(_of_module(module, work) for module in course.modules)
    steps = tuple(step for module in modules for step in _steps(module, work))
    final = Step(Kind.FINAL, None, work.is_completed)
    return Progress(modules, (*steps, final), _place(modules, work), work.is_completed)


def _of_module(module: PublishedModule, work: Work) -> ModuleProgress:
    read = sum(screen.id in work.read for screen in module.screens)
    handed_in = module.slug in work.handed_in
    begun = bool(read) or handed_in or module.slug in work.open_at
    return ModuleProgress(module, read, handed_in or not module.practice, begun)


def _steps(module: ModuleProgress, work: Work) -> tuple[Step, ...]:
    """A completed course stays completed: its steps are all behind, whatever was skipped."""
    reading = Step(Kind.SCREEN, module.module, work.is_completed or module.is_read)
    if not module.module.practice:
        return (reading,)
    return (reading, Step(Kind.QUIZ, module.module, work.is_completed or module.quiz_done))


def _place(modules: tuple[ModuleProgress, ...], work: Work) -> Place:
    if work.is_completed:
        return Place(Kind.FINISHED)
    for progress_in in modules:
        module = progress_in.module
        if not progress_in.is_read:
            return Place(Kind.SCREEN, module.slug, _first_unread(module, work))
        if not progress_in.quiz_done:
            return Place(Kind.QUIZ, module.slug, work.open_at.get(module.slug, 0))
    return Place(Kind.FINAL, FINAL, work.open_at.get(FINAL, 0))


def _first_unread(module: PublishedModule, work: Work) -> int:
    return next(screen.position for screen in module.screens if screen.id not in work.read)
