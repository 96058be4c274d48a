"""How large the province is, which days it has lived through, and the word that marks everything in it as invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SOURCE = "Số liệu minh họa, không có thật"
FIRST = date(2025, 7, 1)
LAST = date(2026, 11, 22)
"""The movement begins with the communes of today; nothing is on record after this day."""
DAYS = [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]
PEOPLE, VILLAGES, SEED = 3_630_000, 5_000, 1945
_ADULTS = 3_000 / 3_630


@dataclass(frozen=True, slots=True)
class Size:
    """So many people in so many villages."""

    people: int = PEOPLE
    villages: int = VILLAGES
    seed: int = SEED

    @classmethod
    def share(cls, of_all: float) -> Size:
        """A part of the people, in as many villages: pages have as many rows."""
        return cls(people=round(PEOPLE * of_all))

    @property
    def adults(self) -> int:
        """How many of them are born before 2009."""
        return round(self.people * _ADULTS)
