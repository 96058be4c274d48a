"""What a visitor chose to look at: year, indicator, order. All of it stands in the address, so a view can be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lms.places.boundaries import Boundaries, tree_day
from lms.statistics.periods.queries import Frozen
from lms.statistics.rules import Indicator, Order
from lms.vietnamese import tidy

_INDICATOR, _ORDER, _BOUNDARIES = Indicator.ADULT, Order.NAME, Boundaries.AS_OF_THEN
LONGEST_TYPED = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show: a frozen period, or a year, whose figures are those of today and after its end of its last day."""

    year: int
    indicator: Indicator
    order: Order
    today: date
    typed: str = ""
    """A part of the names of the units to show; nothing shows all."""
    boundaries: Boundaries = _BOUNDARIES
    """Of a past day: the units of that day, or of today."""
    frozen: Frozen | None = None
    """A period is as it was frozen, by the boundaries of its cut-off day."""
    revision: int | None = None
    """The revision that was asked for; nothing is the newest."""

    @property
    def on(self) -> date:
        """The day whose figures are shown."""
        if self.frozen:
            return self.frozen.cut_off
        return min(self.today, date(self.year, 12, 31))

    @property
    def is_past(self) -> bool:
        """Whether the day of living figures is over, so that boundaries may have changed since."""
        return self.frozen is None and self.on < self.today

    @property
    def is_redrawn(self) -> bool:
        """Whether figures of an old day are added up by the boundaries of today."""
        return self.is_past and self.boundaries is Boundaries.CURRENT

    @property
    def drawn_on(self) -> date:
        """The day whose boundaries figures are added up by."""
        return self.on if self.frozen else tree_day(self.boundaries, self.on, self.today)

    def but(self, **other: object) -> Choice:
        """The same with something else chosen."""
        return replace(self, **other)  # type: ignore[arg-type]

    def address(self) -> dict[str, str]:
        """What has to stand in the address; what goes without saying does not."""
        chosen = {
            "period": self.frozen.code if self.frozen else "",
            "revision": str(self.revision) if self.frozen and self.revision is not None else "",
            "year": str(self.year) if not self.frozen and self.year != self.today.year else "",
            "indicator": self.indicator.value if self.indicator is not _INDICATOR else "",
            "sort": self.order.value if self.order is not _ORDER else "",
            "boundaries": self.boundaries.value if self.is_past and self.boundaries is not _BOUNDARIES else "",
            "q": self.typed,
        }
        return {name: value for name, value in chosen.items() if value}


def years_offered(with_targets: Iterable[int], today: date) -> list[int]:
    """The years there is something to say of: those with a target that have begun, and this one."""
    return sorted({*(year for year in with_targets if year <= today.year), today.year})


def choice(asked: Mapping[str, str], years: Iterable[int], today: date, known: Sequence[Frozen] = ()) -> Choice | None:
    """What was asked for, of these years and ``known`` frozen revisions; nothing if there is no such period, year, indicator, order or way to draw."""
    try:
        revision = int(asked["revision"]) if asked.get("revision") else None
        year = int(asked.get("year") or today.year)
        indicator = Indicator(asked.get("indicator") or _INDICATOR)
        order = Order(asked.get("sort") or _ORDER)
        boundaries = Boundaries(asked.get("boundaries") or _BOUNDARIES)
    except ValueError:
        return None
    typed = tidy(asked.get("q") or "")[:LONGEST_TYPED]
    if not asked.get("period"):
        return Choice(year, indicator, order, today, typed, boundaries) if year in years else None
    frozen = _frozen(known, asked["period"], revision)
    if frozen is None:
        return None
    return Choice(frozen.year, indicator, order, today, typed, _BOUNDARIES, frozen, revision)


def _frozen(known: Sequence[Frozen], code: str, revision: int | None) -> Frozen | None:
    """A revision of a period, the newest unless one is named; they come newest first."""
    return next((one for one in known if one.code == code and revision in (None, one.revision)), None)
