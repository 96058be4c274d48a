"""What badges cost: one signed with the key read from its file, one canonicalised by PyLD alone, a list of what has ended."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.certificates.badges.canonical import normalised
from lms.certificates.badges.credential import credential
from lms.certificates.badges.issuer import did_of
from lms.certificates.badges.proof import Signer, signed
from lms.certificates.badges.signing import written
from lms.certificates.badges.status_list import status_list
from lms.certificates.keys.folder import keep, new_key, private_key
from lms.certificates.keys.models import Purpose
from lms.certificates.rules import Facts
from lms.certificates.status_places import LENGTH
from lms.db import new_id

_SECONDS = 0.5
_AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def measured(facts: list[Facts], folder: Path) -> dict[str, Callable[[], float]]:
    """By what is measured, what measures it: milliseconds of one processor for one, about these certificates."""
    host, file = facts[0].check_at, keep(folder / "keys", new_key(Purpose.BADGE))
    places = random.Random(1).sample(range(LENGTH), 5_000)

    def signer() -> Signer:
        key = private_key(file.parent, file.stem)
        assert isinstance(key, Ed25519PrivateKey)
        return Signer(did_of(host), file.stem, key)

    def unsigned(number: int) -> dict[str, object]:
        return credential(facts[number % len(facts)], new_id(), 1, number % LENGTH)

    return {
        "badge signed": lambda: _each(lambda number: written(signed(unsigned(number), signer(), facts[0].issued_at))),
        "badge in canonical form by PyLD alone": lambda: _each(lambda number: normalised(unsigned(number))),
        "list signed, 5,000 of 131,072 ended": lambda: _each(
            lambda _: written(signed(status_list(host, 1, places, _AT), signer(), _AT.isoformat()))
        ),
    }


def _each(make: Callable[[int], object]) -> float:
    make(0)  # the shape is learned once
    began, number = process_time(), 0
    while process_time() - began < _SECONDS:
        number += 1
        make(number)
    return (process_time() - began) / number * 1000
