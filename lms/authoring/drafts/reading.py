"""What an archive holds: its course, rendered, and everything that is wrong with it. The newest few are remembered."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from lms.catalogue.archive.reading import unpacked
from lms.catalogue.complaints import Complaint
from lms.catalogue.folder import read_course
from lms.catalogue.proof import Proof, proof_of

_MOST_KEPT = 8
_kept: OrderedDict[tuple[str, str], Read] = OrderedDict()
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


def read(archive: bytes, slug: str = "") -> Read:
    """Unpack, check and render. ``slug`` names a course whose files stand in no folder.

    Takes up to a second: never in a transaction. Raises :class:`~lms.catalogue.archive.contents.BadArchive`.
    """
    key = hashlib.sha256(archive).hexdigest(), slug
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    with unpacked(BytesIO(archive), slug) as folder:
        course, complaints = read_course(folder)
        found = Read(folder.name, key[0], proof_of(course) if course else None, tuple(complaints))
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found
