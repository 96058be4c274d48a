"""Questions that betray their answer, and explanations too long to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.counting import count
from lms.catalogue.lints.passages import quizzes
from lms.catalogue.manuscript import TYPED, WITH_PARTS, Course, Item, Kind
from lms.catalogue.words import advice as say
from lms.vietnamese import fold, tidy

LONGEST_WHY = 35
"""Tiếng of an explanation."""
LONGEST_COMMON = 70
"""Tiếng of the one explanation that speaks of several rows, steps or answers."""
ENOUGH = 6
"""Questions of which a habit can be told."""
_LONGEST_SHARE = 1 / 3
_PLACE_SHARE = 2 / 3
_CUES = re.compile(
    r"\b(?:luôn luôn|tuyệt đối|(?:tất cả|các ý|các câu|cả (?:hai|ba|bốn)(?: ý| câu)?)[^.?!]{0,20} đều (?:đúng|sai)"
    r"|không (?:câu|ý|đáp án) nào (?:đúng|ở trên)|(?-i:A (?:và|hoặc|, B và) (?:ý |câu )?[BC]))\b",
    re.IGNORECASE,
)
_SEVERAL = "chon tat ca"


def look(course: Course, sheet: Sheet) -> None:
    """Give advice about every question, and about what all questions of a file have in common."""
    for file, quiz in quizzes(course):
        for item in quiz.items:
            _look_at_words(item, sheet.of(file))
            _look_at_explanations(item, sheet.of(file))
        _look_at_habits([item for item in quiz.items if is_a_choice(item)], sheet.of(file))


def is_a_choice(item: Item) -> bool:
    """Whether one of at least three options is right: the kind in which length and place could tell."""
    return item.kind is Kind.SINGLE and len(item.options) > 2 and right_place(item) >= 0  # noqa: PLR2004 - two tell nothing


def right_place(item: Item) -> int:
    """The place of the first right option, from 0; -1 where there is none."""
    return next((at for at, option in enumerate(item.options) if option.right), -1)


def _look_at_words(item: Item, sheet: Sheet) -> None:
    said = [(item.stem, item.line)]
    said += [(part.text, part.line) for part in item.parts] + [(option.text, option.line) for option in item.options]
    for text, line in said:
        cue = _CUES.search(text)
        if cue:
            sheet.add(line, say.CUE, cue=tidy(cue[0]))
    if item.kind is Kind.PAIR and not item.says_what_is_genuine:
        sheet.add(item.line, say.GENUINE_OR_SCAM)
    if item.kind is Kind.MULTIPLE and _SEVERAL not in fold(f"{item.stem} {item.scene.text}"):
        sheet.add(item.line, say.HOW_MANY)


def _look_at_explanations(item: Item, sheet: Sheet) -> None:
    common = LONGEST_COMMON if item.kind in WITH_PARTS | TYPED else LONGEST_WHY
    for why, most in (*((option.why, LONGEST_WHY) for option in item.options), (item.explanation, common)):
        length = count(why.text)
        if length > most:
            sheet.add(why.line, say.LONG_WHY, count=length, most=most)


def _look_at_habits(items: Sequence[Item], sheet: Sheet) -> None:
    if len(items) < ENOUGH:
        return
    longest = [item for item in items if right_is_longest(item)]
    if len(longest) > len(items) * _LONGEST_SHARE:
        keys = ", ".join(item.key for item in longest)
        sheet.add(longest[0].line, say.RIGHT_IS_LONGEST, count=len(longest), all=len(items), keys=keys)
    (place, number), *_ = Counter(map(right_place, items)).most_common(1)
    if number > len(items) * _PLACE_SHARE:
        first = next(item for item in items if right_place(item) == place)
        sheet.add(first.line, say.SAME_PLACE, place=place + 1, count=number, all=len(items))


def right_is_longest(item: Item) -> bool:
    """Whether the right option is longer than every other."""
    right = len(item.options[right_place(item)].text)
    return all(len(option.text) < right for option in item.options if not option.right)
