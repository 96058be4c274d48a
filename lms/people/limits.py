"""How often something may be tried for one name: the fewer possibilities it has, the longer the waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from lms.problems import N_


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free, and what follows: waits that double from ``first`` up to ``longest`` minutes.

    After ``most`` failures without a success nothing more is compared at all, however long one waits.
    ``told`` is what is said while a wait lasts; it has a hole for the minutes or for the hours.
    """

    kind: str
    free: int
    first: int
    longest: int
    forgiven_after: timedelta
    told: str
    most: int | None = None

    def wait_after(self, failures: int) -> timedelta:
        """How long the next try has to wait."""
        if failures <= self.free:
            return timedelta(0)
        return timedelta(minutes=min(self.first * 2 ** min(failures - self.free - 1, 10), self.longest))

    def is_over(self, failures: int) -> bool:
        """Whether no further try is taken."""
        return self.most is not None and failures >= self.most


PASSWORD = Limit(
    "",
    free=5,
    first=1,
    longest=60,
    forgiven_after=timedelta(days=1),
    told=N_("Too many wrong passwords for this name. You can try again in %(minutes)s min."),
)
PICTURES = Limit(
    "pictures",
    free=4,
    first=60,
    longest=24 * 60,
    forgiven_after=timedelta(days=365),
    told=N_(
        "The pictures did not fit several times, so they are locked for %(hours)s h. Another way in is still open."
    ),
    most=20,
)
"""There are only 1,728 possibilities: twenty tries without a success end it until another way in was used."""
CODE = Limit(
    "code",
    free=5,
    first=5,
    longest=60,
    forgiven_after=timedelta(days=1),
    told=N_("Too many wrong codes for this name. You can try again in %(minutes)s min."),
)
ALL = (PASSWORD, PICTURES, CODE)
