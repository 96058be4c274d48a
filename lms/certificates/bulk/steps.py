"""One step of making an export: what it adds, all of it kept in one transaction or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.certificates.bulk.rules import PIECE
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Wanted


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file: its own, and after them those of a certificate's kept file."""

    content: bytes
    certificate_id: str | None = None
    kept_size: int = 0

    @property
    def size(self) -> int:
        """How many bytes of the file it stands for."""
        return len(self.content) + self.kept_size


@dataclass(frozen=True, slots=True)
class Whole:
    """That a file is complete with this step."""

    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is added to which file, from which byte on, and how far the export is then."""

    number: int
    begins_at: int
    pieces: Sequence[Piece]
    done: int
    whole: Whole | None = None
    missing: int = 0
    drops_drafts: bool = False
    is_last: bool = False


def goes_in(wanted: Wanted, certificate: Certificate) -> bool:
    """Whether it still holds, where only those were asked for that do."""
    return wanted.status != Status.ACTIVE or certificate.status == Status.ACTIVE


def in_pieces(content: Iterable[bytes]) -> Iterator[Piece]:
    """Bytes as pieces that are small enough to be kept in a row each."""
    waiting = b""
    for more in content:
        waiting += more
        while len(waiting) >= PIECE:
            yield Piece(waiting[:PIECE])
            waiting = waiting[PIECE:]
    if waiting:
        yield Piece(waiting)


def whole_file(number: int, content: bytes, *, count: int, done: int) -> Step:
    """A file made in one step; say with ``replace`` what else is so of it."""
    return Step(number, 0, list(in_pieces([content])), done, Whole(count, hashlib.sha256(content).hexdigest()))
