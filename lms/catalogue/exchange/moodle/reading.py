"""A Moodle XML file read: its questions with their pictures, and what of it has no place here."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from lms.catalogue.answers import plain_number
from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.formats import one_line
from lms.catalogue.exchange.moodle.passages import Passages
from lms.catalogue.exchange.moodle.pictures import Pictures
from lms.catalogue.exchange.moodle.surroundings import look_around
from lms.catalogue.exchange.moodle.tree import Node, tree_of
from lms.catalogue.exchange.numbers import number, percent
from lms.catalogue.exchange.plain import clean, escaped
from lms.catalogue.exchange.question import MOST_QUESTIONS, WHOLE, Answer, Journey, Question, Refused, Type, short, told

_REASONS: dict[str, Words] = {
    "essay": say.ESSAY,
    "description": say.DESCRIPTION,
    "multianswer": say.CLOZE,
    "cloze": say.CLOZE,
    **dict.fromkeys(("calculated", "calculatedmulti", "calculatedsimple"), say.CALCULATED),
    **dict.fromkeys(("ddwtos", "ddimageortext", "ddmarker", "gapselect", "ddmatch"), say.DRAGGING),
}
"""Types that are known and cannot be asked here."""


def read_moodle(content: bytes, journey: Journey, pictures: Pictures) -> list[Question]:
    """The questions of a file. Raises :class:`Refused` when it is none."""
    root = tree_of(content)
    if root.tag != "quiz":
        raise Refused(say.NOT_QUIZ, tag=root.tag[:40])
    if len(root.children) > MOST_QUESTIONS:
        raise Refused(say.MANY, most=MOST_QUESTIONS)
    questions: list[Question] = []
    for node in root.all("question"):
        if node.attributes.get("type") == "category":
            journey.note(node.line, clean(node.first("category", "text").words), say.CATEGORY)
            continue
        reader = _Reader(node, journey, pictures)
        try:
            questions.append(reader.question())
        except Refused as refused:
            journey.refuse(node.line, reader.name, refused)
    return questions


class _Reader:
    """Reads one question."""

    def __init__(self, node: Node, journey: Journey, pictures: Pictures) -> None:
        self._node, self._journey = node, journey
        self._own_name = " ".join(clean(node.first("name", "text").words).split())
        self.name = self._own_name or short(clean(node.first("questiontext", "text").words)) or f"#{node.line}"
        self._prose = Passages(pictures, self._note).markdown

    def question(self) -> Question:
        """The question. Raises :class:`Refused`."""
        kind = self._node.attributes.get("type", "")
        if kind not in _ANSWERS:
            raise Refused(_REASONS.get(kind, say.TYPE), type=kind[:40])
        own_type, read = _ANSWERS[kind]
        answers = read(self)
        look_around(self._node, self._note)
        return Question(
            own_type,
            self._own_name,
            self.name,
            self._node.line,
            self._prose(self._node.first("questiontext")),
            answers,
            self._prose(self._node.first("generalfeedback")),
            self._node.first("single").words.strip() not in ("false", "0"),
            self._unit(),
        )

    def choice(self) -> tuple[Answer, ...]:
        return tuple(
            Answer(one_line(self._prose(node)), _fraction(node), self._prose(node.first("feedback")))
            for node in self._node.all("answer")
        )

    def truth(self) -> tuple[Answer, ...]:
        said = {node.first("text").words.strip().lower(): node for node in self._node.all("answer")}
        if said.keys() != {"true", "false"}:
            raise Refused(say.BROKEN, why="thiếu true hay false", why_english="true or false is missing")
        return tuple(
            Answer("", _fraction(said[word]), self._prose(said[word].first("feedback"))) for word in ("true", "false")
        )

    def matching(self) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                one_line(self._prose(node)),
                WHOLE,
                right=escaped(" ".join(clean(node.first("answer", "text").words).split())),
            )
            for node in self._node.all("subquestion")
        )

    def ordering(self) -> tuple[Answer, ...]:
        nodes = sorted(self._node.all("answer"), key=_fraction)
        count = percent(self._node.first("selectcount").words or "0")
        if self._node.first("selecttype").words.strip() not in ("", "ALL", "0") and 0 < count < len(nodes):
            self._note(say.SUBSET)
        for node in nodes:
            feedback = self._prose(node.first("feedback"))
            if feedback:
                self._note(say.COMMON, text=told(feedback))
        return tuple(Answer(one_line(self._prose(node))) for node in nodes)

    def typed(self) -> tuple[Answer, ...]:
        if self._node.first("usecase").words.strip() == "1":
            self._note(say.CASE)
        return tuple(
            Answer(
                " ".join(clean(node.first("text").words).split()), _fraction(node), self._prose(node.first("feedback"))
            )
            for node in self._node.all("answer")
        )

    def numbers(self) -> tuple[Answer, ...]:
        answers = []
        for node in self._node.all("answer"):
            said = node.first("text").words.strip()
            value = "" if said == "*" else plain_number(number(said))
            tolerance = plain_number(abs(number(node.first("tolerance").words.strip() or "0")))
            answers.append(Answer(value, _fraction(node), self._prose(node.first("feedback")), tolerance=tolerance))
        return tuple(answers)

    def _unit(self) -> str:
        """The unit in which the number is given; others would have to be worked out."""
        units = [
            (" ".join(clean(node.first("unit_name").words).split()), percent(node.first("multiplier").words or "1"))
            for node in self._node.first("units").all("unit")
        ]
        own = next((name for name, factor in units if factor == 1), "")
        for name, _ in units:
            if name != own:
                self._note(say.UNITS, text=name[:40])
        return own

    def _note(self, words: Words, **values: object) -> None:
        self._journey.note(self._node.line, self.name, words, **values)


def _fraction(node: Node) -> Decimal:
    return percent(node.attributes.get("fraction", "0"))


_ANSWERS: dict[str, tuple[Type, Callable[[_Reader], tuple[Answer, ...]]]] = {
    "multichoice": (Type.CHOICE, _Reader.choice),
    "truefalse": (Type.TRUE_FALSE, _Reader.truth),
    "matching": (Type.MATCHING, _Reader.matching),
    "match": (Type.MATCHING, _Reader.matching),
    "ordering": (Type.ORDERING, _Reader.ordering),
    "shortanswer": (Type.TEXT, _Reader.typed),
    "numerical": (Type.NUMBER, _Reader.numbers),
}
