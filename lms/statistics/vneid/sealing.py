"""The files that may hold identity numbers: where numbers are kept, packages and replies stand sealed in the database."""

from __future__ import annotations

from lms.config_vneid import Vneid
from lms.problems import N_, Problem
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.numbers import Sealer, UnreadableNumber

_MARK = b"lms-sealed/1\n"
"""What a sealed file begins with: those from before numbers were kept, or without them, stand as they are."""


def package_of(vneid: Vneid, batch: Batch) -> bytes | None:
    """The package of a batch as it is handed over; nothing where there is none. Raises :class:`Problem`."""
    return None if batch.package is None else opened(vneid, f"package:{batch.public_id}", batch.package)


def sealed_package(vneid: Vneid, batch: Batch, content: bytes) -> bytes:
    """The package of a batch as it is kept."""
    return sealed(vneid, f"package:{batch.public_id}", content)


def sealed(vneid: Vneid, name: str, content: bytes) -> bytes:
    """A file as it is kept under a name."""
    return _MARK + Sealer(vneid.number_key).seal_file(name, content) if vneid.keeps_numbers else content


def opened(vneid: Vneid, name: str, kept: bytes) -> bytes:
    """The file that is kept under a name. Raises :class:`Problem` where the key has gone."""
    if not kept.startswith(_MARK):
        return kept
    try:
        return Sealer(vneid.number_key).open_file(name, kept.removeprefix(_MARK))
    except (UnreadableNumber, ValueError):
        raise Problem(N_("This file is sealed and the key does not fit. Tell those who run this platform.")) from None
