"""What shows only when one sees all files of a course together: ids, modules, screens to reread, draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.manuscript import Course, Module, Question
from lms.catalogue.words import files as say_files
from lms.catalogue.words import front_matter as say_head
from lms.catalogue.words import quiz as say

_FINAL = "final.md"


def look_across(course: Course, folders: list[str], sheet: Sheet) -> None:
    """Write down what does not fit together. ``folders`` are all modules, also those that could not be read."""
    _look_at_numbers(folders, sheet)
    _look_at_keys(course, sheet)
    modules = {module.slug: module for module in course.modules}
    for question in course.final.questions:
        _look_at_module_of(question, folders, modules, sheet.of(_FINAL))
    for module in course.modules:
        for question in module.practice.questions:
            _look_at_reread(question, module, sheet.of(f"{module.slug}/quiz.md"))
    _look_at_draws(course, folders, sheet)


def _look_at_numbers(folders: list[str], sheet: Sheet) -> None:
    if not folders:
        sheet.add(0, say_files.NO_MODULES)
    for number, count in Counter(name[:2] for name in folders).items():
        if count > 1:
            sheet.add(0, say_files.MODULE_TWICE, number=number)


def _look_at_keys(course: Course, sheet: Sheet) -> None:
    first: dict[str, str] = {}
    for file, question in _questions(course):
        if question.key in first:
            sheet.of(file).add(question.line, say.KEY_TWICE, key=question.key, place=first[question.key])
        elif question.key:
            first[question.key] = f"{file}:{question.line}"


def _questions(course: Course) -> Iterator[tuple[str, Question]]:
    for module in course.modules:
        for question in module.practice.questions:
            yield f"{module.slug}/quiz.md", question
    for question in course.final.questions:
        yield _FINAL, question


def _look_at_module_of(question: Question, folders: list[str], modules: dict[str, Module], sheet: Sheet) -> None:
    if not question.module:
        sheet.add(question.line, say.NO_MODULE, near=", ".join(folders))
    elif question.module not in folders:
        sheet.add(question.line, say.MODULE_UNKNOWN, module=question.module, near=nearest(question.module, folders))
    elif question.module in modules:
        _look_at_reread(question, modules[question.module], sheet)


def _look_at_reread(question: Question, module: Module, sheet: Sheet) -> None:
    titles = [screen.title for screen in module.lesson.screens]
    if question.reread and titles and question.reread not in titles:
        near = nearest(question.reread, titles)
        sheet.add(question.line, say.REREAD_UNKNOWN, module=module.slug, reread=question.reread, near=near)


def _look_at_draws(course: Course, folders: list[str], sheet: Sheet) -> None:
    pool = Counter(question.module for question in course.final.questions)
    for draw in course.facts.final:
        if draw.module not in folders:
            sheet.add(draw.line, say_head.DRAW_MODULE, value=draw.module, near=nearest(draw.module, folders))
        elif draw.count > pool[draw.module]:
            words = say_head.DRAW_TOO_MANY
            sheet.add(draw.line, words, draw=draw.count, module=draw.module, pool=pool[draw.module])
