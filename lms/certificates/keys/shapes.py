"""The forms in which a public key is written: PEM in the database, JWK for browsers, Multikey for badges."""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

PrivateKey = Ed25519PrivateKey | EllipticCurvePrivateKey
PublicKey = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
"""What stands before the 32 bytes of an Ed25519 public key in a Multikey."""


def kid_of(public: PublicKey) -> str:
    """The name of a key, made from the key itself."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()[:8]


def pem(public: PublicKey) -> str:
    """As it is kept."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def public_key(written: str) -> PublicKey:
    """The key a PEM describes."""
    key = load_pem_public_key(written.encode("ascii"))
    if not isinstance(key, PublicKey):
        raise TypeError(f"no kind of key that signs here: {type(key).__name__}")
    return key


def jwk(kid: str, public: EllipticCurvePublicKey) -> dict[str, str]:
    """A P-256 key as WebCrypto imports it."""
    numbers = public.public_numbers()
    x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid, "x": x, "y": y}


def multikey(public: Ed25519PublicKey) -> str:
    """An Ed25519 key as documents of a DID write it: z6Mk…"""
    return multibase58(_ED25519 + public.public_bytes_raw())


def multibase58(content: bytes) -> str:
    """Bytes in base 58, with the letter that says so."""
    number, digits = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + _BASE58[0] * zeros + digits


def base64url(content: bytes) -> str:
    """Bytes in the alphabet of addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
