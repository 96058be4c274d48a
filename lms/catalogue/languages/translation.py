"""course.en.md, lesson.en.md, quiz.en.md: the words of the original in another language, and which original that was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lms.catalogue.complaints import Sheet
from lms.catalogue.front_matter import FrontMatter
from lms.catalogue.languages.names import TRANSLATIONS
from lms.catalogue.lesson import parse_screens
from lms.catalogue.manuscript import Mention, Prose, Translation
from lms.catalogue.prose import look_through, without_comments
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import languages as say

DIGEST = re.compile(r"[0-9a-f]{12}")
_EXAMPLE = '"3fa9c01d22ab"'


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation with what only its author needs to know: where its digest stands, which pictures it asks for."""

    translation: Translation
    line: int
    mentions: tuple[Mention, ...]


def parse_course_page(text: str, language: str, sheet: Sheet) -> Draft:
    """A course.md in another language."""
    head = FrontMatter(text, sheet)
    title, summary = head.text("title", 200, "Online public services"), head.text("summary", 500, "…")
    of, day, line = _origin(head, language, sheet)
    intro = Prose(without_comments(head.body.text, head.body.line, sheet), head.body.line).trimmed()
    mentions = tuple(look_through(intro, sheet))
    return Draft(Translation("", language, of, day, title, summary, intro), line, mentions)


def parse_lesson_page(text: str, language: str, module: str, sheet: Sheet) -> Draft:
    """A lesson.md in another language."""
    head = FrontMatter(text, sheet)
    title = head.text("title", 200, "Phone and network")
    of, day, line = _origin(head, language, sheet)
    intro, screens, mentions = parse_screens(head.body, sheet)
    return Draft(Translation(module, language, of, day, title, intro=intro, screens=screens), line, mentions)


def parse_quiz_page(text: str, language: str, module: str, sheet: Sheet) -> Draft:
    """A quiz.md in another language: questions and options in the order of the original, with the same ids and marks."""
    head = FrontMatter(text, sheet)
    of, day, line = _origin(head, language, sheet)
    quiz = parse_quiz("\n" * (head.body.line - 1) + head.body.text, sheet)
    return Draft(Translation(f"{module}/quiz", language, of, day, items=quiz.items), line, quiz.mentions)


def _origin(head: FrontMatter, language: str, sheet: Sheet) -> tuple[str, date, int]:
    """Which text was translated; the keys every translation has."""
    said = head.choice("language", TRANSLATIONS)
    if said and said != language:
        sheet.add(head.line("language"), say.OTHER_LANGUAGE, name=language, language=said)
    of, day = head.text("of", example=_EXAMPLE), head.day("of_day")
    head.texts("translators")
    head.nothing_else()
    if of and not DIGEST.fullmatch(of):
        sheet.add(head.line("of"), say.DIGEST_FORM, key="of")
    return of, day, head.line("of")
