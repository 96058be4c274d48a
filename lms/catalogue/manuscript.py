"""A course as its author wrote it: parsed, with the place of every part, not yet rendered. Plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

AUDIENCES = ("adult", "public-sector", "secondary-student", "primary-pupil", "enterprise-worker")
PICTURES = (
    *("non", "la-co", "che", "trong", "thuyen", "nha-san"),
    *("den", "sen", "ca", "banh-chung", "xe-dap", "trau"),
)
FRAMES = ("nho", "can-than", "lam-thu", "ghi-so", "nghi", "loi-giai")
NOTE = "giang-bai"
"""What begins like a frame and is for who teaches the lesson alone."""


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    ORDERING = "ordering"
    MATCHING = "matching"
    PAIR = "pair"
    """Messages that look alike, each with what to do about it: a small matching."""
    SCENARIO = "scenario"
    TEXT = "text"
    NUMBER = "number"


WITH_PARTS = frozenset({Kind.ORDERING, Kind.MATCHING, Kind.PAIR, Kind.SCENARIO})
"""Kinds whose options belong to parts: exactly one option of every part is right."""
TYPED = frozenset({Kind.TEXT, Kind.NUMBER})
"""Kinds that are answered by typing."""


class Nature(StrEnum):
    """What a message is that people judge."""

    GENUINE = "genuine"
    SCAM = "scam"


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown, and the line of its file on which it begins."""

    text: str
    line: int

    def trimmed(self) -> Prose:
        """The same without blank lines at its beginning and end."""
        text = self.text.rstrip()
        above = text[: len(text) - len(text.lstrip("\n"))]
        return Prose(text.lstrip("\n"), self.line + len(above))


@dataclass(frozen=True, slots=True)
class Mention:
    """A picture as the text asks for it."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The file of a picture, checked; width and height in CSS pixels, 0 when it does not say."""

    sha256: str
    suffix: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Draw:
    """How many items of a module the final quiz draws."""

    module: str
    count: int
    line: int


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """The front matter of course.md."""

    title: str
    summary: str
    order: int
    picture: str
    audience: tuple[str, ...]
    half_hours: int
    pass_mark: int
    attempts: int
    attempt_window_days: int
    wait_hours: int
    final: tuple[Draw, ...]
    competences: tuple[str, ...]
    updated: date
    review_by: date
    licence: str
    authors: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    """Courses that are better learned before this one."""


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """The front matter of lesson.md."""

    title: str
    minutes: int
    updated: date
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands under one ``##``."""

    title: str
    line: int
    prose: Prose


@dataclass(frozen=True, slots=True)
class Note:
    """What who teaches a lesson should say or do at one of its places. Learners never see it."""

    title: str
    """May be empty."""
    line: int
    prose: Prose
    screen: int
    """Where it stands: the number of a screen, from 1; 0 is what is before them."""
    above: Prose
    """What stands above it there."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.md."""

    facts: LessonFacts
    intro: Prose
    screens: tuple[Screen, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with its own explanation. Of a typed item: a known mistake."""

    text: str
    line: int
    right: bool
    why: Prose
    part: int = 0
    """To which part of the item it belongs, from 0; items without parts have everything in part 0."""
    suits: Nature | None = None
    """What kind of message it is the right thing to do about; nothing where the author did not say."""


@dataclass(frozen=True, slots=True)
class Part:
    """A step to put in order, a row to match, or a question of a scenario."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number to type, as plain decimals: «1950000», «2.5»."""

    value: str
    tolerance: str
    unit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a quiz.md or of final.md."""

    key: str
    line: int
    stem: str
    module: str
    reread: str
    is_core: bool
    scene: Prose
    options: tuple[Option, ...]
    explanation: Prose
    notation: Kind | None = None
    """What the way it is written says; nothing for a plain task list, whose marks say it."""
    parts: tuple[Part, ...] = ()
    heads: tuple[str, ...] = ()
    """The heads of the two columns of a table to match; of a third where it says which messages are genuine."""
    accepted: tuple[str, ...] = ()
    """Spellings of a text to type, the first of them to be shown."""
    number: Number | None = None

    @property
    def kind(self) -> Kind:
        """Single or multiple choice by the number of right options; «Đúng» and «Sai» make a true-false item."""
        if self.notation:
            return self.notation
        if sum(option.right for option in self.options) > 1:
            return Kind.MULTIPLE
        words = {option.text.casefold() for option in self.options}
        return Kind.TRUE_FALSE if words == {"đúng", "sai"} else Kind.SINGLE

    @property
    def says_what_is_genuine(self) -> bool:
        """Whether a third column of its table says which messages are genuine and which are scams."""
        return len(self.heads) > 2  # noqa: PLR2004 - the message, and what to do about it

    @property
    def weight(self) -> int:
        """Points: a core item counts twice."""
        return 2 if self.is_core else 1


@dataclass(frozen=True, slots=True)
class Quiz:
    """The items of one file, in the author's order."""

    items: tuple[Item, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """One folder of a course. ``pictures`` are by the name the text uses."""

    slug: str
    position: int
    lesson: Lesson
    practice: Quiz
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Translation:
    """One file in another language. What its kind of file does not have is empty."""

    part: str
    """Empty for course.md, the module's folder for lesson.md, that folder and ``/quiz`` for quiz.md."""
    language: str
    of: str
    """Digest of the original it was made from."""
    of_day: date
    """The day of that original."""
    title: str = ""
    summary: str = ""
    intro: Prose = Prose("", 1)
    screens: tuple[Screen, ...] = ()
    items: tuple[Item, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file as audio.yaml declares it, checked."""

    module: str
    section: int
    language: str
    voice: str
    approved_by: str
    text_digest: str
    """Of the text it was read from."""
    sha256: str
    suffix: str
    content: bytes
    seconds: int


@dataclass(frozen=True, slots=True)
class Course:
    """A whole folder without a fault."""

    slug: str
    facts: CourseFacts
    intro: Prose
    modules: tuple[Module, ...]
    final: Quiz
    pictures: Mapping[str, Picture]
    translations: tuple[Translation, ...] = ()
    recordings: tuple[Recording, ...] = ()

    def final_draw(self, module: str) -> int:
        """How many items of ``module`` the final quiz draws."""
        return next((draw.count for draw in self.facts.final if draw.module == module), 0)
