"""The private keys: one file each, in a folder only the program's own user may read."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from lms.certificates.keys.models import Purpose
from lms.certificates.keys.shapes import PrivateKey, kid_of

_OTHERS = 0o077
_OWNER_ONLY = 0o600


class UnusableKey(Exception):
    """Nothing can be signed: the sentence says which key is missing or lies open, and what to do."""


def new_key(purpose: Purpose) -> PrivateKey:
    """A new key of the kind its purpose asks for; keys for the law are made elsewhere."""
    if purpose in (Purpose.BADGE, Purpose.MANIFEST, Purpose.BUNDLE):
        return Ed25519PrivateKey.generate()
    if purpose is Purpose.QR:
        return generate_private_key(SECP256R1())
    raise UnusableKey("a key for PDF signatures is made where it is kept: with a certificate, in a file or a token")


def keep(folder: Path, key: PrivateKey) -> Path:
    """Write a private key to the disk, readable by nobody else from its first moment; it is there when this returns."""
    folder.mkdir(mode=0o700, exist_ok=True)
    file = _file(folder, kid_of(key.public_key()))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        out.flush()
        os.fsync(out.fileno())
    _sync(folder)
    return file


def private_key(folder: Path, kid: str) -> PrivateKey:
    """The private part of a key.

    Raises :class:`UnusableKey` when there is no such file, when others may read it, or when it holds another key.
    """
    file = _file(folder, kid)
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if mode & _OTHERS:
                raise UnusableKey(f"{file} may be read by others than its owner: chmod 600 {file}")
            key = load_pem_private_key(opened.read(), password=None)
    except OSError as error:
        raise UnusableKey(f"{file} cannot be read ({error.strerror}): bring back the folder of keys") from None
    except (ValueError, TypeError):
        raise UnusableKey(f"{file} holds no private key: bring back the folder of keys") from None
    if not isinstance(key, Ed25519PrivateKey | EllipticCurvePrivateKey) or kid_of(key.public_key()) != kid:
        raise UnusableKey(f"{file} holds another key than its name says: bring back the folder of keys")
    return key


def _file(folder: Path, kid: str) -> Path:
    return folder / f"{kid}.pem"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
