"""Every read of translations and recordings. They change seldom, so a process remembers them for a minute."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.languages import spoken
from lms.catalogue.languages.models import LessonAudio, Status, Translation
from lms.catalogue.languages.names import ORIGINAL
from lms.catalogue.languages.shelf import Shelf, Spoken, Translated
from lms.catalogue.models import Media, Module, Screen
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.catalogue.queries import published

KEPT_SECONDS = 60.0
"""How long somebody may still see what another process has changed: a page of a lesson asks for nothing twice."""
_kept: WeakKeyDictionary[object, dict[int, tuple[float, Shelf]]] = WeakKeyDictionary()
_lock = Lock()


def answerable(db: Session, course: PublishedCourse, module: PublishedModule) -> tuple[PublishedItem, ...]:
    """The questions to practise of a module as they are marked, whatever language they are read in."""
    is_any_typed = any(item.accepted.texts for item in module.practice)
    return shelf(db, course.course_id).answerable(module) if is_any_typed else module.practice


def shelf(db: Session, course_id: int) -> Shelf:
    """What stands beside a course, at most a minute old."""
    pool = db.get_bind().engine.pool
    with _lock:
        at, found = _kept.setdefault(pool, {}).get(course_id, (0.0, None))
    if found is not None and monotonic() - at < KEPT_SECONDS:
        return found
    found = _read(db, course_id)
    with _lock:
        _kept[pool][course_id] = monotonic(), found
    return found


def title_in(db: Session, course: PublishedCourse, language: str) -> str:
    """The title of a course in another language; empty where nobody has translated it."""
    found = shelf(db, course.course_id).course_in(course, language)
    return found.title if found.language == language else ""


def forget(db: Session, course_id: int) -> None:
    """Ask again at the next look: something was changed here."""
    with _lock:
        _kept.get(db.get_bind().engine.pool, {}).pop(course_id, None)


def machine_voices(db: Session, course_id: int) -> list[LessonAudio]:
    """What machines have read of a course, in the order of its sections."""
    order = LessonAudio.module, LessonAudio.section, LessonAudio.language, LessonAudio.id
    chosen = select(LessonAudio).where(LessonAudio.course_id == course_id, LessonAudio.is_machine)
    return list(db.scalars(chosen.order_by(*order)))


def machine_voice(db: Session, audio_id: int) -> LessonAudio | None:
    """One reading of a machine by its number."""
    return db.scalar(select(LessonAudio).where(LessonAudio.id == audio_id, LessonAudio.is_machine))


def _read(db: Session, course_id: int) -> Shelf:
    translations = db.scalars(
        select(Translation)
        .where(Translation.course_id == course_id)
        .order_by(Translation.published_at.desc(), Translation.id.desc())
    )
    recordings = db.scalars(
        select(LessonAudio)
        .where(LessonAudio.course_id == course_id, LessonAudio.status == Status.APPROVED)
        .order_by(LessonAudio.id)
    )
    return Shelf(tuple(_translated(row) for row in translations), tuple(_spoken(row) for row in recordings))


def _translated(row: Translation) -> Translated:
    screens = [(screen["title"], screen["html"]) for screen in row.content["screens"]]
    texts = spoken.sections(row.content["intro_html"], screens)
    return Translated(
        row.part, row.language, row.of, row.of_day, row.content, tuple(spoken.digest(text) for text in texts)
    )


def _spoken(row: LessonAudio) -> Spoken:
    return Spoken(
        row.module,
        row.language,
        row.voice,
        row.is_machine,
        row.text_sha256,
        row.sha256,
        row.suffix,
        row.seconds,
        row.bytes,
    )


@dataclass(frozen=True, slots=True)
class Section:
    """The words of one screen, to be read aloud."""

    course_id: int
    module: str
    position: int
    text: str
    text_digest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a voice made of some words before."""

    content: bytes
    suffix: str
    seconds: int


def text_of(db: Session, screen_id: int, language: str) -> Section | None:
    """The words of a screen in a language; nothing when it is not translated, or there is no such screen."""
    version_id = db.scalar(select(Module.version_id).join(Screen).where(Screen.id == screen_id))
    if version_id is None:
        return None
    course = published(db, version_id)
    original = next(module for module in course.modules if any(screen.id == screen_id for screen in module.screens))
    module = _read(db, course.course_id).module_in(original, language) if language != ORIGINAL else original
    if module.language != language:
        return None
    texts = spoken.sections(module.intro_html, [(screen.title, screen.html) for screen in module.screens])
    position = next(screen.position for screen in module.screens if screen.id == screen_id)
    text = texts[position - 1]
    return Section(course.course_id, module.slug, position, text, spoken.digest(text))


def read_before(db: Session, text_digest: str, language: str, voice: str) -> Reading | None:
    """What this voice made of these words before, in whatever course."""
    found = db.execute(
        select(Media.content, Media.suffix, LessonAudio.seconds)
        .join(LessonAudio, LessonAudio.sha256 == Media.sha256)
        .where(
            LessonAudio.is_machine,
            LessonAudio.text_sha256 == text_digest,
            LessonAudio.language == language,
            LessonAudio.voice == voice,
        )
        .limit(1)
    ).first()
    return Reading(found.content, found.suffix, found.seconds) if found else None
