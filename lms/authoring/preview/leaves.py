"""A course in the order in which it is shown: its page, each lesson, each screen, each question and its answer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lms.catalogue import render
from lms.catalogue.archive import sheets as paper
from lms.catalogue.manuscript import Course, Module, Quiz, Recording
from lms.catalogue.prose import is_sane
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule, PublishedScreen
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.explaining import Told, tell
from lms.learning.rules.progress import FINAL
from lms.learning.rules.responses import is_multiple, is_typed, right_answer
from lms.learning.rules.showing import Choice, Row, choices_of, rows_of


class Show(StrEnum):
    """What a leaf shows."""

    COURSE = "course"
    LESSON = "lesson"
    SCREEN = "screen"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as learners are asked it, what they are told when they know it, and how paper shows it."""

    item: PublishedItem
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    is_typed: bool
    is_multiple: bool
    told: Told
    printed: paper.Sheet


@dataclass(frozen=True, slots=True)
class Note:
    """What who teaches is told, and the file and line it is written at."""

    place: str
    title: str
    html: str


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
    notes: tuple[Note, ...] = ()
    """Of a lesson what stands before its screens, of a screen what stands in it."""

    @property
    def is_final(self) -> bool:
        """Whether it is a question of the final quiz."""
        return self.key.startswith(f"{FINAL}/")


def leaves_of(course: Course, published: PublishedCourse, pool: tuple[PublishedItem, ...]) -> tuple[Leaf, ...]:
    """Every page of the course. ``published`` is the same course, rendered, ``pool`` what its final draws from."""
    return (
        Leaf(Show.COURSE, "", "course.md", published.title),
        *(leaf for module in published.modules for leaf in _lesson(course, module)),
        *_final(course, published, pool),
    )


def question_of(item: PublishedItem) -> Question:
    """A question in the order in which everybody sees it for whom nothing was drawn."""
    order = fixed_order(item)
    return Question(
        item,
        choices_of(item, order),
        rows_of(item, order),
        is_typed(item),
        is_multiple(item),
        tell(item, order, right_answer(item)),
        paper.sheet_of(item),
    )


def _lesson(course: Course, module: PublishedModule) -> Iterator[Leaf]:
    written = next(each for each in course.modules if each.slug == module.slug)
    file = f"{module.slug}/lesson.md"
    yield Leaf(Show.LESSON, module.slug, file, module.title, module, notes=_notes(written, 0))
    for screen, source in zip(module.screens, written.lesson.screens, strict=True):
        sounds = tuple(
            each for each in course.recordings if (each.module, each.section) == (module.slug, screen.position)
        )
        key = f"{module.slug}/{screen.position}"
        notes = _notes(written, screen.position)
        yield Leaf(Show.SCREEN, key, f"{file}:{source.line}", screen.title, module, screen, sounds=sounds, notes=notes)
    lines = _lines(written.practice)
    for number, item in enumerate(module.practice, 1):
        place = f"{module.slug}/quiz.md:{lines[item.key]}"
        yield from _asked(module, item, module.slug, place, number, len(module.practice))


def _notes(module: Module, screen: int) -> tuple[Note, ...]:
    here = (note for note in module.lesson.notes if note.screen == screen and is_sane(note.prose))
    return tuple(
        Note(f"{module.slug}/lesson.md:{note.line}", note.title, render.block(note.prose, {})) for note in here
    )


def _final(course: Course, published: PublishedCourse, pool: tuple[PublishedItem, ...]) -> Iterator[Leaf]:
    lines = _lines(course.final)
    for number, item in enumerate(pool, 1):
        module = next(each for each in published.modules if each.slug == item.module_slug)
        yield from _asked(module, item, FINAL, f"final.md:{lines[item.key]}", number, len(pool))


def _asked(
    module: PublishedModule, item: PublishedItem, folder: str, place: str, number: int, count: int
) -> Iterator[Leaf]:
    if not _has_answer(item):
        return
    question = question_of(item)
    for show, key in ((Show.QUESTION, f"{folder}/q{number}"), (Show.ANSWER, f"{folder}/q{number}/answer")):
        yield Leaf(show, key, place, item.stem, module, None, question, number, count)


def _has_answer(item: PublishedItem) -> bool:
    """Whether something is right, in every row: of a faulty course it may not be written yet."""
    if is_typed(item):
        return bool(item.accepted.number or item.accepted.texts)
    return {option.part for option in item.options if option.right} == set(range(max(1, len(item.parts))))


def _lines(quiz: Quiz) -> dict[str, int]:
    return {item.key: item.line for item in quiz.items}
