"""The signed facts as text: COSE_Sign1 (ES256) over CBOR, in base64url; in the QR code the same bytes as one number.

A QR code has digits at 3⅓ bits each and letters at 8, so the number takes a quarter less room: modules that are printed
larger (decision 0009). The order of the facts is a promise to everybody who reads the papers: new ones are added at the
end. There is one way only to write a slip down, so that one changed bit is never the same slip.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any, Self

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

VERSION = 1
_SIZES = (1728, 2032, 2320)
"""Bits in QR codes of versions 10 to 12 with correction M: 36 mm wide, poor readers read them all, and the coarser ones
more easily. A title is cut rather than the code made finer, as long as ``_TELLING`` symbols of it stay.
"""
_TELLING = 12
_HEADS = (4 + 16) + (4 + 12)
"""What the code needs to say that bytes follow, and how many, then digits, and how many."""
CUT = "…"
_HALF = 32
_NO_PAYLOAD = b""
_ES256, _ALG, _KID = -7, 1, 4


class BadSlip(Exception):
    """This is no slip of ours, or its signature is wrong."""


class UnknownKey(BadSlip):
    """It is signed with a key we do not know: nobody can say whether it is right."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The facts in the order in which they are signed."""

    version: int
    number: int
    year: int
    holder: str
    birth_year: int
    course: str
    """The title; one that is too long is cut and ends with «…»."""
    issued_on: int
    """20261123 is 23 November 2026."""
    score_percent: int
    issuer_id: int
    code_begins: str
    """The first four symbols of the code it belongs to, so that it is of no use beside another."""

    @classmethod
    def read(cls, body: bytes) -> Self:
        """The facts of a body whose signature is right."""
        values = cbor2.loads(body)
        if not isinstance(values, list) or len(values) < len(cls.__slots__) or values[0] != VERSION:
            raise BadSlip("not the facts of a certificate")
        return cls(*values[: len(cls.__slots__)])

    def body(self) -> bytes:
        """What is signed."""
        return cbor2.dumps(list(astuple(self)))

    def shorter(self, length: int) -> Self:
        """The same with the title of the course cut to a length."""
        return replace(self, course=self.course[:length].rstrip() + CUT) if length < len(self.course) else self


def signed(slip: Slip, key: EllipticCurvePrivateKey, kid: str, address: str) -> str:
    """The facts with their signature, for a QR code with this address; empty when they do not fit without the course.

    The same facts and key always give the same text (RFC 6979).
    """
    protected = cbor2.dumps({_ALG: _ES256, _KID: bytes.fromhex(kid)})
    for digits, shorter in _attempts(slip, address):
        body = shorter.body()
        if len(_number(_written(protected, body, bytes(2 * _HALF)))) <= digits:
            return _text(_written(protected, body, sign(_to_be_signed(protected, body), key)))
    return ""


def read(payload: str, keys: Mapping[str, EllipticCurvePublicKey]) -> Slip:
    """The facts of a slip whose signature is right.

    Raises :class:`UnknownKey`, or :class:`BadSlip` for everything else that is wrong.
    """
    protected, body, signature = _parts(payload)
    kid = kid_of(protected)
    if kid not in keys:
        raise UnknownKey(kid)
    if not is_signed(_to_be_signed(protected, body), signature, keys[kid]):
        raise BadSlip("the signature is wrong")
    return Slip.read(body)


def _attempts(slip: Slip, address: str) -> Iterator[tuple[int, Slip]]:
    """The digits there is room for behind the address, and what to try to write in them, the best first."""
    for bits in _SIZES:
        shortest = 0 if bits == _SIZES[-1] else min(_TELLING, len(slip.course))
        digits = (bits - _HEADS - 8 * (len(address) + 1)) * 3 // 10
        for length in range(len(slip.course), shortest - 1, -1):
            yield digits, slip.shorter(length)


def in_digits(payload: str) -> str:
    """The same bytes as the QR code holds them: one number, the first byte the highest."""
    return _number(_bytes(payload))


def mark(payload: str) -> str:
    """Four bytes by which a slip is found in the list of what has ended; a signature made anew does not change them."""
    return hashlib.sha256(_parts(payload)[1]).hexdigest()[:8]


def sign(content: bytes, key: EllipticCurvePrivateKey) -> bytes:
    """The signature over a content as r and s, 32 bytes each."""
    r, s = decode_dss_signature(key.sign(content, ECDSA(SHA256(), deterministic_signing=True)))
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def is_signed(content: bytes, signature: bytes, key: EllipticCurvePublicKey) -> bool:
    """Whether a signature of 64 bytes over a content is right."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:]))
    try:
        key.verify(encode_dss_signature(r, s), content, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def kid_of(protected: bytes) -> str:
    """Which key signed."""
    try:
        return cbor2.loads(protected)[_KID].hex()  # type: ignore[no-any-return]
    except (cbor2.CBORDecodeError, LookupError, TypeError, AttributeError):
        raise BadSlip("it names no key") from None


def _parts(payload: str) -> tuple[bytes, bytes, bytes]:
    try:
        parts: Any = cbor2.loads(_bytes(payload))
        protected, _nothing, body, signature = parts
        written = _text(_written(protected, body, signature))
    except (ValueError, TypeError, cbor2.CBORDecodeError):
        raise BadSlip("it cannot be read") from None
    if written != payload or len(signature) != 2 * _HALF:
        raise BadSlip("it is written in another way than ours")
    return protected, body, signature


def _written(protected: bytes, body: bytes, signature: bytes) -> bytes:
    return cbor2.dumps([protected, {}, body, signature])


def _to_be_signed(protected: bytes, body: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, _NO_PAYLOAD, body])


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(payload: str) -> bytes:
    return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))


def _number(content: bytes) -> str:
    return str(int.from_bytes(content, "big"))
