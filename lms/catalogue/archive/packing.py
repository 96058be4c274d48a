"""A course's folder as one file: the same files give the same bytes, whenever and wherever they are packed."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lms.catalogue.archive.names import is_archive, is_of_the_format, is_passed_over, most_bytes

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day every file bears: when somebody touched it is nobody's business, and changes nothing."""
_MODE = stat.S_IFREG | 0o644
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a folder by their paths, and the paths of those that do not belong to a course."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...]


def gathered(folder: Path) -> Gathered:
    """Everything in the folder that an archive may hold; hidden files and notes are passed over."""
    folder = folder.resolve()
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or is_passed_over(name):
            continue
        content = _content(name, path, folder)
        if content is None:
            left_out.append(name)
        else:
            files[name] = content
    return Gathered(files, tuple(left_out))


def packed(slug: str, files: Mapping[str, bytes]) -> bytes:
    """The archive of a course."""
    return zipped({f"{slug}/{path}": content for path, content in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive whose bytes depend on its files alone.

    Nothing is compressed: another build of zlib would make other bytes of the same text.
    """
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            info = ZipInfo(name, EPOCH)
            info.create_system = _UNIX
            info.external_attr = _MODE << 16
            archive.writestr(info, files[name])
    return made.getvalue()


def _content(name: str, path: Path, folder: Path) -> bytes | None:
    """The bytes of a file, unless an archive that holds it would be refused."""
    most = most_bytes(name)
    if most is None or not is_of_the_format(name):
        return None
    if not path.resolve().is_relative_to(folder) or path.stat().st_size > most:
        return None
    content = path.read_bytes()
    return None if is_archive(content) else content
