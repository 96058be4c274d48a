"""The name on the certificate: that of the person, in letters the printing fonts hold."""

from __future__ import annotations

from difflib import SequenceMatcher

from lms.certificates.wording import check_printed_name
from lms.people.rules import full_name
from lms.problems import N_, Problem
from lms.vietnamese import fold

_ALIKE = 0.6
"""A slip of the pen or a changed family name stays above this; the name of a neighbour falls below."""


def printable_name(text: str, own: str) -> str:
    """The name as it will be printed for somebody who signed up as ``own``. Raises a problem that says what is wrong.

    Marks, capitals, a slip or a missing word may be put right here; a certificate for somebody else may not be had.
    """
    name = full_name(text)
    check_printed_name(name)
    if not _is_like(fold(name), fold(own)):
        raise Problem(N_("This is quite another name than the one you signed up with: %(own)s."), own=own)
    return name


def _is_like(name: str, own: str) -> bool:
    words, own_words = set(name.split()), set(own.split())
    return words <= own_words or own_words <= words or SequenceMatcher(None, name, own).ratio() >= _ALIKE
