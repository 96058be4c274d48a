"""A GIFT file read: its questions, and what of it has no place here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.formats import AUTO, HTML, MARKDOWN, PLAIN, as_markdown, one_line
from lms.catalogue.exchange.gift.scanning import Block, blocks, shown
from lms.catalogue.exchange.numbers import percent, value_and_tolerance
from lms.catalogue.exchange.plain import escaped
from lms.catalogue.exchange.question import MOST_QUESTIONS, WHOLE, Answer, Journey, Question, Refused, Type, told

MOST_BYTES = 1_000_000
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORM = re.compile(rf"\s*\[({HTML}|{AUTO}|{PLAIN}|{MARKDOWN})\]")
"""The name of a format, with which a text may begin."""
_WEIGHT = re.compile(r"\s*%([+-]?\d{1,3}(?:\.\d{0,10})?)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_ARROW = "->"
_ORDERING_WORDS = re.compile(r"(\d{1,3}|[A-Z_]{1,40}|none|abc|iii)(?:\s+|$)")
"""How many steps, which of them, how laid out, how marked, how numbered: what opens an ordering."""
_SOME = {"RANDOM", "REL", "CONTIGUOUS", "CONTIG"}


def read_gift(content: bytes, journey: Journey) -> list[Question]:
    """The questions of a file of at most ``MOST_BYTES``. Raises :class:`Refused` when it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(say.NOT_UTF8) from None
    questions: list[Question] = []
    for count, block in enumerate(blocks(text)):
        if count > MOST_QUESTIONS:
            raise Refused(say.MANY, most=MOST_QUESTIONS)
        if block.category:
            journey.note(block.line, block.category, say.CATEGORY)
            continue
        reader = _Reader(block, journey)
        if block.tags:
            journey.note(block.line, reader.name, say.TAGS, text=told(block.tags))
        try:
            questions.append(reader.question())
        except Refused as refused:
            journey.refuse(block.line, reader.name, refused)
    return questions


class _Reader:
    """Reads one block."""

    def __init__(self, block: Block, journey: Journey) -> None:
        self._line, self._journey = block.line, journey
        name = _NAME.match(block.text)
        rest = block.text[name.end() :] if name else block.text
        form = FORM.match(rest)
        self._form = form[1] if form else AUTO
        self._text = rest[form.end() :] if form else rest
        self.name = _said(name[1]) if name else _said(self._text.partition("{")[0])
        self._own_name = _said(name[1]) if name else ""

    def question(self) -> Question:
        """The question. Raises :class:`Refused`."""
        before, opening, rest = self._text.partition("{")
        inside, closing, after = rest.partition("}")
        if not opening:
            raise _broken("ngoặc } không có ngoặc {", "} without {") if "}" in before else Refused(say.DESCRIPTION)
        if not closing:
            raise _broken("ngoặc { chưa đóng", "{ is not closed")
        if "{" in after:
            raise Refused(say.CLOZE)
        if "}" in after or "{" in inside:
            raise _broken("ngoặc nhọn lồng nhau", "braces within braces")
        text = f"{before}_____{after}" if after.strip() else before
        answers, mark, feedback = inside.rpartition("####")
        answers, feedback = (answers, feedback) if mark else (feedback, "")
        kind, is_single, found = self._answers(answers)
        return Question(
            kind,
            self._own_name,
            self.name,
            self._line,
            self._prose(text, self._form),
            found,
            self._prose(feedback),
            is_single,
        )

    def _answers(self, inside: str) -> tuple[Type, bool, tuple[Answer, ...]]:
        bare = inside.strip()
        if not bare:
            raise Refused(say.ESSAY)
        if bare.startswith(">"):
            return Type.ORDERING, True, self._steps(bare)
        if bare.startswith("#"):
            return Type.NUMBER, True, tuple(self._numbers(bare[1:]))
        if "~" in bare:
            is_single = "=" in bare
            return Type.CHOICE, is_single, self._each(bare.replace("=", "~="), "~", self._choice)
        if "=" in bare and _ARROW in bare:
            return Type.MATCHING, True, self._each(bare, "=", self._pair)
        if bare.partition("#")[0].strip() in (*_TRUE, *_FALSE):
            return Type.TRUE_FALSE, True, self._truth(bare)
        return Type.TEXT, True, self._each(bare, "=", self._typed)

    def _each(self, text: str, mark: str, read: Callable[[str], Answer]) -> tuple[Answer, ...]:
        return tuple(read(piece) for piece in text.split(mark) if piece.strip())

    def _choice(self, piece: str) -> Answer:
        is_right = piece.startswith("=")
        fraction, rest = _weight(piece.removeprefix("="), WHOLE if is_right else Decimal(0))
        text, _, feedback = rest.partition("#")
        return Answer(one_line(self._prose(text)), fraction, self._prose(feedback))

    def _pair(self, piece: str) -> Answer:
        left, arrow, right = piece.partition(_ARROW)
        if not arrow or not right.strip():
            raise _broken(f"“{_said(piece)[:40]}” thiếu ->", f"“{_said(piece)[:40]}” has no ->")
        return Answer(one_line(self._prose(left)), WHOLE, right=escaped(_said(right)))

    def _typed(self, piece: str) -> Answer:
        fraction, rest = _weight(piece, WHOLE)
        text, _, feedback = rest.partition("#")
        return Answer(_said(text), fraction, self._prose(feedback))

    def _truth(self, text: str) -> tuple[Answer, ...]:
        """«T#why who says false is wrong#why who says true is right»."""
        word, wrong, right = [*text.split("#", 2), "", ""][:3]
        is_true = word.strip() in _TRUE
        whys = (right, wrong) if is_true else (wrong, right)
        return tuple(
            Answer("", WHOLE if said is is_true else Decimal(0), self._prose(why))
            for said, why in zip((True, False), whys, strict=True)
        )

    def _numbers(self, text: str) -> Sequence[Answer]:
        answers = []
        for piece in text.replace("~", "=~").split("="):
            if not piece.strip():
                continue
            is_wrong = piece.startswith("~")
            fraction, rest = _weight(piece.removeprefix("~"), Decimal(0) if is_wrong else WHOLE)
            said, _, feedback = rest.partition("#")
            value, tolerance = ("", "0") if is_wrong or said.strip() == "*" else value_and_tolerance(shown(said))
            answers.append(Answer(value, fraction if value else Decimal(0), self._prose(feedback), tolerance=tolerance))
        return answers

    def _steps(self, text: str) -> tuple[Answer, ...]:
        first, _, below = text.removeprefix(">").strip().partition("\n")
        at, count, is_part = 0, 0, False
        while word := _ORDERING_WORDS.match(first, at):
            count = int(word[1]) if word[1].isdecimal() else count
            is_part = is_part or word[1] in _SOME
            at = word.end()
        steps = [line for line in [first[at:], *below.split("\n")] if line.strip()]
        if is_part and 0 < count < len(steps):
            self._note(say.SUBSET)
        return tuple(Answer(one_line(self._prose(step, AUTO))) for step in steps)

    def _prose(self, text: str, form: str = "") -> str:
        """A text with signs that are still hidden, in its own format or the question's."""
        own = FORM.match(text)
        form, text = (own[1], text[own.end() :]) if own else (form or self._form, text)
        lines = text.strip() if form == MARKDOWN else " ".join(text.split())
        return as_markdown(shown(lines), form, self._note)

    def _note(self, words: Words, **values: object) -> None:
        self._journey.note(self._line, self.name, words, **values)


def _weight(text: str, otherwise: Decimal) -> tuple[Decimal, str]:
    weight = _WEIGHT.match(text)
    return (percent(weight[1]), text[weight.end() :]) if weight else (otherwise, text)


def _said(text: str) -> str:
    return " ".join(shown(text).split())


def _broken(why: str, why_english: str) -> Refused:
    return Refused(say.BROKEN, why=why, why_english=why_english)
