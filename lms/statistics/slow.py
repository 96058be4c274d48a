"""Which units are slow: the ten in which most people are missing, where effort pays, and the ten of the lowest rate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.statistics.rules import Order, UnitRow, in_order
from lms.web.pages import whole

MANY = 10
_WORTH_IT = 12
"""Of fewer units the table itself is short enough."""


@dataclass(frozen=True, slots=True)
class Slow:
    """One unit of a list, with the number it stands there for."""

    name: str
    href: str
    figure: str


@dataclass(frozen=True, slots=True)
class ShortList:
    """The first ten by one order, and where all are in that order."""

    title: str
    rows: list[Slow]
    all_words: str
    all_of_them: str


def short_lists(
    rows: list[UnitRow], address: Callable[[str], str], all_of_them: Callable[[Order], str]
) -> list[ShortList]:
    """The two lists; none of few units, and none that would be empty."""
    if len(rows) <= _WORTH_IT:
        return []
    missing = _first(row for row in in_order(rows, Order.MISSING) if row.cell.missing)
    lowest = _first(row for row in in_order(rows, Order.RATE) if row.cell.tenths is not None)
    lists = [
        ShortList(
            _("Most people missing"),
            [Slow(row.name, address(row.code), _people(row)) for row in missing],
            _("All, most missing first"),
            all_of_them(Order.MISSING),
        ),
        ShortList(
            _("Lowest rate"),
            [Slow(row.name, address(row.code), f"{row.cell.rate} %") for row in lowest],
            _("All, lowest rate first"),
            all_of_them(Order.RATE),
        ),
    ]
    return [one for one in lists if one.rows]


def _first(rows: Iterable[UnitRow]) -> list[UnitRow]:
    return [row for row in rows if not row.is_pseudo][:MANY]


def _people(row: UnitRow) -> str:
    missing = row.cell.missing or 0
    return ngettext("%(people)s person", "%(people)s people", missing, people=whole(missing))
