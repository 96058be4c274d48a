"""Task lists: ``- [x] option`` with its explanation below, indented by four spaces. Choices, steps, known mistakes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines, Margin, look_for_twins, put
from lms.catalogue.manuscript import Option, Prose
from lms.catalogue.words import items as say_items
from lms.catalogue.words import quiz as say
from lms.vietnamese import tidy

MOST_OPTIONS = 6
_OPTION = re.compile(r"- \[([ xX])\] +(\S.*)")
_LIKE_AN_OPTION = re.compile(r"\s*[-*+]\s*\[(.?)\]\s*(.*)")
_LIKE_A_STEP = re.compile(r"\W*(?:bước|step)\s*\d|#", re.IGNORECASE)
_WHY = re.compile(r"( +)> ?(.*)")


def is_option(text: str) -> bool:
    """Whether a line is an option, well written or not."""
    return bool(_LIKE_AN_OPTION.match(text))


def read_choice(lines: Lines, line: int, sheet: Sheet) -> Answering:
    """The options of a choice."""
    reader = TaskList(sheet)
    for at, text in lines:
        reader.see(at, text)
    options = reader.options()
    look_at_number(options, line, sheet)
    look_for_twins([(option.line, option.text) for option in options], sheet)
    right = sum(option.right for option in options)
    if options and not right:
        sheet.add(line, say.NONE_RIGHT)
    elif len(options) > 1 and right == len(options):
        sheet.add(line, say.ALL_RIGHT)
    return Answering(reader.margin.prose(line), options)


def look_at_number(options: tuple[Option, ...], line: int, sheet: Sheet) -> None:
    """Complain about too few and too many options."""
    if not options:
        sheet.add(line, say.NO_OPTIONS)
    elif len(options) == 1:
        sheet.add(options[0].line, say.ONE_OPTION)
    elif len(options) > MOST_OPTIONS:
        sheet.add(options[MOST_OPTIONS].line, say.MANY_OPTIONS, count=len(options), most=MOST_OPTIONS)


@dataclass
class _Draft:
    """An option that is still being read."""

    text: str
    line: int
    right: bool
    part: int
    why: list[str] = field(default_factory=list)
    why_line: int = 0


class TaskList:
    """Reads options from top to bottom, and the explanation at the margin below them."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._drafts: list[_Draft] = []
        self._after_option = False
        self.margin = Margin()

    def see(self, line: int, text: str, part: int = 0) -> None:
        """One line; ``part`` is the part of the item it stands in."""
        alike = _LIKE_AN_OPTION.match(text)
        if alike:
            option = _OPTION.fullmatch(text.rstrip())
            if not option:
                self._sheet.add(line, say.BOX)
            mark, words = (option or alike).groups()
            self._drafts.append(_Draft(tidy(words), line, mark.strip() != "", part))
            self._after_option = True
        elif text.strip():
            self._below(line, text.rstrip())
        else:
            self._after_option = False

    def has_begun(self, part: int) -> bool:
        """Whether an option of this part was seen."""
        return bool(self._drafts) and self._drafts[-1].part == part

    def options(self) -> tuple[Option, ...]:
        """What was read."""
        return tuple(self._finished(draft) for draft in self._drafts)

    def _below(self, line: int, text: str) -> None:
        """A line under an option: its explanation, or at the margin the common one."""
        why = _WHY.fullmatch(text)
        if why and self._drafts and (self._after_option or not self.margin):
            if len(why[1]) < 4:  # noqa: PLR2004 - the width of an indentation, in the format's own words
                self._sheet.add(line, say.WHY_INDENT, spaces=len(why[1]))
            self._explain(line, why[2])
        elif text.startswith(">") and self._after_option:
            self._sheet.add(line, say.WHY_INDENT, spaces=0)
            self._explain(line, text[1:])
        elif text.startswith(">"):
            self.margin.take(line, text)
        else:
            self._sheet.add(line, say_items.STEP_FORM if _LIKE_A_STEP.match(text) else say.STRAY)

    def _explain(self, line: int, text: str) -> None:
        draft = self._drafts[-1]
        draft.why_line = draft.why_line or line
        put(draft.why, line - draft.why_line, text)

    def _finished(self, draft: _Draft) -> Option:
        why = Prose("\n".join(draft.why), draft.why_line or draft.line)
        if not why.text.strip():
            self._sheet.add(draft.line, say.NO_WHY)
        return Option(draft.text, draft.line, draft.right, why, draft.part)
