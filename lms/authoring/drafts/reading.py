"""What an archive holds: its course, rendered, and everything that is wrong with it. The newest few are remembered."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Lock

from lms.catalogue.actions import prepare
from lms.catalogue.archive.reading import unpacked
from lms.catalogue.complaints import Complaint, Sheet
from lms.catalogue.finding.glossary import FILE, explained_beside
from lms.catalogue.folder import read_folder
from lms.catalogue.lints.looks import give_advice
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.proof import Proof

_MOST_KEPT = 8
Beside = Mapping[str, tuple[str, ...]]
"""The other courses, each with what is to be learned before it."""
_kept: OrderedDict[tuple[str, str, date, frozenset[tuple[str, tuple[str, ...]]]], Read] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Read:
    """An archive that was read."""

    slug: str
    sha256: str
    proof: Proof | None
    """Nothing while there are faults."""
    complaints: tuple[Complaint, ...]

    @property
    def faults(self) -> int:
        """How many complaints keep it from being published."""
        return sum(not complaint.is_warning for complaint in self.complaints)

    @property
    def title(self) -> str:
        """What the course is called; its slug where that cannot be read."""
        return str(self.proof.row["title"]) if self.proof else self.slug


def read(archive: bytes, slug: str, beside: Beside, today: date) -> Read:
    """Unpack, check with the eyes of a careful reader, and render.

    ``slug`` names a course whose files stand in no folder. Takes up to a second: never in a transaction. Raises :class:`~lms.catalogue.archive.contents.BadArchive`.
    """
    key = hashlib.sha256(archive).hexdigest(), slug, today, frozenset(beside.items())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    with unpacked(BytesIO(archive), slug) as folder:
        found = _read(folder, key[0], beside, today)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _read(folder: Path, sha256: str, beside: Beside, today: date) -> Read:
    reading = read_folder(folder)
    if reading.course is not None:
        others = {slug: before for slug, before in beside.items() if slug != folder.name}
        around = Surroundings(reading.texts, others, explained_beside(FILE.parent / folder.name))
        give_advice(reading.course, around, today, Sheet("", reading.complaints))
    complaints = sorted(reading.complaints, key=lambda complaint: (complaint.file, complaint.line))
    return Read(folder.name, sha256, prepare(folder) if reading.is_whole else None, tuple(complaints))
