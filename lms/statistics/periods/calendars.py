"""The presets of the calendar, read from their file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from lms.statistics.periods.rules import Calendar, PeriodKind

_FILE = Path(__file__).parent / "data" / "calendars.toml"


@cache
def calendars() -> dict[str, Calendar]:
    """Every preset by its name."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Calendar(
            name,
            one["title"],
            one["source"],
            tuple(PeriodKind(kind) for kind in one["kinds"]),
            one.get("last-day"),
            one["working-days"],
            one["mark"],
        )
        for name, one in found.items()
    }
