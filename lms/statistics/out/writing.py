"""Faces written into a folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lms.statistics.out.faces import FACES
from lms.statistics.out.rows import Dataset
from lms.statistics.rules import Indicator


def write(data: Dataset, folder: Path, names: Iterable[str], indicator: Indicator) -> Iterator[Path]:
    """Write the files of these names, each when it is finished; gives where they lie."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        unfinished = folder / f".{name}"
        unfinished.write_bytes(FACES[name].make(data, indicator))
        yield unfinished.rename(folder / name)
