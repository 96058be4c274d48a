"""A published course as other rooms see it: frozen, complete, without a database behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedOption:
    """One answer to choose; its place in the author's order is its number."""

    html: str
    text: str
    right: bool
    why_html: str
    part: int = 0
    """To which part of its item it belongs, from 0."""
    suits: str = ""
    """What kind of message it is the right thing to do about, as in ``Nature``; mostly empty."""


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A step to put in order, a row to match, or a question of a scenario."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may be typed: one of some texts, compared folded, or a number that is near enough. Empty for other items."""

    texts: tuple[str, ...] = ()
    number: str = ""
    """Plain decimals: «1950000», «2.5»."""
    tolerance: str = ""
    unit: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Accepted:
        """As the database keeps it."""
        return cls(
            tuple(stored.get("texts", ())),
            stored.get("number", ""),
            stored.get("tolerance", ""),
            stored.get("unit", ""),
        )


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One question. Exactly one option of every part is right; an item without parts is one part."""

    id: int
    key: str
    module_id: int
    module_slug: str
    kind: str
    weight: int
    stem: str
    scene_html: str
    options: tuple[PublishedOption, ...]
    explanation_html: str
    reread: str
    language: str = "vi"
    parts: tuple[PublishedPart, ...] = ()
    accepted: Accepted = Accepted()


@dataclass(frozen=True, slots=True)
class PublishedScreen:
    """One idea of a lesson."""

    id: int
    position: int
    title: str
    html: str
    text_digest: str = ""
    """Of the words that are read aloud here; a recording names the digest of the text it was read from."""


@dataclass(frozen=True, slots=True)
class PublishedModule:
    """A lesson and the questions to practise it."""

    id: int
    slug: str
    position: int
    title: str
    minutes: int
    updated: str
    """The day the author last looked at it, as yyyy-mm-dd."""
    intro_html: str
    sources: tuple[str, ...]
    final_draw: int
    screens: tuple[PublishedScreen, ...]
    practice: tuple[PublishedItem, ...]
    lesson_digest: str = ""
    quiz_digest: str = ""
    language: str = "vi"
    translated_from: date | None = None
    """The day of the older original this translation was made from; nothing when it is up to date."""


@dataclass(frozen=True, slots=True)
class PublishedCourse:
    """One version of a course, whole."""

    version_id: int
    course_id: int
    slug: str
    number: int
    title: str
    summary: str
    intro_html: str
    picture: str
    audience: tuple[str, ...]
    half_hours: int
    pass_mark: int
    attempts: int
    attempt_window_days: int
    wait_hours: int
    position: int
    modules: tuple[PublishedModule, ...]
    text_digest: str = ""
    """Of the words of its page."""
    language: str = "vi"
    translated_from: date | None = None
    prerequisites: tuple[str, ...] = ()
    """Addresses of the courses that are better learned before this one."""

    def module(self, slug: str) -> PublishedModule | None:
        """The module with this address."""
        return next((module for module in self.modules if module.slug == slug), None)
