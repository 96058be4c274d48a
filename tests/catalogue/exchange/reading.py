"""Questions of other platforms, read as our items: a few words for many tests."""

from __future__ import annotations

from pathlib import Path

from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words
from lms.catalogue.exchange.gift.reading import read_gift
from lms.catalogue.exchange.items import item_of
from lms.catalogue.exchange.moodle.pictures import Pictures
from lms.catalogue.exchange.moodle.reading import read_moodle
from lms.catalogue.exchange.question import Journey, Question, Refused
from lms.catalogue.exchange.trial import tried
from lms.catalogue.manuscript import Item

NAMES = {id(value): name for name, value in vars(words).items() if isinstance(value, Words)}


class Read:
    """What became of a file."""

    def __init__(self, questions: list[Question], journey: Journey) -> None:
        self.items: list[Item] = []
        self.texts: list[str] = []
        for question in questions:
            try:
                item = item_of(question, f"q-{len(self.items) + 1}", journey)
                self.texts.append(tried(item))
                self.items.append(item)
            except Refused as refused:
                journey.refuse(question.line, question.label, refused)
        self.journey = journey

    @property
    def refused(self) -> list[tuple[int, str]]:
        """Lines and reasons of questions that stay behind."""
        return sorted((complaint.line, NAMES[id(complaint.words)]) for complaint in self.journey.refused)

    @property
    def notes(self) -> list[str]:
        """What the others left behind."""
        return [NAMES[id(complaint.words)] for complaint in self.journey.notes]

    def only(self) -> str:
        """The one question, as it stands in quiz.md."""
        assert self.refused == []
        (text,) = self.texts
        return text


def gift(text: str | bytes) -> Read:
    """A GIFT file, read."""
    journey = Journey("q.gift")
    return Read(read_gift(text.encode() if isinstance(text, str) else text, journey), journey)


def moodle(questions: str, module: Path) -> Read:
    """The questions of a Moodle XML file, read for a module."""
    journey = Journey("q.xml")
    return Read(read_moodle(f"<quiz>\n{questions}\n</quiz>".encode(), journey, Pictures(module)), journey)
