"""How long and how hard a lesson is. The measures are those of the curriculum, as docs/courses.md states them."""

from __future__ import annotations

from collections.abc import Iterator

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.counting import count, sentences
from lms.catalogue.lints.passages import lesson_file
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course, Module, Prose
from lms.catalogue.words import advice as say

LONGEST_SCREEN = 90
"""Tiếng of one screen, as the curriculum has it: one idea, read in less than a minute by whoever reads slowly."""
READ_A_MINUTE = 105
"""Tiếng a learner over fifty reads silently in a minute: the curriculum counts 600–750 as six to seven minutes."""
TRY_MINUTES, ITEM_MINUTES = 2.5, 0.5
"""The same plan gives two to three minutes to trying things and three to five to six to ten questions."""
_NOTHING_TO_SAY = 4
"""Minutes by which an estimate may always be wrong."""
BEARABLE_PERCENT = 10
_FAR_TOO_LONG = 5
"""Tiếng above the limit from which a single sentence is worth a word."""
_FEW = 20
"""Sentences of which a share says nothing yet."""


def longest_sentence(audience: tuple[str, ...]) -> int:
    """Tiếng of a sentence: 10 where children read along, 20 where only officials do, otherwise 15."""
    if "primary-pupil" in audience:
        return 10
    return 20 if audience == ("public-sector",) else 15


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Give advice about every lesson."""
    most = longest_sentence(course.facts.audience)
    for module in course.modules:
        of_lesson = sheet.of(lesson_file(module))
        _look_at_screens(module, of_lesson)
        _look_at_time(module, around.line_of(of_lesson.file, "minutes:"), of_lesson)
        _look_at_sentences(module, most, of_lesson)


def sentence_lengths(course: Course, module: Module) -> tuple[int, list[int]]:
    """How long a sentence may be for these learners, and how long each sentence of the lesson is."""
    return longest_sentence(course.facts.audience), [count(sentence) for _, sentence in _sentences(module)]


def minutes(module: Module) -> float:
    """How long reading, trying and practising take."""
    proses = list(_proses(module))
    tries = any("!!! lam-thu" in prose.text for prose in proses)
    read = sum(count(prose.text) for prose in proses) / READ_A_MINUTE
    return read + TRY_MINUTES * tries + ITEM_MINUTES * len(module.practice.items)


def _look_at_screens(module: Module, sheet: Sheet) -> None:
    for screen in module.lesson.screens:
        length = count(screen.prose.text)
        if length > LONGEST_SCREEN:
            sheet.add(screen.line, say.LONG_SCREEN, title=screen.title, count=length, most=LONGEST_SCREEN)


def _look_at_time(module: Module, line: int, sheet: Sheet) -> None:
    stated, estimate = module.lesson.facts.minutes, minutes(module)
    if any(each.file == sheet.file and not each.is_warning for each in sheet.complaints):
        return  # what is stated may not have been readable
    if abs(stated - estimate) > max(_NOTHING_TO_SAY, estimate / 3):
        words = say.SHORT_TIME if stated < estimate else say.LONG_TIME
        sheet.add(line, words, minutes=stated, estimate=max(1, round(estimate)))


def _look_at_sentences(module: Module, most: int, sheet: Sheet) -> None:
    measured = [(line, sentence, count(sentence)) for line, sentence in _sentences(module)]
    too_long = sum(length > most for _, _, length in measured)
    for line, sentence, length in measured:
        if length > most + _FAR_TOO_LONG:
            beginning = " ".join(sentence.split()[:6])
            sheet.add(line, say.LONG_SENTENCE, count=length, sentence=beginning, most=most)
    share = 100 * too_long // len(measured) if len(measured) >= _FEW else 0
    if share > BEARABLE_PERCENT:
        sheet.add(1, say.HARD_TO_READ, share=share, most=most, bearable=BEARABLE_PERCENT)


def _sentences(module: Module) -> Iterator[tuple[int, str]]:
    """Every sentence of a lesson with the line of the paragraph it stands in."""
    for prose in _proses(module):
        line = prose.line
        for paragraph in prose.text.split("\n\n"):
            first = line + len(paragraph) - len(paragraph.lstrip("\n"))
            for sentence in sentences(paragraph):
                yield first + _lines_above(paragraph.lstrip("\n"), sentence), sentence
            line += paragraph.count("\n") + 2


def _lines_above(paragraph: str, sentence: str) -> int:
    """In which line of a paragraph a sentence begins; the first when its marks were taken away."""
    at = paragraph.find(sentence)
    return paragraph[:at].count("\n") if at > 0 else 0


def _proses(module: Module) -> Iterator[Prose]:
    yield module.lesson.intro
    for screen in module.lesson.screens:
        yield screen.prose
