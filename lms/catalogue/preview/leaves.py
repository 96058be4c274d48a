"""A course in the order in which it is shown: its page, each lesson, each screen, each question and its answer. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.catalogue.archive import sheets as paper
from lms.catalogue.manuscript import Course, Kind, Quiz, Recording
from lms.catalogue.published import (
    PublishedCourse,
    PublishedItem,
    PublishedModule,
    PublishedOption,
    PublishedPart,
    PublishedScreen,
)
from lms.vietnamese import sort_key

FINAL = "final"
_FEW = 3
"""So many answers at most are buttons in every row; more fold out of a list."""


class Show(StrEnum):
    """What a leaf shows."""

    COURSE = "course"
    LESSON = "lesson"
    SCREEN = "screen"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a question with rows: what it says, what may be chosen, and what is right."""

    part: PublishedPart
    options: tuple[PublishedOption, ...]
    right: PublishedOption


@dataclass(frozen=True, slots=True)
class Question:
    """A question, ready to be asked and to be answered."""

    item: PublishedItem
    printed: paper.Sheet
    rows: tuple[Row, ...]

    @property
    def is_folded(self) -> bool:
        """Whether its rows have lists that fold out."""
        few = all(len(row.options) <= _FEW for row in self.rows)
        return self.item.kind == Kind.ORDERING or (self.item.kind in (Kind.MATCHING, Kind.PAIR) and not few)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a preview. ``key`` is the end of its address in every way of seeing it."""

    show: Show
    key: str
    place: str
    """File and line it is written at."""
    title: str
    module: PublishedModule | None = None
    """Nothing for the course's own page."""
    screen: PublishedScreen | None = None
    question: Question | None = None
    number: int = 0
    """Of a question, from 1 in its quiz."""
    count: int = 0
    sounds: tuple[Recording, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether it is a question of the final quiz."""
        return self.key.startswith(f"{FINAL}/")


def leaves_of(
    course: Course, published: PublishedCourse, finals: Mapping[str, tuple[PublishedItem, ...]]
) -> tuple[Leaf, ...]:
    """Every page of the course."""
    return (
        Leaf(Show.COURSE, "", "course.md", published.title),
        *(leaf for module in published.modules for leaf in _lesson(course, module)),
        *_final(course, published, finals),
    )


def question_of(item: PublishedItem) -> Question:
    """A question as it is asked: the answers of a table stand in one order, which tells nothing."""
    rows: list[Row] = []
    for at, part in enumerate(item.parts):
        options = [option for option in item.options if option.part == at]
        if item.kind in (Kind.MATCHING, Kind.PAIR):
            options.sort(key=lambda option: sort_key(option.text))
        rows.append(Row(part, tuple(options), next(option for option in options if option.right)))
    printed = paper.sheet_of(item)
    if item.kind == Kind.ORDERING:
        shown = [choice.html for choice in printed.groups[0].choices]
        rows.sort(key=lambda row: shown.index(row.part.html))
    return Question(item, printed, tuple(rows))


def _lesson(course: Course, module: PublishedModule) -> Iterator[Leaf]:
    written = next(each for each in course.modules if each.slug == module.slug)
    file = f"{module.slug}/lesson.md"
    yield Leaf(Show.LESSON, module.slug, file, module.title, module)
    for screen, source in zip(module.screens, written.lesson.screens, strict=True):
        sounds = tuple(
            each for each in course.recordings if (each.module, each.section) == (module.slug, screen.position)
        )
        key = f"{module.slug}/{screen.position}"
        yield Leaf(Show.SCREEN, key, f"{file}:{source.line}", screen.title, module, screen, sounds=sounds)
    lines = _lines(written.practice)
    for number, item in enumerate(module.practice, 1):
        place = f"{module.slug}/quiz.md:{lines[item.key]}"
        yield from _asked(module, item, module.slug, place, number, len(module.practice))


def _final(
    course: Course, published: PublishedCourse, finals: Mapping[str, tuple[PublishedItem, ...]]
) -> Iterator[Leaf]:
    pool = [(module, item) for module in published.modules for item in finals.get(module.slug, ())]
    lines = _lines(course.final)
    for number, (module, item) in enumerate(pool, 1):
        yield from _asked(module, item, FINAL, f"final.md:{lines[item.key]}", number, len(pool))


def _asked(
    module: PublishedModule, item: PublishedItem, folder: str, place: str, number: int, count: int
) -> Iterator[Leaf]:
    question = question_of(item)
    for show, key in ((Show.QUESTION, f"{folder}/q{number}"), (Show.ANSWER, f"{folder}/q{number}/answer")):
        yield Leaf(show, key, place, item.stem, module, None, question, number, count)


def _lines(quiz: Quiz) -> dict[str, int]:
    return {item.key: item.line for item in quiz.items}
