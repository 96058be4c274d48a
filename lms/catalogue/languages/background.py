"""Reading lessons aloud in the background. What comes out is a draft until a person has listened to it."""

from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from lms.catalogue.languages import sounds
from lms.catalogue.languages.actions import SPEAK, Draft, keep_draft, wanted_by
from lms.catalogue.languages.queries import Reading, read_before, text_of
from lms.catalogue.languages.voices import CannotSpeak, voice_called
from lms.catalogue.languages.voices.pronunciation import as_said
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler


@handler(SPEAK)
def speak(database: Database, subject: str) -> Effect | None:
    """Read one section, unless the same voice has read the same words before; then that reading is used."""
    word, language, section_id = wanted_by(subject)
    voice = voice_called(word)
    with database.reading() as db:
        section = text_of(db, section_id, language)
        if section is None:
            return None
        before = read_before(db, section.text_digest, language, voice.name)
    made = before or _made(word, as_said(section.text) if language == "vi" else section.text, language)

    def keep(db: Session) -> None:
        digest = hashlib.sha256(made.content).hexdigest()
        keep_draft(db, section, Draft(language, voice.name, digest, made.suffix, made.content, made.seconds), now())

    return keep


def _made(word: str, text: str, language: str) -> Reading:
    sound = voice_called(word).speak(text, language)
    seconds = sounds.seconds_of(sound.suffix, sound.content)
    if seconds is None or len(sound.content) > sounds.MOST_BYTES:
        raise CannotSpeak(f"{word} gave no {sound.suffix} sound of at most {sounds.MOST_BYTES} bytes")
    return Reading(sound.content, sound.suffix, max(1, round(seconds)))
