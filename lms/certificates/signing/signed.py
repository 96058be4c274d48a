"""A file that was signed. Plain values: who only keeps it loads no pyHanko."""

from __future__ import annotations

from dataclasses import dataclass

from lms.config_signing import Level


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, and what the register notes of its signature."""

    content: bytes
    level: Level
    signer: str
    fingerprint: str
    """SHA-256 of the signer's certificate, in hexadecimal."""
