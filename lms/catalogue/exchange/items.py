"""A question of another platform as one of our items. Nothing is invented: an explanation that is missing stays missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

from lms.catalogue.answers import folded
from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.plain import escaped, has_marks, is_paragraph, plain
from lms.catalogue.exchange.question import NOTHING, WHOLE, Answer, Journey, Question, Refused, Type, short, told
from lms.catalogue.manuscript import Item, Kind, Number, Option, Part, Prose
from lms.catalogue.prose import plain_line
from lms.vietnamese import tidy

HEADS = ("nội dung", "nối với")
"""Over the columns of a table to match: other platforms have no names for them."""
TRUE, FALSE = "Đúng", "Sai"
_LONGEST_STEM = 600
_OPENED = re.compile(r"^&#(?:61|124);", re.MULTILINE)
_HALF_HIDDEN = ("{", "}", "*", "`", "<!--")


def item_of(question: Question, key: str, journey: Journey) -> Item:
    """The item. Raises :class:`Refused` when we cannot ask it."""
    return _Mapping(question, key, journey).item()


class _Mapping:
    """Maps one question."""

    def __init__(self, question: Question, key: str, journey: Journey) -> None:
        self._question, self._key, self._journey = question, key, journey

    def item(self) -> Item:
        """The item."""
        stem, scene = self._stem_and_scene()
        make = _MAKE[self._question.type]
        return make(self, Item(self._key, 1, stem, "", "", False, _prose(scene), (), _prose("")))  # noqa: FBT003

    def choice(self, item: Item) -> Item:
        """Options; right is what has all points, or of several that may be chosen every one that has some."""
        answers = self._question.answers
        whole = [answer for answer in answers if answer.fraction >= WHOLE]
        some = {answer.fraction for answer in answers if answer.fraction > NOTHING}
        if self._question.is_single:
            if len(whole) != 1:
                raise Refused(say.ANY_OF, count=len(whole)) if whole else Refused(say.NONE_WHOLE)
            right = whole
            is_partial = len(some) > 1
        else:
            right = [answer for answer in answers if answer.fraction > NOTHING]
            is_partial = len(some) > 1
            if not right:
                raise Refused(say.NONE_WHOLE)
            if len(right) == 1:
                self._note(say.NOW_SINGLE)
        if is_partial:
            self._note(say.PARTIAL)
        return self._explained(item, [(answer.text, answer in right, answer.feedback) for answer in answers])

    def truth(self, item: Item) -> Item:
        """«Đúng» and «Sai», in this order."""
        true, false = self._question.answers
        return self._explained(
            item, [(TRUE, true.fraction >= WHOLE, true.feedback), (FALSE, false.fraction >= WHOLE, false.feedback)]
        )

    def matching(self, item: Item) -> Item:
        """Rows; those without a left side are distractors, unless they say what is right elsewhere."""
        answers = self._question.answers
        rows = [answer for answer in answers if answer.text]
        offered = {answer.right.casefold(): answer.right for answer in [*rows, *answers][::-1]}
        texts = dict.fromkeys(offered[answer.right.casefold()] for answer in [*rows, *answers])
        options = tuple(
            Option(text, 1, text.casefold() == row.right.casefold(), _prose(""), at)
            for at, row in enumerate(rows)
            for text in texts
        )
        parts = tuple(Part(row.text, 1) for row in rows)
        return replace(
            item, notation=Kind.MATCHING, heads=HEADS, parts=parts, options=options, explanation=self._explanation()
        )

    def ordering(self, item: Item) -> Item:
        """Steps; the options of each are all places."""
        steps = [answer.text for answer in self._question.answers]
        options = tuple(
            Option(str(place + 1), 1, place == at, _prose(""), at)
            for at in range(len(steps))
            for place in range(len(steps))
        )
        parts = tuple(Part(step, 1) for step in steps)
        return replace(item, notation=Kind.ORDERING, parts=parts, options=options, explanation=self._explanation())

    def text(self, item: Item) -> Item:
        """What has all points is accepted; what has less and says why is a known mistake."""
        accepted: dict[str, str] = {}
        mistakes: dict[str, Option] = {}
        for answer in self._question.answers:
            if answer.fraction >= WHOLE:
                accepted.setdefault(folded(answer.text), tidy(_without_pattern(answer.text)))
        for answer in self._question.answers:
            if answer.fraction >= WHOLE:
                continue
            if answer.fraction > NOTHING:
                self._note(say.PARTIAL)
            if answer.feedback and answer.text.strip() != "*" and folded(answer.text) not in accepted:
                words = _inside(escaped(tidy(_without_pattern(answer.text))))
                mistakes.setdefault(folded(answer.text), Option(words, 1, False, _prose(_inside(answer.feedback))))  # noqa: FBT003
            elif answer.feedback:
                self._leave(answer.feedback)
        if not accepted:
            raise Refused(say.NONE_WHOLE)
        return replace(
            item,
            notation=Kind.TEXT,
            accepted=tuple(accepted.values()),
            options=tuple(mistakes.values()),
            explanation=self._explanation(),
        )

    def number(self, item: Item) -> Item:
        """The one number that has all points."""
        whole = [answer for answer in self._question.answers if answer.fraction >= WHOLE and answer.text]
        if len(whole) != 1:
            raise Refused(say.NUMBERS, count=len(whole)) if whole else Refused(say.NONE_WHOLE)
        for answer in self._question.answers:
            if answer.fraction < WHOLE and answer.feedback:
                self._leave(answer.feedback)
            if NOTHING < answer.fraction < WHOLE:
                self._note(say.PARTIAL)
        number = Number(whole[0].text, whole[0].tolerance, self._question.unit)
        return replace(item, notation=Kind.NUMBER, number=number, explanation=self._explanation())

    def _explained(self, item: Item, options: list[tuple[str, bool, str]]) -> Item:
        """Options that say nothing themselves say what was said of the whole question."""
        common = self._question.feedback
        own = all(why for _, _, why in options)
        return replace(
            item,
            options=tuple(
                Option(tidy(_inside(text)), 1, right, _prose(_inside(why or common))) for text, right, why in options
            ),
            explanation=_prose(_inside(common) if own else ""),
        )

    def _explanation(self) -> Prose:
        """What was said of the whole question, else of its right answer."""
        right = [answer.feedback for answer in self._right() if answer.feedback]
        if self._question.feedback:
            for text in right:
                self._leave(text)
            return _prose(_inside(self._question.feedback))
        if right:
            self._note(say.AS_EXPLANATION)
        return _prose(_inside("\n\n".join(dict.fromkeys(right))))

    def _right(self) -> Iterator[Answer]:
        return (answer for answer in self._question.answers if answer.fraction >= WHOLE)

    def _stem_and_scene(self) -> tuple[str, str]:
        """The first paragraph is the question's line, if it can be; else its name is, and all the text its scene."""
        first, _, rest = self._question.text.partition("\n\n")
        line = " ".join(first.split())
        words = plain(line) if is_paragraph(first) else None
        if words is not None and has_marks(line):
            words, is_marked = plain(line.replace("*", "").replace("`", "")) if "\\" not in line else None, True
        else:
            is_marked = False
        if words is not None and _fits(words):
            if is_marked:
                self._note(say.MARKS)
            return tidy(words), rest.strip("\n")
        name = tidy(self._question.name)
        if not _fits(name):
            raise Refused(say.NO_STEM)
        return name, self._question.text

    def _leave(self, feedback: str) -> None:
        self._note(say.COMMON, text=told(feedback))

    def _note(self, words: Words, **values: object) -> None:
        self._journey.note(self._question.line, self._question.label, words, **values)


def _fits(stem: str) -> bool:
    """Whether a text can be the line of a question: that is plain, and not too long."""
    return (
        0 < len(stem) <= _LONGEST_STEM and plain_line(stem) == stem and not any(sign in stem for sign in _HALF_HIDDEN)
    )


def _without_pattern(text: str) -> str:
    """The answer, in which no star stands for any letters. Raises :class:`Refused`."""
    if "*" in text.replace("\\*", ""):
        raise Refused(say.PATTERN, text=short(text))
    return text.replace("\\*", "*")


def _prose(text: str) -> Prose:
    return Prose(text, 1)


def _inside(text: str) -> str:
    """A text that stands behind a mark of its own, where no line begins with what it begins with."""
    return _OPENED.sub(lambda sign: unescape(sign[0]), text)


_MAKE: dict[Type, Callable[[_Mapping, Item], Item]] = {
    Type.CHOICE: _Mapping.choice,
    Type.TRUE_FALSE: _Mapping.truth,
    Type.MATCHING: _Mapping.matching,
    Type.ORDERING: _Mapping.ordering,
    Type.TEXT: _Mapping.text,
    Type.NUMBER: _Mapping.number,
}
