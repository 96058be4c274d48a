"""The certificate of the office's key, those above it, and the roots signatures are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import x509
from cryptography import x509 as crypto
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from lms.certificates.signing.problems import CannotSign

_SHA256 = hashes.SHA256()


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificate of the key, and those above it."""

    own: crypto.Certificate
    above: tuple[crypto.Certificate, ...]

    @property
    def between(self) -> tuple[crypto.Certificate, ...]:
        """Those above it but for the root: whoever judges must have that from elsewhere, and in a signature no key would
        vouch for its bytes.
        """
        return tuple(one for one in self.above if one.subject != one.issuer)

    @property
    def subject(self) -> str:
        """Whose key it is, as people read it."""
        return plain_name(for_pyhanko(self.own))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal."""
        return self.own.fingerprint(_SHA256).hex()

    @property
    def size(self) -> int:
        """How many bytes all of them take in a signature."""
        return sum(len(one.public_bytes(Encoding.DER)) for one in (self.own, *self.above))

    @property
    def key(self) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
        """The public key; :func:`read_chain` lets no other kind in."""
        key = self.own.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
            raise CannotSign("the key of the certificate must be P-256 or RSA")
        return key

    def check_time(self, now: datetime) -> None:
        """Refuse to sign before or after the time of the certificate: nobody would accept it."""
        if not self.own.not_valid_before_utc <= now <= self.own.not_valid_after_utc:
            raise CannotSign(f"the certificate of {self.subject} is not valid today")

    def check(self, data: bytes, signature: bytes) -> None:
        """See that a signature is that of this key. Raises :class:`CannotSign`: such a signature is never kept."""
        key = self.key
        try:
            if isinstance(key, rsa.RSAPublicKey):
                key.verify(signature, data, padding.PKCS1v15(), _SHA256)
            else:
                key.verify(signature, data, ec.ECDSA(_SHA256))
        except InvalidSignature:
            raise CannotSign(f"what came back is no signature of {self.subject}") from None


def read_chain(file: str) -> Chain:
    """The certificates of a PEM file, that of the key first.

    Raises :class:`CannotSign` when it cannot be read or the key is of another kind.
    """
    own, *above = _certificates(file)
    chain = Chain(own, tuple(above))
    if isinstance(chain.key, ec.EllipticCurvePublicKey) and not isinstance(chain.key.curve, ec.SECP256R1):
        raise CannotSign("the key of the certificate must be P-256 or RSA")
    return chain


def read_roots(file: str) -> list[x509.Certificate]:
    """The roots of a PEM file; none without a file."""
    return [for_pyhanko(one) for one in _certificates(file)] if file else []


def for_pyhanko(certificate: crypto.Certificate) -> x509.Certificate:
    """The same certificate as pyHanko wants it."""
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def plain_name(certificate: x509.Certificate) -> str:
    """The name of its subject: the common name, or all of it."""
    names = certificate.subject.native
    return str(names.get("common_name") or certificate.subject.human_friendly)


def _certificates(file: str) -> list[crypto.Certificate]:
    try:
        return crypto.load_pem_x509_certificates(Path(file).read_bytes())
    except (OSError, ValueError) as error:
        raise CannotSign(f"{file}: no certificates can be read from it ({error})") from None
