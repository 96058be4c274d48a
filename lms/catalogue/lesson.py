"""lesson.md: front matter, a few words of introduction, and one screen for every ``##``."""

from __future__ import annotations

import re
from itertools import pairwise

from lms.catalogue.complaints import Sheet
from lms.catalogue.front_matter import FrontMatter
from lms.catalogue.manuscript import Lesson, LessonFacts, Mention, Prose, Screen
from lms.catalogue.notes import look_at_notes, take_notes
from lms.catalogue.prose import look_through, plain_line, without_comments
from lms.catalogue.words import prose as say

_LONGEST_TITLE = 200
_SCREEN = re.compile(r"##(?!#)\s*(.*)")


def parse_lesson(text: str, sheet: Sheet) -> Lesson:
    """A lesson; what is wrong stands on the sheet."""
    head = FrontMatter(text, sheet)
    facts = LessonFacts(
        title=head.text("title", _LONGEST_TITLE, "Điện thoại và mạng"),
        minutes=head.number("minutes", 1, 120, 12),
        updated=head.day("updated"),
        sources=head.texts("sources", "[]", may_be_empty=True),
    )
    head.nothing_else()
    told, notes = take_notes(Prose(without_comments(head.body.text, head.body.line, sheet), head.body.line), sheet)
    look_at_notes(notes, sheet)
    intro, screens, mentions = parse_screens(told, sheet)
    return Lesson(facts, intro, screens, mentions, notes)


def parse_screens(text: Prose, sheet: Sheet) -> tuple[Prose, tuple[Screen, ...], tuple[Mention, ...]]:
    """What stands below the front matter: the introduction, the screens, and the pictures they ask for."""
    body = Prose(without_comments(text.text, text.line, sheet), text.line).trimmed()
    intro, screens = _divide(body)
    mentions = look_through(intro, sheet)
    for screen in screens:
        mentions += look_through(screen.prose, sheet)
    _look_at_titles(screens, body.line, sheet)
    return intro, tuple(screens), tuple(mentions)


def _divide(body: Prose) -> tuple[Prose, list[Screen]]:
    lines = body.text.split("\n")
    starts = [at for at, line in enumerate(lines) if _SCREEN.match(line)]
    first = starts[0] if starts else len(lines)
    screens = [_screen(lines[start:end], body.line + start) for start, end in pairwise([*starts, len(lines)])]
    return Prose("\n".join(lines[:first]), body.line).trimmed(), screens


def _screen(lines: list[str], line: int) -> Screen:
    heading = _SCREEN.match(lines[0])
    title = plain_line(heading[1]) if heading else ""
    return Screen(title, line, Prose("\n".join(lines[1:]), line + 1).trimmed())


def _look_at_titles(screens: list[Screen], first_line: int, sheet: Sheet) -> None:
    if not screens:
        sheet.add(first_line, say.NO_SCREENS)
    seen: set[str] = set()
    for screen in screens:
        if not screen.title:
            sheet.add(screen.line, say.NO_TITLE)
        elif screen.title in seen:
            sheet.add(screen.line, say.TITLE_TWICE, title=screen.title)
        elif not screen.prose.text:
            sheet.add(screen.line, say.EMPTY_SCREEN, title=screen.title)
        if len(screen.title) > _LONGEST_TITLE:
            sheet.add(screen.line, say.TITLE_LONG, length=len(screen.title), most=_LONGEST_TITLE)
        seen.add(screen.title)
