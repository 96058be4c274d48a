"""Where a certificate stands in the public lists of what was revoked: a random place that says nothing of anybody.

A list has so many places that one looked up is lost among the others. Two thirds of it are given out, or a few more, then the next
list begins: there are always free places enough for a random one to be found at once.
"""

from __future__ import annotations

import secrets

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate

LENGTH = 131_072
"""Places of a list, the fewest a bitstring status list may have."""
_IN_A_ROW = 4
"""So many drawn places that are taken already give reason to count the list, which takes ten times as long as a draw."""


def free_place(db: Session, length: int = LENGTH) -> tuple[int, int]:
    """Number of the list and place in it that nobody has yet; if two take the same, the database decides."""
    number = db.scalar(select(func.max(Certificate.status_list))) or 1
    taken = 0
    while _is_taken(db, number, place := secrets.randbelow(length)):
        taken += 1
        if taken % _IN_A_ROW == 0 and _is_full(db, number, length):
            number += 1
    return number, place


def _is_taken(db: Session, number: int, place: int) -> bool:
    same = (Certificate.status_list == number) & (Certificate.status_index == place)
    return db.scalar(select(Certificate.id).where(same)) is not None


def _is_full(db: Session, number: int, length: int) -> bool:
    given = db.scalar(select(func.count()).where(Certificate.status_list == number)) or 0
    return given * 3 >= length * 2
