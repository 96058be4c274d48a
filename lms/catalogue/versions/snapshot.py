"""A version, published or not yet, as plain values that can be laid beside those of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lms.catalogue.proof import Proof
from lms.catalogue.published import Accepted, PublishedCourse, PublishedItem, PublishedModule


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    text: str
    html: str
    right: bool
    why: str
    part: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question, by the id its author gave it."""

    key: str
    module: str
    is_final: bool
    kind: str
    weight: int
    stem: str
    scene: str
    options: tuple[Option, ...]
    parts: tuple[str, ...]
    accepted: Accepted
    explanation: str
    reread: str


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of a lesson."""

    module: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a module says of itself."""

    slug: str
    title: str
    minutes: int
    intro: str
    sources: tuple[str, ...]
    draw: int


Note: TypeAlias = tuple[str, int, int, str, str]
"""Of which module and screen, after how many words, title, text."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version."""

    title: str
    first_page: tuple[Any, ...]
    """Summary, introduction, drawing, audience, place among the courses."""
    details: Mapping[str, Any]
    half_hours: int
    pass_mark: int
    attempts: int
    attempt_window_days: int
    wait_hours: int
    lessons: tuple[Lesson, ...]
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    notes: tuple[Note, ...] = ()
    """For who teaches."""


def of_published(
    course: PublishedCourse,
    pool: Iterable[PublishedItem],
    details: Mapping[str, Any],
    notes: Iterable[Note],
) -> Snapshot:
    """A version that was published, with the questions its final draws from."""
    return Snapshot(
        course.title,
        (course.summary, course.intro_html, course.picture, tuple(course.audience), course.position),
        details,
        course.half_hours,
        course.pass_mark,
        course.attempts,
        course.attempt_window_days,
        course.wait_hours,
        tuple(_lesson(module) for module in course.modules),
        tuple(Page(module.slug, screen.title, screen.html) for module in course.modules for screen in module.screens),
        (
            *(_question(item, is_final=False) for module in course.modules for item in module.practice),
            *(_question(item, is_final=True) for item in pool),
        ),
        tuple(notes),
    )


def of_proof(proof: Proof) -> Snapshot:
    """A version that is ready to be published."""
    row = proof.row
    by_module = [(str(module.row["slug"]), module) for module in proof.modules]
    return Snapshot(
        row["title"],
        (row["summary"], row["intro_html"], row["picture"], tuple(row["audience"]), row["position"]),
        row["details"],
        row["half_hours"],
        row["pass_mark"],
        row["attempts"],
        row["attempt_window_days"],
        row["wait_hours"],
        tuple(_lesson_row(module.row) for module in proof.modules),
        tuple(
            Page(module.row["slug"], screen["title"], screen["html"])
            for module in proof.modules
            for screen in module.screens
        ),
        (
            *(_question_row(row, of, is_final=False) for of, module in by_module for row in module.practice),
            *(_question_row(row, of, is_final=True) for of, module in by_module for row in module.final),
        ),
        tuple(
            (slug, note["screen"], note["after"], note["title"], note["html"])
            for slug, module in by_module
            for note in module.notes
        ),
    )


def _lesson(module: PublishedModule) -> Lesson:
    return Lesson(
        module.slug, module.title, module.minutes, module.intro_html, tuple(module.sources), module.final_draw
    )


def _lesson_row(row: Mapping[str, Any]) -> Lesson:
    return Lesson(
        row["slug"], row["title"], row["minutes"], row["intro_html"], tuple(row["sources"]), row["final_draw"]
    )


def _question(item: PublishedItem, *, is_final: bool) -> Question:
    return Question(
        item.key,
        item.module_slug,
        is_final,
        item.kind,
        item.weight,
        item.stem,
        item.scene_html,
        tuple(Option(each.text, each.html, each.right, each.why_html, each.part) for each in item.options),
        tuple(part.text for part in item.parts),
        item.accepted,
        item.explanation_html,
        item.reread,
    )


def _question_row(row: Mapping[str, Any], module: str, *, is_final: bool) -> Question:
    return Question(
        row["key"],
        module,
        is_final,
        row["kind"],
        row["weight"],
        row["stem"],
        row["scene_html"],
        tuple(
            Option(each["text"], each["html"], each["right"], each["why_html"], each.get("part", 0))
            for each in row["options"]
        ),
        tuple(part["text"] for part in row["parts"]),
        Accepted.of(row["accepted"]),
        row["explanation_html"],
        row["reread"],
    )
