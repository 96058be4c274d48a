"""A course ready to be stored: rendered, numbered, and named by a digest of what its author wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any

from lms.catalogue import render
from lms.catalogue.languages import spoken
from lms.catalogue.manuscript import Course, Item, Module, Note, Option, Picture, Prose, Recording, Screen, Translation

_FORMAT = 1
"""Raise it when the same text must become a new version, because rendering it gives something else."""
_NOT_CONTENT = {"line", "mentions", "content", "translations", "recordings"}
"""What makes no new version: translations and recordings know by themselves which text they belong to."""
_LATER = {"notation", "parts", "part", "suits", "heads", "accepted", "number", "prerequisites", "notes"}
"""What the format learnt later: where it is empty it counts for nothing, so that older courses stay what they are."""


@dataclass(frozen=True, slots=True)
class ModuleProof:
    """The rows of one module, without keys of the database."""

    row: Mapping[str, Any]
    screens: tuple[Mapping[str, Any], ...]
    practice: tuple[Mapping[str, Any], ...]
    final: tuple[Mapping[str, Any], ...]
    notes: tuple[Mapping[str, Any], ...] = ()
    """For who teaches; no part of what learners are given."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The rows of one version of a course, without keys of the database."""

    slug: str
    digest: str
    row: Mapping[str, Any]
    modules: tuple[ModuleProof, ...]
    media: Mapping[str, Picture]
    translations: tuple[Mapping[str, Any], ...] = ()
    recordings: tuple[Recording, ...] = ()
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The files it was made from, by their paths."""


def proof_of(course: Course) -> Proof:
    """Render a course. Takes some milliseconds a screen: do it before a transaction."""
    everything = [course.pictures, *(module.pictures for module in course.modules)]
    everything += [translation.pictures for translation in course.translations]
    media = {picture.sha256: picture for pictures in everything for picture in pictures.values()}
    return Proof(
        course.slug,
        digest_of(course),
        version_row(course),
        tuple(module_proof(course, module) for module in course.modules),
        media,
        tuple(translation_row(translation) for translation in course.translations),
        course.recordings,
    )


def digest_of(course: Course) -> str:
    """SHA-256 of the content alone: notes, line ends and blanks at the end of lines change nothing."""
    content = json.dumps([_FORMAT, _content(course)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _content(value: object) -> Any:
    if isinstance(value, Prose):
        return "\n".join(text.rstrip() for text in value.text.strip("\n").split("\n")).strip()
    if is_dataclass(value):
        return {f.name: _content(getattr(value, f.name)) for f in fields(value) if _counts(f.name, value)}
    if isinstance(value, Mapping):
        return {str(name): _content(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_content(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _counts(name: str, value: object) -> bool:
    return name not in _NOT_CONTENT and (name not in _LATER or bool(getattr(value, name)))


def version_row(course: Course) -> dict[str, Any]:
    """What the version itself holds."""
    facts = course.facts
    return {
        "position": facts.order,
        "title": facts.title,
        "summary": facts.summary,
        "intro_html": render.block(course.intro, course.pictures),
        "picture": facts.picture,
        "audience": list(facts.audience),
        "half_hours": facts.half_hours,
        "pass_mark": facts.pass_mark,
        "attempts": facts.attempts,
        "attempt_window_days": facts.attempt_window_days,
        "wait_hours": facts.wait_hours,
        "details": {
            "competences": list(facts.competences),
            "updated": facts.updated.isoformat(),
            "review_by": facts.review_by.isoformat(),
            "licence": facts.licence,
            "authors": list(facts.authors),
            "prerequisites": list(facts.prerequisites),
        },
    }


def module_proof(course: Course, module: Module) -> ModuleProof:
    """One module, rendered."""
    lesson = module.lesson
    final = [item for item in course.final.items if item.module == module.slug]
    row = {
        "slug": module.slug,
        "position": module.position,
        "title": lesson.facts.title,
        "minutes": lesson.facts.minutes,
        "updated": lesson.facts.updated.isoformat(),
        "intro_html": render.block(lesson.intro, module.pictures, module.slug),
        "sources": list(lesson.facts.sources),
        "final_draw": course.final_draw(module.slug),
    }
    return ModuleProof(
        row,
        tuple(_screen(screen, at, module.pictures, module.slug) for at, screen in enumerate(lesson.screens, 1)),
        tuple(_item(item, at, module.pictures) for at, item in enumerate(module.practice.items, 1)),
        tuple(_item(item, at, course.pictures) for at, item in enumerate(final, 1)),
        tuple(_note(note, at, module.pictures) for at, note in enumerate(lesson.notes, 1)),
    )


def _note(note: Note, position: int, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """A note, and after how many words of its screen it stands."""
    return {
        "position": position,
        "screen": note.screen,
        "after": spoken.count(render.block(note.above, pictures)),
        "title": note.title,
        "html": render.block(note.prose, {}),
    }


def translation_row(translation: Translation) -> dict[str, Any]:
    """A translation, rendered: what its kind of file holds, with items by their ids."""
    pictures = translation.pictures
    content: dict[str, Any] = {
        "title": translation.title,
        "summary": translation.summary,
        "intro_html": render.block(translation.intro, pictures, translation.part),
        "screens": [
            _screen(screen, at, pictures, translation.part) for at, screen in enumerate(translation.screens, 1)
        ],
        "items": {item.key: _item(item, at, pictures) for at, item in enumerate(translation.items, 1)},
    }
    return {
        "part": translation.part,
        "language": translation.language,
        "of": translation.of,
        "of_day": translation.of_day.isoformat(),
        "content": content,
    }


def _screen(screen: Screen, position: int, pictures: Mapping[str, Picture], part: str) -> dict[str, Any]:
    return {"position": position, "title": screen.title, "html": render.block(screen.prose, pictures, part)}


def _item(item: Item, position: int, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    return {
        "key": item.key,
        "position": position,
        "kind": item.kind.value,
        "weight": item.weight,
        "stem": item.stem,
        "scene_html": render.block(item.scene, pictures, f"{item.key}/scene"),
        "options": _options(item, pictures),
        "explanation_html": render.block(item.explanation, pictures, f"{item.key}/why"),
        "reread": item.reread,
        "parts": [_said(part.text, pictures) for part in item.parts],
        "accepted": _accepted(item),
    }


def _options(item: Item, pictures: Mapping[str, Picture]) -> list[dict[str, Any]]:
    """The options as rows; what every row of a table offers again is rendered once."""
    said = {text: _said(text, pictures) for text in {option.text for option in item.options}}
    return [_option(option, said[option.text], pictures, item.key) for option in item.options]


def _option(option: Option, said: Mapping[str, str], pictures: Mapping[str, Picture], key: str) -> dict[str, Any]:
    place = f"{key}/{option.part}/{option.text}"
    why = render.block(option.why, pictures, place) if option.why.text else ""
    later = {"part": option.part, "suits": option.suits and option.suits.value}
    return {**said, "right": option.right, "why_html": why, **{name: value for name, value in later.items() if value}}


def _said(text: str, pictures: Mapping[str, Picture]) -> dict[str, str]:
    html = render.choice(text, pictures)
    return {"html": html, "text": render.words(html)}


def _accepted(item: Item) -> dict[str, Any]:
    if item.number:
        return {"number": item.number.value, "tolerance": item.number.tolerance, "unit": item.number.unit}
    return {"texts": list(item.accepted)} if item.accepted else {}
