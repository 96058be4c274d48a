"""Keeping what stands beside a course: the folder says what is read and heard, a person what a machine may say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from lms.catalogue.languages.models import LessonAudio, Status, Translation
from lms.catalogue.languages.queries import forget
from lms.catalogue.manuscript import Recording
from lms.catalogue.models import Media
from lms.db import insert_once


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
