"""Which pictures there are, and which three in a row somebody may choose."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from lms.problems import N_, Problem

PICTURES = (
    "non",
    "la-co",
    "che",
    "trong",
    "thuyen",
    "nha-san",
    "den",
    "sen",
    "ca",
    "banh-chung",
    "xe-dap",
    "trau",
)
"""Twelve things of every day here, always in this order, so that fingers find them again."""
LENGTH = 3


def chosen(pictures: Sequence[str]) -> tuple[str, ...]:
    """Three pictures in their order, as somebody may choose them. Raises a problem that says what is wrong."""
    if len(pictures) != LENGTH or not set(pictures) <= set(PICTURES):
        raise Problem(N_("Choose three pictures, one after the other."))
    if len(set(pictures)) == 1:
        raise Problem(N_("Three times the same picture is guessed first by thieves. Choose different ones."))
    return tuple(pictures)


def keyed(secret: str, login_id: int, pictures: Sequence[str]) -> str:
    """What is hashed for them: so few possibilities are only worth keeping with a key that is not in the database."""
    return hmac.new(secret.encode(), f"pictures:{login_id}:{' '.join(pictures)}".encode(), hashlib.sha256).hexdigest()
