"""What a recovery code and the secret of a card look like."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import timedelta

from lms.problems import N_, Problem

CODE_DIGITS = 8
CODE_LASTS = timedelta(hours=24)
CARD_CODE_LASTS = timedelta(days=14)
"""A code on a card of a class has to reach somebody who was not there that evening."""
CODE_TRIES = 5
SECRET_BYTES = 16
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
_LOGIN = re.compile(r"[A-Za-z0-9._-]{1,60}")


def code(text: str) -> str:
    """The digits of a code, however they are grouped. Raises a problem that says what is wrong."""
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(character for character in plain.replace("O", "0").replace("o", "0") if character.isalnum())
    if not digits:
        raise Problem(N_("Type the code you were given."))
    if not (digits.isascii() and digits.isdecimal()):
        raise Problem(N_("The code is made of digits only, for example 1234 5678."))
    if len(digits) != CODE_DIGITS:
        sentence = N_("The code has %(wanted)s digits, here are %(count)s.")
        raise Problem(sentence, wanted=CODE_DIGITS, count=len(digits))
    return digits


def shown_code(digits: str) -> str:
    """A code the way it is read out: 1234 5678."""
    return f"{digits[:4]} {digits[4:]}"


def fingerprint(secret: str) -> str:
    """What is kept of the secret of a card."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(text: str) -> bool:
    """Whether it can be the secret of a card at all."""
    return _SECRET.fullmatch(text) is not None


def carried(text: str) -> tuple[str, str] | None:
    """Digits and login name of a code that a QR code led to, «12345678.an58»; nothing for anything else."""
    digits, _dot, login = text.partition(".")
    well_formed = len(digits) == CODE_DIGITS and digits.isascii() and digits.isdecimal()
    return (digits, login) if well_formed and _LOGIN.fullmatch(login) else None
