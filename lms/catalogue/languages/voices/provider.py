"""What a voice of a machine must be able to do, and which ones this installation knows. None is used unless chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class CannotSpeak(Exception):
    """Why a voice does not speak here, in one sentence; the job is tried again later."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a voice has read: bytes of the kind ``suffix`` says (mp3, ogg or m4a)."""

    content: bytes
    suffix: str


class Voice(Protocol):
    """Turns text into sound. Another voice is a class like this and a line in ``VOICES``."""

    @property
    def name(self) -> str:
        """What listeners are told, and what drafts are listed by."""

    def languages(self) -> tuple[str, ...]:
        """The BCP 47 codes it can read."""

    def speak(self, text: str, language: str) -> Sound:
        """Read text that was made ready by :mod:`pronunciation`; may take seconds. Raises :class:`CannotSpeak`."""


VOICES: dict[str, Voice] = {}
"""By the word that LMS_VOICE and `--voice` take."""


def voice_called(word: str) -> Voice:
    """The voice of this word. Raises :class:`CannotSpeak` when there is none."""
    if word not in VOICES:
        raise CannotSpeak(f"no voice “{word}”; known: {', '.join(VOICES) or 'none'}")
    return VOICES[word]
