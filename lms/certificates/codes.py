"""The code printed on a certificate: 15 random symbols and one that checks them.

The alphabet has 31 symbols, a prime number, and leaves out what is read as something else (0 and O, 1, I and L).
The sum of position times value is divisible by 31, so every single wrong symbol and every swap of two symbols is
recognised as a slip of the pen, without asking the register.
"""

from __future__ import annotations

import re
import secrets

from lms.problems import N_, Problem

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_IN_LINK = re.compile(r"/x/([^/?#]*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212._]+")


def new_code() -> str:
    """A code nobody can guess: 15 symbols are 74 bits."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return symbols + check_symbol(symbols)


def check_symbol(symbols: str) -> str:
    """The symbol that makes the weighted sum of all 16 divisible by 31."""
    return ALPHABET[-_weighted(symbols) * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def bare(typed: str) -> str:
    """What was typed, in capitals, without blanks and dashes."""
    return _BETWEEN.sub("", typed).upper()


def without_link(typed: str) -> str:
    """The code in a link that was pasted whole; anything else as it is. What stands behind the code is not read."""
    found = _IN_LINK.search(typed)
    return found[1] if found else typed


def is_well_formed(code: str) -> bool:
    """Whether a bare code can be one of ours; says nothing of whether it was ever given out."""
    return len(code) == LENGTH and all(symbol in _VALUE for symbol in code) and not _weighted(code) % len(ALPHABET)


def strange_places(code: str) -> tuple[int, ...]:
    """Where (counted from 1) a bare code holds symbols that no code has."""
    return tuple(place for place, symbol in enumerate(code, 1) if symbol not in _VALUE)


def check_typed(typed: str) -> str:
    """The bare code of what somebody typed; no look-up is needed to see a slip.

    Raises :class:`Problem` that says where to look again.
    """
    code = bare(without_link(typed))
    if is_well_formed(code):
        return code
    if not code:
        raise Problem(N_("Type the code that is printed beside the QR code."), field="code")
    if strange := strange_places(code):
        places = ", ".join(map(str, strange))
        raise Problem(N_("The code is mistyped, look again at symbol %(places)s."), field="code", places=places)
    if len(code) != LENGTH:
        raise Problem(N_("The code has 16 letters and digits, here are %(count)s."), field="code", count=len(code))
    raise Problem(N_("The code is mistyped, compare every symbol with the paper."), field="code")


def grouped(code: str) -> str:
    """The code as people read it: XXXX-XXXX-XXXX-XXXX."""
    return f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}"


def _weighted(symbols: str) -> int:
    return sum(place * _VALUE[symbol] for place, symbol in enumerate(symbols, 1))
