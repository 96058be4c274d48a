"""A key that signs a SHA-256 digest, wherever it lies; and one that lies in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lms.certificates.signing.problems import CannotSign

_DIGEST = Prehashed(hashes.SHA256())


class Key(Protocol):
    """The office's key. Only a digest reaches it, never a name."""

    def sign(self, digest: bytes) -> bytes:
        """The signature: DER for P-256, PKCS #1 v1.5 for RSA.

        Raises ``SignerAway`` or ``CannotSign``.
        """
        ...


class FileKey:
    """A key in a PEM file, read and checked once: checking an RSA key takes ten times as long as signing."""

    def __init__(self, file: str, passphrase: str) -> None:
        try:
            key = load_pem_private_key(Path(file).read_bytes(), passphrase.encode() or None)
        except (OSError, ValueError, TypeError) as error:
            raise CannotSign(f"{file}: the key cannot be read ({error})") from None
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise CannotSign(f"{file}: the key must be P-256 or RSA")
        self._key = key

    def sign(self, digest: bytes) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(digest, padding.PKCS1v15(), _DIGEST)
        return self._key.sign(digest, ec.ECDSA(_DIGEST))
