"""The folder an author works in: whether it changed, what it says now, and the course to show of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from lms.authoring.drafts.shown import as_published
from lms.authoring.preview import words as say
from lms.authoring.preview.leaves import Leaf, leaves_of
from lms.catalogue.actions import looked_over
from lms.catalogue.complaints import Complaint
from lms.catalogue.folder import Reading, read_folder
from lms.catalogue.manuscript import Course, Picture, Recording
from lms.catalogue.proof import proof_of
from lms.catalogue.published import PublishedCourse
from lms.catalogue.render import TooTangled
from lms.clock import local_date, now

MEDIA = "/media/"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A course as it can be shown."""

    is_sound: bool
    """Whether it has no fault; else it is what could be read of it."""
    manuscript: Course
    course: PublishedCourse
    leaves: tuple[Leaf, ...]
    media: Mapping[str, bytes] = field(repr=False)
    """Pictures and recordings by the name they have at ``/media/``; nothing else is given out."""


@dataclass(frozen=True, slots=True)
class State:
    """The folder at one moment."""

    stamp: str
    complaints: tuple[Complaint, ...]
    rendered: Rendered | None
    """The newest course without faults; before there was one, what can be read of the newest text, if anything can."""
    is_older: bool = False
    """Whether that is an older text than the folder holds now."""


class Watched:
    """One folder, read anew when something in it changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._lock = Lock()
        self._state: State | None = None

    def stamp(self) -> str:
        """A name for the folder as it stands: another one after every change. Reads no file."""
        seen = hashlib.sha256()
        for path in _paths(self.folder):
            try:
                about = path.stat()
            except OSError:  # removed a moment ago, or a link to nothing
                continue
            seen.update(f"{path}\0{about.st_mtime_ns}\0{about.st_size}\0".encode())
        return seen.hexdigest()[:16]

    def state(self) -> State:
        """What the folder says now."""
        with self._lock:
            stamp = self.stamp()  # before reading: what changes meanwhile is seen the next time
            if self._state is None or self._state.stamp != stamp:
                before = self._state.rendered if self._state else None
                self._state = self._read(stamp, before if before and before.is_sound else None)
            return self._state

    def _read(self, stamp: str, before: Rendered | None) -> State:
        complaints = list(_outside(self.folder))
        if complaints:
            return State(stamp, tuple(complaints), before, is_older=bool(before))
        try:
            reading = read_folder(self.folder)
            complaints = looked_over(reading, self.folder, local_date(now()))
        except OSError as error:
            return State(stamp, (_unreadable(error, self.folder),), before, is_older=bool(before))
        if before and not reading.is_whole:
            return State(stamp, tuple(complaints), before, is_older=True)
        return State(stamp, tuple(complaints), _rendered(reading))


def _rendered(reading: Reading) -> Rendered | None:
    if reading.course is None:
        return None
    try:
        proof = proof_of(reading.course)
    except TooTangled:  # a fault, and told as one
        return None
    course, pool = as_published(proof, MEDIA)
    files: list[Picture | Recording] = [*proof.media.values(), *reading.course.recordings]
    media = {f"{file.sha256}.{file.suffix}": file.content for file in files}
    leaves = leaves_of(reading.course, course, pool)
    return Rendered(reading.is_whole, reading.course, course, leaves, media)


def _paths(folder: Path) -> Iterator[Path]:
    """Every file and folder, links not followed, hidden ones passed over."""
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(above, name) for name in [*folders, *sorted(files)] if not name.startswith("."))


def _outside(folder: Path) -> Iterator[Complaint]:
    """Links that lead out of the folder: what is shown here must be of the course."""
    for path in _paths(folder):
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            name = path.relative_to(folder).as_posix()
            yield Complaint(name, 0, say.OUTSIDE, {"name": name})


def _unreadable(error: OSError, folder: Path) -> Complaint:
    path = Path(os.fsdecode(error.filename or folder))
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return Complaint(name, 0, say.UNREADABLE, {"name": name, "reason": error.strerror or type(error).__name__})
