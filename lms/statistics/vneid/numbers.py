"""National identity numbers, where a deployment keeps them: marked to be matched, sealed to be sent, never in the clear
in the database. Files that may hold them are sealed whole.

Two keys are made from one file outside the database: HMAC-SHA-256 marks a number, so that equal ones are found; AES-GCM
seals it for the person it belongs to, so that a row moved to somebody else cannot be opened.
"""

from __future__ import annotations

import hmac
import os
import re
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_NONCE = 12


class UnreadableNumber(Exception):
    """A sealed number or file does not open: the key is another one, or the row was moved."""


def is_number(written: str) -> bool:
    """Whether it has the twelve digits of a personal identification number."""
    return bool(_NUMBER.fullmatch(written))


class Sealer:
    """Marks and seals numbers with the key of a deployment."""

    def __init__(self, key: bytes) -> None:
        if not key:
            raise ValueError("identity numbers are not kept here")
        self._marking, sealing = (_derived(key, purpose) for purpose in (b"lms vneid mark", b"lms vneid seal"))
        self._box = AESGCM(sealing)

    def mark(self, number: str) -> str:
        """The same number gives the same mark, and without the key nobody can tell which number it is."""
        return hmac.new(self._marking, number.encode("ascii"), sha256).hexdigest()

    def seal(self, person_id: int, number: str) -> bytes:
        """The number, to be opened for this person only."""
        return self._sealed(number.encode("ascii"), _whose(person_id))

    def open(self, person_id: int, sealed: bytes) -> str:
        """The number of this person. Raises :class:`UnreadableNumber`."""
        return self._opened(sealed, _whose(person_id)).decode("ascii")

    def seal_file(self, name: str, content: bytes) -> bytes:
        """A file, to be opened under this name only."""
        return self._sealed(content, _file(name))

    def open_file(self, name: str, sealed: bytes) -> bytes:
        """The file of this name. Raises :class:`UnreadableNumber`."""
        return self._opened(sealed, _file(name))

    def _sealed(self, content: bytes, whose: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._box.encrypt(nonce, content, whose)

    def _opened(self, sealed: bytes, whose: bytes) -> bytes:
        try:
            return self._box.decrypt(sealed[:_NONCE], sealed[_NONCE:], whose)
        except InvalidTag:
            raise UnreadableNumber("an identity number does not open: bring back LMS_VNEID_NUMBER_KEY") from None


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, purpose).derive(key)


def _whose(person_id: int) -> bytes:
    return f"person:{person_id}".encode("ascii")


def _file(name: str) -> bytes:
    return f"file:{name}".encode("ascii")
