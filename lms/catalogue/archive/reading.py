"""Unpacks the archive of a course into a temporary folder: judged first, read within bounds, never trusted."""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from lms.catalogue.archive.contents import MOST_BYTES, MOST_FILES, BadArchive, Found, judged
from lms.catalogue.archive.names import LONGEST, is_archive
from lms.problems import N_

TEMPORARY = ".import-"
"""How the names of temporary folders begin."""
_END, _END_64, _LOCAL = b"PK\x05\x06", b"PK\x06\x07", b"PK\x03\x04"
_END_SIZE, _LONGEST_COMMENT = 22, 0xFFFF
_MOST_TABLE = MOST_FILES * (46 + 2 * LONGEST + 100)
_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error)


@contextmanager
def unpacked(file: BinaryIO, slug: str = "", beside: Path | None = None) -> Iterator[Path]:
    """The course's folder, named as the course is; gone when the work with it is done, unless somebody moved it.

    ``slug`` names the course when its files stand in no folder of the archive; ``beside`` is where the temporary folder
    is to be made. The content is not checked: :func:`lms.catalogue.folder.read_course` does that.
    Raises :class:`BadArchive`.
    """
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=beside) as temporary:
        yield _unpack(file, slug, Path(temporary))


def _unpack(file: BinaryIO, slug: str, temporary: Path) -> Path:
    _look_at_ends(file)
    with _as_bad_archive():
        archive = ZipFile(file)
    with archive:
        contents = judged(archive.infolist(), slug)
        folder = temporary / contents.slug
        for found in contents.files:
            content = _content(archive, found)
            (folder / found.path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / found.path).open("xb") as new:
                new.write(content)
    return folder


def _look_at_ends(file: BinaryIO) -> None:
    """Whether it is an archive, and one whose table of contents is short enough to be read at all."""
    size = file.seek(0, os.SEEK_END)
    if size > MOST_BYTES:
        raise BadArchive(N_("The archive is larger than %(most)s MB."), most=MOST_BYTES // 1_000_000)
    file.seek(0)
    if file.read(len(_LOCAL)) != _LOCAL:
        raise BadArchive(N_("The file is not a ZIP archive."))
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _END_SIZE))
    tail = file.read()
    at = _end_in(tail)
    if at < 0 or _END_64 in tail[max(0, at - _END_SIZE) : at]:
        raise _unreadable()
    entries, table = struct.unpack("<HL", tail[at + 10 : at + 16])
    if entries > MOST_FILES or table > _MOST_TABLE:
        raise BadArchive(N_("The archive holds more than %(most)s files."), most=MOST_FILES)


def _end_in(tail: bytes) -> int:
    """Where zipfile finds the record at the end: at the very end, or before the last comment."""
    last = tail[-_END_SIZE:]
    if last.startswith(_END) and last.endswith(b"\0\0"):
        return len(tail) - _END_SIZE
    found = tail.rfind(_END)
    return found if found <= len(tail) - _END_SIZE else -1


def _content(archive: ZipFile, found: Found) -> bytes:
    """The bytes of a file: as many as it says, with the checksum it says. One byte more is asked for, never all."""
    asked = copy(found.info)
    asked.file_size += 1
    with _as_bad_archive(), archive.open(asked) as packed:
        content = packed.read(asked.file_size)
    if len(content) != found.info.file_size or zlib.crc32(content) != found.info.CRC:
        raise BadArchive(N_("The archive is damaged: “%(name)s” is not what it says."), name=found.path)
    if is_archive(content):
        raise BadArchive(N_("“%(name)s” is an archive within the archive."), name=found.path)
    return content


@contextmanager
def _as_bad_archive() -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        raise _unreadable() from fault


def _unreadable() -> BadArchive:
    return BadArchive(N_("The archive is damaged or unfinished. Pack it once more."))
