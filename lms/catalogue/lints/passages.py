"""Everything in a course that people read, piece by piece, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalogue.manuscript import Course, Item, Module, Prose, Quiz
from lms.catalogue.prose import is_sane

COURSE, FINAL = "course.md", "final.md"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of Markdown in a file; ``module`` is the folder whose lesson it belongs to, or empty."""

    file: str
    prose: Prose
    module: str = ""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line with its number in the file."""
        yield from enumerate(self.prose.text.split("\n"), self.prose.line)


def lesson_file(module: Module) -> str:
    """Where the lesson of a module stands."""
    return f"{module.slug}/lesson.md"


def quizzes(course: Course) -> Iterator[tuple[str, Quiz]]:
    """Every file of questions."""
    for module in course.modules:
        yield f"{module.slug}/quiz.md", module.practice
    yield FINAL, course.final


def passages(course: Course) -> Iterator[Passage]:
    """The originals, in the order in which people come to them; what is too tangled to be published is left out."""
    return (passage for passage in _originals(course) if is_sane(passage.prose))


def translated(course: Course) -> Iterator[Passage]:
    """The same in other languages."""
    return (passage for passage in _translations(course) if is_sane(passage.prose))


def noted(course: Course) -> Iterator[Passage]:
    """Notes for who teaches."""
    return (passage for passage in _notes(course) if is_sane(passage.prose))


def _notes(course: Course) -> Iterator[Passage]:
    for module in course.modules:
        for note in module.lesson.notes:
            yield Passage(lesson_file(module), note.prose, module.slug)


def _originals(course: Course) -> Iterator[Passage]:
    yield Passage(COURSE, course.intro)
    for module in course.modules:
        yield from _lesson(module)
    for file, quiz in quizzes(course):
        for item in quiz.items:
            slug = item.module or file.rpartition("/")[0]
            for prose in words_of(item):
                yield Passage(file, prose, slug)


def _translations(course: Course) -> Iterator[Passage]:
    for each in course.translations:
        module, _, quiz = each.part.partition("/")
        name = f"{quiz or ('lesson' if module else 'course')}.{each.language}.md"
        file = f"{module}/{name}" if module else name
        proses = [each.intro, *(screen.prose for screen in each.screens)]
        proses += [prose for item in each.items for prose in words_of(item)]
        for prose in proses:
            yield Passage(file, prose, module)


def _lesson(module: Module) -> Iterator[Passage]:
    file = lesson_file(module)
    yield Passage(file, module.lesson.intro, module.slug)
    for screen in module.lesson.screens:
        yield Passage(file, Prose(screen.title, screen.line), module.slug)
        yield Passage(file, screen.prose, module.slug)


def words_of(item: Item) -> Iterator[Prose]:
    """Question, scene, parts, options with their explanations, common explanation."""
    yield Prose(item.stem, item.line)
    yield item.scene
    for part in item.parts:
        yield Prose(part.text, part.line)
    for option in item.options:
        yield Prose(option.text, option.line)
        yield option.why
    yield item.explanation
