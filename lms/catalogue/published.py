"""A published course as other rooms see it: frozen, complete, without a database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedOption:
    """One answer to choose; its place in the author's order is its number."""

    html: str
    text: str
    right: bool
    why_html: str


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One question."""

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

    def module(self, slug: str) -> PublishedModule | None:
        """The module with this address."""
        return next((module for module in self.modules if module.slug == slug), None)
