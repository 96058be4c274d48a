"""Writes an archive into a folder or a ZIP: there all at once, under its name, when it is whole."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_SUMS = "SHA256SUMS"


class Archive:
    """What an archive is written into, file by file; it remembers the fingerprint of each."""

    def __init__(self, into: Path | ZipFile) -> None:
        self._into = into
        self._sums: list[str] = []

    def put(self, name: str, content: Iterable[bytes]) -> str:
        """Write a file; gives its fingerprint."""
        told = hashlib.sha256()
        with self._opened(name) as file:
            for part in content:
                told.update(part)
                file.write(part)
        self._sums.append(f"{told.hexdigest()}  {name}\n")
        return told.hexdigest()

    def end(self) -> None:
        """Write the fingerprints of all files."""
        self.put(_SUMS, ["".join(self._sums).encode()])

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        if isinstance(self._into, Path):
            path = self._into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                yield file
            return
        info = ZipInfo(name)  # of 1980: the same archive has the same bytes
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o100600 << 16
        with self._into.open(info, "w", force_zip64=True) as packed:
            yield packed  # type: ignore[misc] # it can be written to, which is all


@contextmanager
def written(out: Path) -> Iterator[Archive]:
    """An archive at a place where nothing is yet: a ZIP if the name says so, else a folder.

    Raises ``FileExistsError``. What was begun is taken away when it cannot be ended.
    """
    if out.exists():
        raise FileExistsError(out)
    unfinished = out.with_name(f".{out.name}.unfinished")
    _take_away(unfinished)
    try:
        if out.suffix.lower() == ".zip":
            with ZipFile(unfinished, "w") as file:
                archive = Archive(file)
                yield archive
                archive.end()
        else:
            unfinished.mkdir(parents=True)
            archive = Archive(unfinished)
            yield archive
            archive.end()
        unfinished.rename(out)
    except BaseException:
        _take_away(unfinished)
        raise


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
