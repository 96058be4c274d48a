"""What a visitor chose to look at: year, indicator, order. All of it stands in the address, so a view can be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lms.places.boundaries import Boundaries, tree_day
from lms.statistics.rules import Indicator, Order
from lms.vietnamese import tidy

_INDICATOR, _ORDER, _BOUNDARIES = Indicator.ADULT, Order.NAME, Boundaries.AS_OF_THEN
LONGEST_TYPED = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show. Until the end of a year its figures are those of today, then those of its last day."""

    year: int
    indicator: Indicator
    order: Order
    today: date
    typed: str = ""
    """A part of the names of the units to show; nothing shows all."""
    boundaries: Boundaries = _BOUNDARIES
    """Of a past day: the units of that day, or of today."""

    @property
    def on(self) -> date:
        """The day whose figures are shown."""
        return min(self.today, date(self.year, 12, 31))

    @property
    def is_past(self) -> bool:
        """Whether the day is over, so that boundaries may have changed since."""
        return self.on < self.today

    @property
    def drawn_on(self) -> date:
        """The day whose boundaries figures are added up by."""
        return tree_day(self.boundaries, self.on, self.today)

    def but(self, **other: object) -> Choice:
        """The same with something else chosen."""
        return replace(self, **other)  # type: ignore[arg-type]

    def address(self) -> dict[str, str]:
        """What has to stand in the address; what goes without saying does not."""
        chosen = {
            "year": str(self.year) if self.year != self.today.year else "",
            "indicator": self.indicator.value if self.indicator is not _INDICATOR else "",
            "sort": self.order.value if self.order is not _ORDER else "",
            "boundaries": self.boundaries.value if self.is_past and self.boundaries is not _BOUNDARIES else "",
            "q": self.typed,
        }
        return {name: value for name, value in chosen.items() if value}


def years_offered(with_targets: Iterable[int], today: date) -> list[int]:
    """The years there is something to say of: those with a target that have begun, and this one."""
    return sorted({*(year for year in with_targets if year <= today.year), today.year})


def choice(asked: Mapping[str, str], years: Iterable[int], today: date) -> Choice | None:
    """What was asked for; nothing if there is no such year, indicator, order or way to draw."""
    try:
        year = int(asked.get("year") or today.year)
        indicator = Indicator(asked.get("indicator") or _INDICATOR)
        order = Order(asked.get("sort") or _ORDER)
        boundaries = Boundaries(asked.get("boundaries") or _BOUNDARIES)
    except ValueError:
        return None
    typed = tidy(asked.get("q") or "")[:LONGEST_TYPED]
    return Choice(year, indicator, order, today, typed, boundaries) if year in years else None
