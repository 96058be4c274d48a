"""quiz.md and final.md: items with options, each option with its own explanation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from lms.catalogue.complaints import Sheet
from lms.catalogue.heading import Heading, parse_heading
from lms.catalogue.manuscript import Item, Mention, Option, Prose, Quiz
from lms.catalogue.prose import look_through, without_comments
from lms.catalogue.words import quiz as say
from lms.vietnamese import tidy

MOST_OPTIONS = 6
_QUESTION = re.compile(r"##(?!#)")
_OPTION = re.compile(r"- \[([ xX])\] +(\S.*)")
_LIKE_AN_OPTION = re.compile(r"\s*[-*+]\s*\[.?\]")
_WHY = re.compile(r"( +)> ?(.*)")


@dataclass
class _Draft:
    """An option that is still being read."""

    text: str
    line: int
    right: bool
    why: list[str] = field(default_factory=list)
    why_line: int = 0


def parse_quiz(text: str, sheet: Sheet, *, final: bool = False) -> Quiz:
    """The items of a file; what is wrong stands on the sheet."""
    lines = without_comments(text, 1, sheet).expandtabs(4).split("\n")
    starts = [at for at, line in enumerate(lines) if _QUESTION.match(line)]
    first = starts[0] if starts else len(lines)
    for line, words in enumerate(lines[:first], 1):
        if words.strip():
            sheet.add(line, say.BEFORE_FIRST)
    if not starts:
        sheet.add(1, say.NONE)
    readers = [
        _Reader(lines[start:end], start + 1, sheet, final=final) for start, end in pairwise([*starts, len(lines)])
    ]
    return Quiz(tuple(r.item() for r in readers), tuple(mention for r in readers for mention in r.mentions))


class _Reader:
    """Reads one item from top to bottom: heading, scene, options, common explanation."""

    def __init__(self, lines: list[str], line: int, sheet: Sheet, *, final: bool) -> None:
        self._lines = lines
        self._line = line
        self._sheet = sheet
        self._is_final = final
        self._scene: list[str] = []
        self._options: list[_Draft] = []
        self._explanation: list[str] = []
        self._explanation_line = 0
        self._after_option = False
        self.mentions: list[Mention] = []

    def item(self) -> Item:
        """The item as far as it could be read."""
        heading = parse_heading(self._lines[0], self._line, self._sheet, final=self._is_final)
        for line, text in enumerate(self._lines[1:], self._line + 1):
            self._see(line, text)
        options = tuple(self._finished(draft) for draft in self._options)
        self._look_at(options)
        return self._made(heading, options)

    def _see(self, line: int, text: str) -> None:
        option = _OPTION.fullmatch(text.rstrip())
        if option:
            self._options.append(_Draft(tidy(option[2]), line, option[1] != " "))
            self._after_option = True
        elif _LIKE_AN_OPTION.match(text):
            self._sheet.add(line, say.BOX)
        elif not self._options:
            self._scene.append(text)
        elif text.strip():
            self._below(line, text.rstrip())
        else:
            self._after_option = False

    def _below(self, line: int, text: str) -> None:
        """A line under an option: its explanation, or at the margin the common one."""
        why = _WHY.fullmatch(text)
        if why and not self._explanation:
            if len(why[1]) < 4:  # noqa: PLR2004 - the width of an indentation, in the format's own words
                self._sheet.add(line, say.WHY_INDENT, spaces=len(why[1]))
            self._explain(line, why[2])
        elif text.startswith(">") and self._after_option:
            self._sheet.add(line, say.WHY_INDENT, spaces=0)
            self._explain(line, text[1:])
        elif text.startswith(">"):
            self._explanation_line = self._explanation_line or line
            _put(self._explanation, line - self._explanation_line, text[1:].removeprefix(" "))
        else:
            self._sheet.add(line, say.STRAY)

    def _explain(self, line: int, text: str) -> None:
        draft = self._options[-1]
        draft.why_line = draft.why_line or line
        _put(draft.why, line - draft.why_line, text)

    def _finished(self, draft: _Draft) -> Option:
        why = Prose("\n".join(draft.why), draft.why_line or draft.line)
        if not why.text.strip():
            self._sheet.add(draft.line, say.NO_WHY)
        self.mentions += look_through(Prose(draft.text, draft.line), self._sheet)
        self.mentions += look_through(why, self._sheet)
        return Option(draft.text, draft.line, draft.right, why)

    def _look_at(self, options: tuple[Option, ...]) -> None:
        self._look_at_boxes(options)
        seen: dict[str, int] = {}
        for option in options:
            same = option.text.casefold()
            if same in seen:
                self._sheet.add(option.line, say.SAME_OPTION, other=seen[same])
            seen.setdefault(same, option.line)

    def _look_at_boxes(self, options: tuple[Option, ...]) -> None:
        right = sum(option.right for option in options)
        if not options:
            self._sheet.add(self._line, say.NO_OPTIONS)
        elif len(options) == 1:
            self._sheet.add(options[0].line, say.ONE_OPTION)
        elif not right:
            self._sheet.add(self._line, say.NONE_RIGHT)
        elif right == len(options):
            self._sheet.add(self._line, say.ALL_RIGHT)
        if len(options) > MOST_OPTIONS:
            self._sheet.add(options[MOST_OPTIONS].line, say.MANY_OPTIONS, count=len(options), most=MOST_OPTIONS)

    def _made(self, heading: Heading, options: tuple[Option, ...]) -> Item:
        scene = Prose("\n".join(self._scene), self._line + 1).trimmed()
        explanation = Prose("\n".join(self._explanation), self._explanation_line or self._line)
        self.mentions += look_through(scene, self._sheet)
        self.mentions += look_through(explanation, self._sheet)
        return Item(
            heading.key,
            self._line,
            heading.stem,
            heading.module,
            heading.reread,
            heading.is_core,
            scene,
            options,
            explanation,
        )


def _put(lines: list[str], at: int, text: str) -> None:
    """Add a line at its place, so that every line keeps its number and a gap stays a gap."""
    lines += [""] * (at - len(lines))
    lines.append(text)
