"""espeak-ng: a voice for trying things out. Its Vietnamese tones are too alike to teach anybody anything."""

from __future__ import annotations

import shutil
import subprocess

from lms.catalogue.languages.voices.provider import VOICES, CannotSpeak, Sound

_SECONDS = 60
_WORDS_A_MINUTE = "140"


class Espeak:
    """Reads with espeak-ng and packs with lame; both must be installed."""

    name = "espeak-ng"

    def languages(self) -> tuple[str, ...]:
        """Vietnamese and English."""
        return "vi", "en"

    def speak(self, text: str, language: str) -> Sound:
        """MP3, one channel, 24 kbit/s."""
        espeak, lame = _program("espeak-ng"), _program("lame")
        wave = _run([espeak, "--stdin", "--stdout", "-v", language, "-s", _WORDS_A_MINUTE], text.encode())
        return Sound(_run([lame, "--quiet", "-m", "m", "-b", "24", "--resample", "22.05", "-", "-"], wave), "mp3")


def _program(name: str) -> str:
    return shutil.which(name) or _missing(name)


def _missing(name: str) -> str:
    raise CannotSpeak(f"the program {name} is not installed")


def _run(command: list[str], given: bytes) -> bytes:
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True, timeout=_SECONDS).stdout  # noqa: S603 - fixed arguments, text on standard input
    except subprocess.SubprocessError as error:
        raise CannotSpeak(f"{command[0]} failed: {error}") from error


VOICES["espeak-ng"] = Espeak()
