"""A key in a token that speaks PKCS#11: a card, a hardware module, or SoftHSM for trying out."""

from __future__ import annotations

from typing import Any

import pkcs11
from pkcs11 import KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import (
    MultipleObjectsReturned,
    NoSuchKey,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
    UserAlreadyLoggedIn,
)
from pkcs11.util.ec import encode_ecdsa_signature

from lms.certificates.signing.problems import CannotSign, SignerAway

_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 digest in an RSA signature (RFC 8017, 9.2)."""


class TokenKey:
    """A key in a token. The session is opened when the first signature is wanted, and anew when it was lost.

    A wrong PIN is not tried twice: a few tries lock a token for good.
    """

    def __init__(self, library: str, token: str, label: str, pin: str) -> None:
        self._library, self._token, self._label, self._pin = library, token, label, pin
        self._key: Any = None
        self._was_lost = False
        self._refused = ""

    def sign(self, digest: bytes) -> bytes:
        if self._refused:
            raise CannotSign(self._refused)
        try:
            self._key = self._key or self._opened()
            return self._signed(digest)
        except (PinIncorrect, PinInvalid, PinLenRange, PinLocked) as error:
            self._refused = (
                f"token {self._token}: the PIN is refused ({type(error).__name__}); restart after mending it"
            )
            raise CannotSign(self._refused) from None
        except (NoSuchKey, MultipleObjectsReturned):
            raise CannotSign(
                f"token {self._token}: there must be exactly one key with the label {self._label}"
            ) from None
        except (PKCS11Error, RuntimeError) as error:  # RuntimeError: the library itself could not be loaded
            self._key, self._was_lost = None, True
            raise SignerAway(f"token {self._token}: {type(error).__name__} {error}".rstrip()) from error

    def _opened(self) -> Any:
        library = pkcs11.lib(self._library)
        if self._was_lost:
            library.reinitialize()
        token = library.get_token(token_label=self._token)
        try:
            session = token.open(user_pin=self._pin)
        except UserAlreadyLoggedIn:  # in this process, by an office before this one
            session = token.open()
        return session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=self._label)

    def _signed(self, digest: bytes) -> bytes:
        if self._key.key_type is KeyType.RSA:
            return bytes(self._key.sign(_SHA256_INFO + digest, mechanism=Mechanism.RSA_PKCS))
        return encode_ecdsa_signature(self._key.sign(digest, mechanism=Mechanism.ECDSA))
