"""courses/glossary.md: a ``##`` for each word, a few facts after dashes, one or two sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from lms.catalogue import render
from lms.catalogue.complaints import Complaint, Sheet, nearest
from lms.catalogue.files import read_text
from lms.catalogue.finding.glossary import says as say
from lms.catalogue.finding.glossary.spoken import is_read_as_written
from lms.catalogue.finding.glossary.terms import Glossary, Term
from lms.catalogue.front_matter import FrontMatter
from lms.catalogue.manuscript import Prose
from lms.catalogue.prose import look_through, plain_line, without_comments
from lms.vietnamese import tidy

LONGEST = 240
_MOST_SENTENCES = 2
_HEADING = re.compile(r"##(?!#)\s*(.*)")
_FACT = re.compile(r"- ([^:]+):\s*(.*)")
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")
_SPOKEN, _ENGLISH, _ALSO, _LESSON = "đọc", "tiếng Anh", "còn gọi", "bài"
_FACTS = (_SPOKEN, _ENGLISH, _ALSO, _LESSON)


def parse(file: Path) -> tuple[Glossary, list[Complaint]]:
    """The words that could be read, and everything that is wrong."""
    sheet = Sheet(file.name, [])
    text = read_text(file, sheet)
    if text is None:
        return Glossary(()), sheet.complaints
    head = FrontMatter(text, sheet)
    head.day("updated")
    suggestions = head.texts("suggest")
    head.nothing_else()
    lines = without_comments(head.body.text, head.body.line, sheet).split("\n")
    terms = _terms(lines, head.body.line, file.parent, sheet)
    for word in suggestions:
        if word not in [term.word for term in terms]:
            sheet.add(head.line("suggest"), say.SUGGESTION, word=word, near=nearest(word, [t.word for t in terms]))
    return Glossary(terms, suggestions), sorted(sheet.complaints, key=lambda complaint: complaint.line)


def _terms(lines: list[str], first_line: int, courses: Path, sheet: Sheet) -> list[Term]:
    starts = [at for at, line in enumerate(lines) if _HEADING.match(line)]
    if not starts:
        sheet.add(first_line, say.NONE)
    for at, line in enumerate(lines[: starts[0] if starts else 0]):
        if line.strip():
            sheet.add(first_line + at, say.BEFORE_FIRST)
    terms: dict[str, Term] = {}
    for start, end in pairwise([*starts, len(lines)]):
        term = _Reader(lines[start:end], first_line + start, courses, sheet).term()
        if term.key in terms:
            sheet.add(term.line, say.TWICE, word=term.word, first=terms[term.key].line)
        elif term.word and term.text:
            terms[term.key] = term
    return list(terms.values())


class _Reader:
    """Reads one word from top to bottom."""

    def __init__(self, lines: list[str], line: int, courses: Path, sheet: Sheet) -> None:
        self._line = line
        self._courses = courses
        self._sheet = sheet
        heading = _HEADING.match(lines[0])
        self._word = tidy(plain_line(heading[1])) if heading else ""
        self._facts: dict[str, tuple[str, int]] = {}
        self._meaning: list[str] = []
        self._meaning_line = 0
        for at, text in enumerate(lines[1:], line + 1):
            self._see(at, text.strip())

    def term(self) -> Term:
        """The word as far as it could be read."""
        if not self._word:
            self._sheet.add(self._line, say.NO_WORD)
        self._look_at_spoken()
        if not self._fact(_ENGLISH):
            self._sheet.add(self._line, say.NO_ENGLISH, word=self._word)
        text = tidy(" ".join(self._meaning))
        html = self._explained(text)
        also = tuple(part for part in map(tidy, self._fact(_ALSO).split(",")) if part)
        return Term(
            self._word,
            self._line,
            self._fact(_SPOKEN),
            self._fact(_ENGLISH),
            also,
            self._lesson(),
            html,
            render.plain(html),
        )

    def _see(self, line: int, text: str) -> None:
        fact = _FACT.fullmatch(text)
        if fact and not self._meaning:
            name = tidy(fact[1])
            if name not in _FACTS:
                self._sheet.add(line, say.UNKNOWN, name=name, near=nearest(name, _FACTS))
            elif name in self._facts:
                self._sheet.add(line, say.FACT_TWICE, name=name)
            elif not fact[2]:
                self._sheet.add(line, say.EMPTY, name=name)
            self._facts.setdefault(name, (tidy(fact[2]), line))
        elif text.startswith(("- ", "#")):
            self._sheet.add(line, say.STRAY)
        elif text:
            self._meaning_line = self._meaning_line or line
            self._meaning.append(text)

    def _fact(self, name: str) -> str:
        return self._facts.get(name, ("", 0))[0]

    def _look_at_spoken(self) -> None:
        spoken, line = self._facts.get(_SPOKEN, ("", self._line))
        if not spoken and not is_read_as_written(self._word):
            self._sheet.add(line, say.NO_SPOKEN, word=self._word)
        elif spoken and not is_read_as_written(spoken):
            self._sheet.add(line, say.SPOKEN, spoken=spoken)

    def _explained(self, text: str) -> str:
        if not text:
            self._sheet.add(self._line, say.NO_MEANING, word=self._word)
            return ""
        if (count := len(_SENTENCE_END.findall(text))) > _MOST_SENTENCES:
            self._sheet.add(self._meaning_line, say.MANY_SENTENCES, word=self._word, count=count)
        elif not count:
            self._sheet.add(self._meaning_line, say.NO_FULL_STOP, word=self._word)
        if len(text) > LONGEST:
            self._sheet.add(self._meaning_line, say.LONG, word=self._word, length=len(text), most=LONGEST)
            return ""
        look_through(Prose(text, self._meaning_line), self._sheet)
        return render.line(text)

    def _lesson(self) -> tuple[str, ...]:
        place, line = self._facts.get(_LESSON, ("", 0))
        if not place:
            return ()
        if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", place) or not (self._courses / place / "lesson.md").is_file():
            there = sorted(str(path.parent.relative_to(self._courses)) for path in self._courses.glob("*/*/lesson.md"))
            self._sheet.add(line, say.LESSON, place=place, near=nearest(place, there))
            return ()
        return tuple(place.split("/"))
