"""The words people agree to at sign-up. Each version is a file that never changes again; a new text is a new version.

The Vietnamese and the English text say the same; the row of a consent keeps which of the two was read, and its digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VERSION = "2026-11"
PURPOSE = "learning-account"
_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version in one language; ``sha256`` is the digest of the file."""

    version: str
    language: str
    paragraphs: tuple[str, ...]
    sha256: str


@cache
def consent_text(language: str, version: str = VERSION) -> ConsentText:
    """The text in a language of the site."""
    content = (_FOLDER / f"consent-{version}.{language}.txt").read_bytes()
    paragraphs = tuple(content.decode().strip().split("\n"))
    return ConsentText(version, language, paragraphs, hashlib.sha256(content).hexdigest())
