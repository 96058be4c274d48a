"""Bringing a course in: unpacked aside, checked, moved to its place as a whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lms.catalogue.archive.reading import unpacked
from lms.catalogue.complaints import Complaint
from lms.catalogue.folder import read_course
from lms.problems import N_, Conflict, Problem

_BEFORE = "truoc-do"


class FaultyCourse(Problem):
    """The course in the archive has faults; nothing of it was kept."""

    def __init__(self, course: str, complaints: list[Complaint]) -> None:
        faults = [complaint for complaint in complaints if not complaint.is_warning]
        message = N_("The course %(course)s has %(count)s faults and was not imported.")
        super().__init__(message, course=course, count=len(faults))
        self.course = course
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Imported:
    """Where a course stands now, and what its author should look at."""

    folder: Path
    files: int
    complaints: list[Complaint]


def import_course(file: BinaryIO, into: Path, *, slug: str = "", replace: bool = False) -> Imported:
    """Put the course of an archive into the folder ``into``.

    A course that is there already is in the way, or with ``replace`` gone as a whole.
    Raises :class:`BadArchive`, :class:`FaultyCourse` and :class:`Conflict`; then nothing has changed.
    """
    into.mkdir(parents=True, exist_ok=True)
    with unpacked(file, slug, beside=into) as folder:
        course, complaints = read_course(folder)
        if course is None:
            raise FaultyCourse(folder.name, complaints)
        count = sum(path.is_file() for path in folder.rglob("*"))
        place = into / folder.name
        _move(folder, place, replace=replace)
        return Imported(place, count, complaints)


def _move(folder: Path, place: Path, *, replace: bool) -> None:
    """Two renames within one file system; what was there before goes when the temporary folder does."""
    before = folder.parent / _BEFORE
    if _is_there(place):
        if not replace:
            raise Conflict(
                N_("There is a course %(course)s already; --replace puts this one in its place."), course=place.name
            )
        place.rename(before)
    try:
        folder.rename(place)
    except OSError:
        if _is_there(before):
            before.rename(place)
        raise


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
