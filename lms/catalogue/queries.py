"""Every read of published courses. A version never changes, so it is read once and kept, for each database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.languages import spoken
from lms.catalogue.models import Course, CourseVersion, Item, Media, Module, PresenterNote, Screen
from lms.catalogue.published import (
    Accepted,
    PublishedCourse,
    PublishedItem,
    PublishedModule,
    PublishedOption,
    PublishedPart,
    PublishedScreen,
)

Found = TypeVar("Found")
_MOST_KEPT = 64
_FORGET = "lms.catalogue.forget"
_kept: WeakKeyDictionary[object, OrderedDict[tuple[str, int], object]] = WeakKeyDictionary()
_lock = Lock()


def published(db: Session, version_id: int) -> PublishedCourse:
    """One version, whole. Raises ``NoResultFound`` when there is none."""
    return _remembered(db, ("course", version_id), lambda: _read_course(db, version_id))


def current(db: Session, slug: str) -> PublishedCourse | None:
    """The version newcomers get, or nothing when there is no such course."""
    found = db.scalar(
        select(CourseVersion.id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Course.slug == slug, CourseVersion.is_current)
    )
    return None if found is None else published(db, found)


def current_all(db: Session) -> list[PublishedCourse]:
    """The current version of every course, in the order of the front page."""
    found = db.scalars(
        select(CourseVersion.id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(CourseVersion.is_current)
        .order_by(CourseVersion.position, Course.slug)
    )
    return [published(db, version_id) for version_id in found]


def final_pool(db: Session, version_id: int) -> tuple[PublishedItem, ...]:
    """Every question the final quiz may draw from, by module and in the author's order."""
    return _remembered(db, ("final", version_id), lambda: _read_items(db, version_id, is_final=True))


def items(db: Session, ids: Iterable[int]) -> tuple[PublishedItem, ...]:
    """The questions with these keys, in this order; keys of no question are left out."""
    wanted = list(ids)
    rows = db.execute(select(Item, Module.slug).join(Module, Module.id == Item.module_id).where(Item.id.in_(wanted)))
    found = {item.id: _item(item, slug) for item, slug in rows}
    return tuple(found[key] for key in wanted if key in found)


def presenter_notes(db: Session, module_id: int) -> list[PresenterNote]:
    """What the author of a lesson tells who teaches it, in its order. Nobody else is shown this."""
    return list(
        db.scalars(select(PresenterNote).where(PresenterNote.module_id == module_id).order_by(PresenterNote.position))
    )


def media(db: Session, sha256: str, suffix: str) -> bytes | None:
    """The content of a picture."""
    return db.scalar(select(Media.content).where(Media.sha256 == sha256, Media.suffix == suffix))


def forget_in(db: Session) -> None:
    """Keep nothing of what this session reads: it writes versions that may yet be rolled back."""
    db.info[_FORGET] = True


def _remembered(db: Session, key: tuple[str, int], read: Callable[[], Found]) -> Found:
    if db.info.get(_FORGET):
        return read()
    # The pool is the one thing that reading and writing sessions of a database share and no other database has.
    pool = db.get_bind().engine.pool
    with _lock:
        kept = _kept.setdefault(pool, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return cast("Found", kept[key])
    found = read()
    with _lock:
        kept[key] = found
        while len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    return found


def _read_course(db: Session, version_id: int) -> PublishedCourse:
    version, slug = db.execute(
        select(CourseVersion, Course.slug)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(CourseVersion.id == version_id)
    ).one()
    return PublishedCourse(
        version.id,
        version.course_id,
        slug,
        version.number,
        version.title,
        version.summary,
        version.intro_html,
        version.picture,
        tuple(version.audience),
        version.half_hours,
        version.pass_mark,
        version.attempts,
        version.attempt_window_days,
        version.wait_hours,
        version.position,
        _read_modules(db, version_id),
        spoken.course_digest(version.title, version.summary, version.intro_html),
        prerequisites=tuple(version.details.get("prerequisites", ())),
    )


def _read_modules(db: Session, version_id: int) -> tuple[PublishedModule, ...]:
    rows = list(db.scalars(select(Module).where(Module.version_id == version_id).order_by(Module.position)))
    in_version = Screen.module_id.in_([row.id for row in rows])
    screens = list(db.scalars(select(Screen).where(in_version).order_by(Screen.module_id, Screen.position)))
    practice = _read_items(db, version_id, is_final=False)
    return tuple(
        _module(
            row,
            [screen for screen in screens if screen.module_id == row.id],
            tuple(item for item in practice if item.module_id == row.id),
        )
        for row in rows
    )


def _module(row: Module, screens: list[Screen], practice: tuple[PublishedItem, ...]) -> PublishedModule:
    texts = spoken.sections(row.intro_html, [(screen.title, screen.html) for screen in screens])
    return PublishedModule(
        row.id,
        row.slug,
        row.position,
        row.title,
        row.minutes,
        row.updated,
        row.intro_html,
        tuple(row.sources),
        row.final_draw,
        tuple(
            PublishedScreen(screen.id, screen.position, screen.title, screen.html, spoken.digest(text))
            for screen, text in zip(screens, texts, strict=True)
        ),
        practice,
        spoken.lesson_digest(row.title, texts),
        spoken.quiz_digest(asdict(item) for item in practice),
    )


def _read_items(db: Session, version_id: int, *, is_final: bool) -> tuple[PublishedItem, ...]:
    rows = db.execute(
        select(Item, Module.slug)
        .join(Module, Module.id == Item.module_id)
        .where(Item.version_id == version_id, Item.is_final == is_final)
        .order_by(Module.position, Item.position)
    )
    return tuple(_item(item, slug) for item, slug in rows)


def _item(row: Item, module_slug: str) -> PublishedItem:
    return PublishedItem(
        row.id,
        row.key,
        row.module_id,
        module_slug,
        row.kind,
        row.weight,
        row.stem,
        row.scene_html,
        tuple(_option(option) for option in row.options),
        row.explanation_html,
        row.reread,
        parts=tuple(PublishedPart(part["html"], part["text"]) for part in row.parts),
        accepted=Accepted.of(row.accepted),
    )


def _option(stored: dict[str, Any]) -> PublishedOption:
    return PublishedOption(
        stored["html"],
        stored["text"],
        stored["right"],
        stored["why_html"],
        stored.get("part", 0),
        stored.get("suits", ""),
    )
