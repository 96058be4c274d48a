"""The name on the certificate: what a person is called, in letters the printing fonts hold."""

from __future__ import annotations

from lms.certificates.wording import check_printed_name
from lms.people.rules import full_name


def printable_name(text: str) -> str:
    """The name as it will be printed. Raises a problem that says what is wrong."""
    name = full_name(text)
    check_printed_name(name)
    return name
