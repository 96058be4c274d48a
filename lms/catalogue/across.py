"""What shows only when one sees all files of a course together: ids, modules, screens to reread, draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.manuscript import Course, Item, Module
from lms.catalogue.words import files as say_files
from lms.catalogue.words import front_matter as say_head
from lms.catalogue.words import quiz as say

_FINAL = "final.md"


def look_across(course: Course, folders: list[str], sheet: Sheet) -> None:
    """Write down what does not fit together. ``folders`` are all modules, also those that could not be read."""
    _look_at_numbers(folders, sheet)
    _look_at_keys(course, sheet)
    modules = {module.slug: module for module in course.modules}
    for item in course.final.items:
        _look_at_module_of(item, folders, modules, sheet.of(_FINAL))
    for module in course.modules:
        for item in module.practice.items:
            _look_at_reread(item, module, sheet.of(f"{module.slug}/quiz.md"))
    _look_at_draws(course, folders, sheet)


def _look_at_numbers(folders: list[str], sheet: Sheet) -> None:
    if not folders:
        sheet.add(0, say_files.NO_MODULES)
    for number, count in Counter(name[:2] for name in folders).items():
        if count > 1:
            sheet.add(0, say_files.MODULE_TWICE, number=number)


def _look_at_keys(course: Course, sheet: Sheet) -> None:
    first: dict[str, str] = {}
    for file, item in _items(course):
        if item.key in first:
            sheet.of(file).add(item.line, say.KEY_TWICE, key=item.key, place=first[item.key])
        elif item.key:
            first[item.key] = f"{file}:{item.line}"


def _items(course: Course) -> Iterator[tuple[str, Item]]:
    for module in course.modules:
        for item in module.practice.items:
            yield f"{module.slug}/quiz.md", item
    for item in course.final.items:
        yield _FINAL, item


def _look_at_module_of(item: Item, folders: list[str], modules: dict[str, Module], sheet: Sheet) -> None:
    if not item.module:
        sheet.add(item.line, say.NO_MODULE, near=", ".join(folders))
    elif item.module not in folders:
        sheet.add(item.line, say.MODULE_UNKNOWN, module=item.module, near=nearest(item.module, folders))
    elif item.module in modules:
        _look_at_reread(item, modules[item.module], sheet)


def _look_at_reread(item: Item, module: Module, sheet: Sheet) -> None:
    titles = [screen.title for screen in module.lesson.screens]
    if item.reread and titles and item.reread not in titles:
        near = nearest(item.reread, titles)
        sheet.add(item.line, say.REREAD_UNKNOWN, module=module.slug, reread=item.reread, near=near)


def _look_at_draws(course: Course, folders: list[str], sheet: Sheet) -> None:
    pool = Counter(item.module for item in course.final.items)
    for draw in course.facts.final:
        if draw.module not in folders:
            sheet.add(draw.line, say_head.DRAW_MODULE, value=draw.module, near=nearest(draw.module, folders))
        elif draw.count > pool[draw.module]:
            words = say_head.DRAW_TOO_MANY
            sheet.add(draw.line, words, draw=draw.count, module=draw.module, pool=pool[draw.module])
