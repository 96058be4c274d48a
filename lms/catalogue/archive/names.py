"""Which files belong to the folder of a course, by their paths, and how large each kind may be. Pure."""

from __future__ import annotations

import re

from lms.catalogue.files import MOST_BYTES as MOST_TEXT
from lms.catalogue.languages.sounds import MOST_BYTES as MOST_SOUND
from lms.catalogue.languages.sounds import SUFFIXES as SOUNDS
from lms.catalogue.pictures import MOST_BYTES as MOST_PICTURE
from lms.catalogue.pictures import SUFFIXES as PICTURES

COURSE_PAGE = "course.md"
SLUG = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
KINDS = {
    **dict.fromkeys(("md", "yaml"), MOST_TEXT),
    **dict.fromkeys((*PICTURES, "jpeg"), MOST_PICTURE),
    **dict.fromkeys(SOUNDS, MOST_SOUND),
}
"""The most bytes a file may have, by its suffix."""
BESIDE = ("LICENSE", "README.md")
"""What may stand beside the course's page though the format does not read it."""
LONGEST = 200
_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_LEFTOVERS = {"thumbs.db", "desktop.ini"}
PASSED_OVER = (".", "_", "~$")
"""How the names of hidden files, of notes and of what a word processor has open begin: the format leaves them alone."""
_DEEPEST = 6
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
"""The first bytes of ZIP, RAR, 7z, gzip, bzip2, xz and zstd."""


def is_passed_over(path: str) -> bool:
    """Whether it is a note, hidden, or what the file manager of some system put there: no part of the course."""
    parts = path.casefold().split("/")
    return not _LEFTOVERS.isdisjoint(parts) or any(part.startswith(PASSED_OVER) for part in parts)


def leads_out(path: str) -> bool:
    """Whether a path of an archive names a place outside the folder it is unpacked in, on whatever system."""
    parts = path.removesuffix("/").split("/")
    return "\\" in path or "\0" in path or path[1:2] == ":" or not {"", ".", ".."}.isdisjoint(parts)


def is_of_the_format(path: str) -> bool:
    """Whether every part of the path, seen from the course's folder, is written in the format's letters."""
    parts = path.split("/")
    fitting = all(_PART.fullmatch(part) for part in parts) or path in BESIDE
    return fitting and len(parts) <= _DEEPEST and len(path) <= LONGEST


def most_bytes(path: str) -> int | None:
    """How large the file may be; nothing when its kind does not belong to a course."""
    if path in BESIDE:
        return MOST_TEXT
    return KINDS.get(path.rpartition(".")[2]) if "." in path else None


def is_archive(content: bytes) -> bool:
    """Whether a file, whatever its name says, is packed itself."""
    return content.startswith(_ARCHIVES)
