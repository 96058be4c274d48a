"""The budget as data, and what breaks it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "budget.toml"


class Measured(NamedTuple):
    """A value, and where on the page it comes from."""

    value: float
    places: tuple[str, ...] = ()


Measures = Mapping[str, Measured]


@dataclass(frozen=True, slots=True)
class Limit:
    """What one value must keep."""

    key: str
    says: str
    most: float | None = None
    least: float | None = None
    unit: str = ""
    column: str = ""

    def is_broken_by(self, value: float) -> bool:
        """Whether the value is over the most or under the least."""
        return (self.most is not None and value > self.most) or (self.least is not None and value < self.least)

    def worst(self, values: Iterable[float]) -> float:
        """The value nearest to breaking it, or farthest beyond."""
        return max(values) if self.least is None else min(values)

    def shown(self, value: float) -> str:
        """The value as people read it."""
        if self.unit in ("kB", "s"):  # kept in bytes and milliseconds
            return f"{value / 1000:.1f} {self.unit}"
        return f"{value:.3g}{' ' * bool(self.unit)}{self.unit}"

    def complaint(self, measured: Measured) -> str:
        """That the limit is broken, and where on the page."""
        where = f": {'; '.join(measured.places[:5])}" if measured.places else ""
        return f"{self.says}: {self.shown(measured.value)}, must be {self.must}{where}"

    @property
    def must(self) -> str:
        """What must be kept, in words."""
        if self.most is not None:
            return f"≤ {self.shown(self.most)}" if self.most else "0"
        return f"≥ {self.shown(self.least or 0)}"


class Network(NamedTuple):
    """How slow a line and a phone are: milliseconds, kbit/s, kbit/s, and a factor."""

    round_trip: int
    down: int
    up: int
    processor: float


@dataclass(frozen=True, slots=True)
class Budget:
    """All limits, and the networks on which time is measured."""

    limits: tuple[Limit, ...]
    staff_limits: tuple[Limit, ...]
    """The same for the pages of those who work here."""
    networks: Mapping[str, Network]
    runs: int
    indexed: frozenset[str]
    """The names of the pages that get Lighthouse's scores and may be found by search engines …"""
    others: frozenset[str]
    """… and of those that get scores and may not."""

    @property
    def scored(self) -> frozenset[str]:
        """The names of all pages that get scores."""
        return self.indexed | self.others

    def broken(self, measures: Measures, *, is_staff: bool = False) -> Iterator[tuple[Limit, Measured]]:
        """Each limit that these values break, and by what."""
        for limit in self.staff_limits if is_staff else self.limits:
            measured = measures.get(limit.key)
            if measured is not None and limit.is_broken_by(measured.value):
                yield limit, measured


def read_budget() -> Budget:
    """The budget of the project."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    limits = tuple(Limit(key, **values) for key, values in data["budget"].items())
    staff = tuple(replace(limit, **data["staff"].get(limit.key, {})) for limit in limits)
    networks = {name: Network(**values) for name, values in data["networks"].items()}
    scored = data["lighthouse"]
    runs, indexed, others = data["phone"]["runs"], frozenset(scored["indexed"]), frozenset(scored["others"])
    return Budget(limits, staff, networks, runs, indexed, others)
