"""Hashing passwords: Argon2id, at most four at a time, never inside a transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lms.people.words import WORDS
from lms.problems import N_, Busy

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_AT_ONCE = 4
_WAIT_SECONDS = 3
_PLACES = BoundedSemaphore(_AT_ONCE)
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$UahEz0HDYGic5jEN3vSU/Q$vhVjxKPD9ak0S/piv5i5C7pbZi12Q4tKUvNZyL1/KTY"
"""What the password for an unknown name is compared with, so that it takes as long as for a known one."""
_SYLLABLES = 4


def hashed(password: str) -> str:
    """The Argon2id hash of a password. Raises :class:`Busy` when too many are being hashed."""
    with _a_place():
        return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password of the hash; without a hash never, and no sooner.

    Raises :class:`Busy` when too many are being compared.
    """
    with _a_place():
        try:
            _HASHER.verify(password_hash or _NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def passphrase() -> str:
    """Four syllables by chance, to be offered: easy to write down, hard to guess."""
    return " ".join(secrets.choice(WORDS) for _ in range(_SYLLABLES))


def is_passphrase(text: str) -> bool:
    """Whether it is one of ours, so that a form that comes back may show it again."""
    words = text.split(" ")
    return len(words) == _SYLLABLES and all(word in WORDS for word in words)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _PLACES.acquire(timeout=_WAIT_SECONDS):
        raise Busy(N_("Many people are signing in right now. Please try again in a few seconds."), retry_after=5)
    try:
        yield
    finally:
        _PLACES.release()
