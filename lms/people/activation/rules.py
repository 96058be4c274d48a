"""What the QR code of such a card carries."""

from __future__ import annotations

import re
import secrets

from lms.people.papers.rules import CODE_DIGITS, SECRET_BYTES

_CARRIED = re.compile(rf"(\d{{{CODE_DIGITS}}})\.([A-Za-z0-9_-]{{22}})", re.ASCII)


def new_key() -> str:
    """Whose card it is, for the QR code."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_digits() -> str:
    """Eight digits by chance."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def carrying(digits: str, key: str) -> str:
    """Both as the QR code has them."""
    return f"{digits}.{key}"


def carried(text: str) -> tuple[str, str] | None:
    """Digits and key again; nothing for anything else."""
    found = _CARRIED.fullmatch(text)
    return (found[1], found[2]) if found else None
