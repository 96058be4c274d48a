"""Numbers as other platforms write them, as exact decimals. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from lms.catalogue.answers import plain_number
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.question import Refused

_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][-+]?\d{1,2})?")
_DECIMAL_COMMA = re.compile(r"([-+]?\d{1,15}),(\d{1,12})")


def number(text: str) -> Decimal:
    """The number. Raises :class:`Refused`."""
    said = _DECIMAL_COMMA.sub(r"\1.\2", text.strip().replace("−", "-"))
    if not _NUMBER.fullmatch(said):
        raise Refused(say.NUMBER, text=text.strip()[:40])
    return Decimal(said)


def percent(text: str) -> Decimal:
    """Percent of the points; nothing for what is no number."""
    try:
        return number(text)
    except Refused:
        return Decimal(0)


def value_and_tolerance(text: str) -> tuple[str, str]:
    """«3», «3:0.5» or «2.5..3.5», as the middle and how far from it is still right. Raises :class:`Refused`."""
    if ".." in text:
        low, high = (number(end) for end in text.split("..", 1))
        return plain_number((low + high) / 2), plain_number(abs(high - low) / 2)
    value, _, tolerance = text.partition(":")
    return plain_number(number(value)), plain_number(abs(number(tolerance or "0")))
