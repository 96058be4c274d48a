"""The table of contents of a course archive, judged before anything is unpacked. Pure.

Whatever is not certainly the folder of a course is refused as a whole: nobody has to find out what half of it means.
"""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from lms.catalogue.archive.names import (
    COURSE_PAGE,
    LONGEST,
    SLUG,
    is_of_the_format,
    is_passed_over,
    leads_out,
    most_bytes,
)
from lms.problems import N_, Problem

MOST_FILES = 2_000
MOST_BYTES = 100_000_000
"""Of all files together, unpacked; and of the archive itself."""
_STEEPEST = 100
"""How many times smaller a file may be packed; text comes to ten at most."""
_TOO_SMALL_TO_ASK = 4_000
_PROTECTED = 0x1 | 0x40 | 0x2000  # encrypted, strongly encrypted, its table of contents too
_PATCHED = 0x20
_LOCAL_HEADER = 30
_LONGEST = 2 * LONGEST
"""The course's folder comes before the paths of its files."""


class BadArchive(Problem):
    """The file is not the archive of a course, or not one that is safe to unpack."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file: where it stands in the archive, and its path seen from the course's folder."""

    info: ZipInfo
    path: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be unpacked."""

    slug: str
    files: tuple[Found, ...]


def judged(entries: Sequence[ZipInfo], slug: str = "") -> Contents:
    """What there is to unpack. Raises :class:`BadArchive`.

    ``slug`` names the course when its files stand in no folder of the archive.
    """
    if len(entries) > MOST_FILES:
        raise BadArchive(N_("The archive holds more than %(most)s files."), most=MOST_FILES)
    _look_at_overlaps(entries)
    for entry in entries:
        _look_at_kind(entry)
    files = [entry for entry in entries if not is_passed_over(entry.filename)]
    _look_at_twins(files)
    contents = _inside([entry for entry in files if not entry.is_dir()], slug)
    for found in contents.files:
        _look_at_file(found)
    if sum(found.info.file_size for found in contents.files) > MOST_BYTES:
        raise BadArchive(N_("The archive unpacks to more than %(most)s MB."), most=MOST_BYTES // 1_000_000)
    return contents


def _look_at_kind(entry: ZipInfo) -> None:
    """Whether it is a plain file or folder that stays inside."""
    name = entry.orig_filename
    if len(name) > _LONGEST:
        raise BadArchive(N_("A name in the archive is too long: “%(name)s…”"), name=name[:60])
    if leads_out(name) or name != entry.filename:
        raise BadArchive(N_("“%(name)s” in the archive leads out of its folder."), name=name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        raise BadArchive(N_("“%(name)s” in the archive is not a plain file."), name=name)
    if entry.flag_bits & _PROTECTED:
        raise BadArchive(N_("The archive is locked with a password. Pack it again without one."))
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or entry.flag_bits & _PATCHED:
        raise BadArchive(N_("“%(name)s” is packed in a way that is not read here. Pack it as a plain ZIP."), name=name)
    if entry.is_dir() and entry.file_size:
        raise BadArchive(N_("The archive is damaged: “%(name)s” is not what it says."), name=name)


def _look_at_overlaps(entries: Iterable[ZipInfo]) -> None:
    """Two entries out of the same bytes make a bomb out of a small file."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, other in pairwise(ordered):
        if one.header_offset + _LOCAL_HEADER + len(one.orig_filename) + one.compress_size > other.header_offset:
            raise BadArchive(N_("The archive is damaged: “%(name)s” is not what it says."), name=other.filename)


def _look_at_twins(entries: Iterable[ZipInfo]) -> None:
    """Names that are one and the same file on some system, and files that would be folders too."""
    seen: dict[str, bool] = {}
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
        if name in seen and not (entry.is_dir() and seen[name]):
            raise BadArchive(N_("“%(name)s” is in the archive twice."), name=entry.filename)
        seen[name] = entry.is_dir()
    for name in seen:
        parents = name.split("/")[:-1]
        above = ("/".join(parents[:depth]) for depth in range(1, len(parents) + 1))
        if any(seen.get(parent) is False for parent in above):
            raise BadArchive(N_("“%(name)s” is in the archive twice."), name=name)


def _inside(files: Sequence[ZipInfo], slug: str) -> Contents:
    """The course's folder: the only one of the archive, or the archive itself."""
    tops = {entry.filename.partition("/")[0] for entry in files}
    if COURSE_PAGE in tops:
        top, found = slug, [Found(entry, entry.filename) for entry in files]
    elif len(tops) == 1 and any(entry.filename == f"{min(tops)}/{COURSE_PAGE}" for entry in files):
        top = min(tops)
        found = [Found(entry, entry.filename.removeprefix(f"{top}/")) for entry in files]
    else:
        raise BadArchive(N_("The archive must hold one course: one folder with course.md in it."))
    if not top:
        raise BadArchive(N_("Nothing says what the course is called: put its files into a folder with its name."))
    if not SLUG.fullmatch(top):
        message = N_("“%(name)s” cannot name a course: use a-z, 0-9 and hyphens, at most 60 characters.")
        raise BadArchive(message, name=top[:100])
    return Contents(top, tuple(found))


def _look_at_file(found: Found) -> None:
    path, info = found.path, found.info
    if not is_of_the_format(path):
        raise BadArchive(N_("“%(name)s” cannot name a file of a course: use a-z, 0-9, “.”, “-”, “_”."), name=path[:100])
    most = most_bytes(path)
    if most is None:
        raise BadArchive(N_("“%(name)s” is a kind of file that does not belong to a course."), name=path)
    if info.file_size > most:
        raise BadArchive(N_("“%(name)s” is larger than %(most)s kB."), name=path, most=most // 1000)
    if info.file_size > max(_TOO_SMALL_TO_ASK, _STEEPEST * info.compress_size):
        raise BadArchive(N_("“%(name)s” is packed far too tightly to be a file of a course."), name=path)
