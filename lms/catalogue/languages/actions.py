"""Keeping what stands beside a course: the folder says what is read and heard, a person what a machine may say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from lms.catalogue.languages.models import LessonAudio, Status, Translation
from lms.catalogue.languages.queries import Section, forget
from lms.catalogue.manuscript import Recording
from lms.catalogue.models import Media
from lms.catalogue.published import PublishedCourse
from lms.db import insert_once
from lms.jobs.actions import enqueue

SPEAK = "speak"
"""The kind of job that has a section read by a machine."""


def store(
    db: Session,
    course_id: int,
    translations: Collection[Mapping[str, Any]],
    recordings: Collection[Recording],
    now: datetime,
) -> None:
    """Make the folder's translations and recordings those of the course.

    A translation of an older text stays for those who began that version. What the folder does not name any more is
    no longer shown or heard: whoever takes their voice back is obeyed. Machine voices are not touched.
    """
    _drop_translations(db, course_id, {(row["part"], row["language"]) for row in translations})
    for row in translations:
        _store_translation(db, course_id, row, now)
    db.execute(delete(LessonAudio).where(LessonAudio.course_id == course_id, ~LessonAudio.is_machine))
    for recording in recordings:
        keep_media(db, recording.sha256, recording.suffix, recording.content)
        db.add(_audio(course_id, recording, now))
    db.flush()
    forget(db, course_id)


def keep_media(db: Session, sha256: str, suffix: str, content: bytes) -> None:
    """Keep the bytes of a sound by their content; twice is once."""
    row = {"sha256": sha256, "suffix": suffix, "content": content}
    db.execute(insert_once(db, Media).values(**row).on_conflict_do_nothing(index_elements=["sha256"]))


def _drop_translations(db: Session, course_id: int, kept: Collection[tuple[str, str]]) -> None:
    gone = delete(Translation).where(Translation.course_id == course_id)
    if kept:
        gone = gone.where(tuple_(Translation.part, Translation.language).not_in(kept))
    db.execute(gone)


def _store_translation(db: Session, course_id: int, row: Mapping[str, Any], now: datetime) -> None:
    """The same original translated anew replaces its translation."""
    values = {**row, "course_id": course_id, "published_at": now}
    db.execute(
        insert_once(db, Translation)
        .values(**values)
        .on_conflict_do_update(
            index_elements=["course_id", "part", "language", "of"],
            set_={name: values[name] for name in ("of_day", "content", "published_at")},
        )
    )


def _audio(course_id: int, recording: Recording, now: datetime) -> LessonAudio:
    return LessonAudio(
        course_id=course_id,
        module=recording.module,
        section=recording.section,
        language=recording.language,
        voice=recording.voice,
        is_machine=False,
        text_sha256=recording.text_digest,
        sha256=recording.sha256,
        suffix=recording.suffix,
        seconds=recording.seconds,
        bytes=len(recording.content),
        status=Status.APPROVED,
        approved_by=recording.approved_by,
        added_at=now,
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a machine has read, before anybody has listened."""

    language: str
    voice: str
    sha256: str
    suffix: str
    content: bytes
    seconds: int


def ask_for_voices(db: Session, course: PublishedCourse, voice: str, language: str, now: datetime) -> int:
    """Have every section of a course read by a machine, in the background; how many readings were asked for.

    The same voice reads the same words once, however often it is asked.
    """
    asked = 0
    for module in course.modules:
        for screen in module.screens:
            dedup = f"{SPEAK}:{voice}:{language}:{screen.id}"
            enqueue(db, SPEAK, f"{voice}/{language}/{screen.id}", now, dedup=dedup)
            asked += 1
    return asked


def wanted_by(subject: str) -> tuple[str, str, int]:
    """Voice, language and screen of a job."""
    voice, language, screen_id = subject.rsplit("/", 2)
    return voice, language, int(screen_id)


def keep_draft(db: Session, section: Section, draft: Draft, now: datetime) -> None:
    """Keep what a machine has read; reading it again changes nothing, least of all what was approved."""
    keep_media(db, draft.sha256, draft.suffix, draft.content)
    db.execute(
        insert_once(db, LessonAudio)
        .values(
            course_id=section.course_id,
            module=section.module,
            section=section.position,
            language=draft.language,
            voice=draft.voice,
            is_machine=True,
            text_sha256=section.text_digest,
            sha256=draft.sha256,
            suffix=draft.suffix,
            seconds=draft.seconds,
            bytes=len(draft.content),
            status=Status.DRAFT,
            approved_by="",
            added_at=now,
        )
        .on_conflict_do_nothing(
            index_elements=["course_id", "module", "section", "language", "text_sha256", "is_machine"]
        )
    )


def approve(db: Session, audio_id: int, by: str) -> bool:
    """Somebody has listened and lets people hear it. False when there is no such reading of a machine."""
    return _judge(db, audio_id, Status.APPROVED, by)


def withdraw(db: Session, audio_id: int) -> bool:
    """Nobody hears it any more. False when there is no such reading of a machine."""
    return _judge(db, audio_id, Status.DRAFT, "")


def _judge(db: Session, audio_id: int, status: Status, by: str) -> bool:
    found = db.get(LessonAudio, audio_id)
    if found is None or not found.is_machine:
        return False
    found.status, found.approved_by = status, by
    db.flush()
    forget(db, found.course_id)
    return True
