"""The code of a class: six symbols somebody can read out across a room and somebody else can type on any telephone.

It begins with a digit, so it is neither a telephone number (they are longer) nor a login name that was suggested (they
begin with a letter). There are no vowels, no D and no W in it: nothing that Telex or VNI, which turn «AR» into «Ả» and
«DD» into «Đ» while one types, could change, and no words. Of symbols that look alike only one is used; the others are
read as that one.
"""

from __future__ import annotations

import secrets
import unicodedata

from lms.problems import N_, Problem

DIGITS = "0123456789"
ALPHABET = DIGITS + "CHKMNPRTVX"
LENGTH = 6
_READ_AS = str.maketrans("OQDILZSGBU", "000112568V")
_BETWEEN = " .-_·/"


def new_code() -> str:
    """A code nobody has chosen: 32 million possibilities."""
    return secrets.choice(DIGITS) + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))


def bare(typed: str) -> str:
    """What was typed, in capitals, without marks and blanks, and look-alikes read as what they were meant for."""
    plain = unicodedata.normalize("NFKD", typed.upper().replace("Đ", "D"))
    symbols = (symbol for symbol in plain if symbol not in _BETWEEN and unicodedata.category(symbol)[0] in "LNPS")
    return "".join(symbols).translate(_READ_AS)


def is_well_formed(code: str) -> bool:
    """Whether a bare code can be one of ours; says nothing of whether a class has it."""
    return len(code) == LENGTH and code[0] in DIGITS and all(symbol in ALPHABET for symbol in code)


def looks_like_code(typed: str) -> bool:
    """Whether somebody who was asked for a name typed the code of a class."""
    return typed.strip()[:1] in tuple(DIGITS) and is_well_formed(bare(typed))


def check_typed(typed: str) -> str:
    """The bare code of what somebody typed. Raises :class:`Problem` that says what a code looks like."""
    code = bare(typed)
    if not code:
        raise Problem(N_("Type the code that your teacher shows."), field="code")
    if len(code) != LENGTH:
        raise Problem(N_("The code has 6 letters and digits, here are %(count)s."), field="code", count=len(code))
    if not is_well_formed(code):
        raise Problem(N_("Compare every letter and digit with the code that your teacher shows."), field="code")
    return code


def grouped(code: str) -> str:
    """The code the way it is read out: 4K7 M2P."""
    return f"{code[:3]} {code[3:]}"
