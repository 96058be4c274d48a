"""The calendar of periods, from presets that are data: which days, which cut-off, until when to report (D14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DECEMBER = 12
_SATURDAY, _SUNDAY = 5, 6


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"


_MONTHS = {PeriodKind.QUARTER: (3, 6, 9, 12), PeriodKind.HALF_YEAR: (6,), PeriodKind.NINE_MONTHS: (9,)}
"""The months with which the periods of a kind end; months and years are plain."""


class Step(StrEnum):
    """How far a period is; what is frozen stays so."""

    OPEN = "open"
    SENT = "sent"
    APPROVED = "approved"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A preset: how periods are cut, and how soon after the cut-off they are due."""

    name: str
    title: str
    source: str
    kinds: tuple[PeriodKind, ...]
    last_day: int | None
    """The day of the month periods end with; nothing means the last of the month."""
    working_days: int
    """Between the cut-off and the deadline."""
    mark: str
    """What codes end with, so that two calendars can stand side by side."""


@dataclass(frozen=True, slots=True)
class Span:
    """One period of a calendar."""

    code: str
    kind: PeriodKind
    since: date
    cut_off: date
    deadline: date


def spans(calendar: Calendar, year: int) -> list[Span]:
    """Every period of a year, by cut-off."""
    found = [span for kind in calendar.kinds for span in _of_kind(calendar, kind, year)]
    return sorted(found, key=lambda span: (span.cut_off, span.since, span.code))


def after_working_days(day: date, many: int) -> date:
    """The day so many working days later; Saturdays and Sundays are none. Public holidays are not known here."""
    while many:
        day += timedelta(1)
        many -= day.weekday() < _SATURDAY
    return day


def step(*, is_past: bool, confirmed: int, is_approved: bool, is_frozen: bool) -> Step:
    """How far a period is, by what is kept of it."""
    if is_frozen:
        return Step.FROZEN
    if is_approved:
        return Step.APPROVED
    return Step.SENT if is_past and confirmed else Step.OPEN


def _of_kind(calendar: Calendar, kind: PeriodKind, year: int) -> Iterator[Span]:
    if kind is PeriodKind.WEEK:
        yield from _weeks(calendar, year)
        return
    months = {PeriodKind.MONTH: tuple(range(1, _DECEMBER + 1)), PeriodKind.YEAR: (_DECEMBER,)} | _MONTHS
    for number, month in enumerate(months[kind], start=1):
        length = _DECEMBER if kind is PeriodKind.YEAR else {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}.get(kind, month)
        since = _end(calendar, year, month - length) + timedelta(1)
        yield _span(calendar, kind, f"{year}-{_short(kind, number)}", since, _end(calendar, year, month))


def _short(kind: PeriodKind, number: int) -> str:
    return {
        PeriodKind.MONTH: f"T{number:02d}",
        PeriodKind.QUARTER: f"Q{number}",
        PeriodKind.HALF_YEAR: "6T",
        PeriodKind.NINE_MONTHS: "9T",
        PeriodKind.YEAR: "N",
    }[kind]


def _weeks(calendar: Calendar, year: int) -> Iterator[Span]:
    """The weeks of ISO 8601 that end in the year: a week belongs to the year whose targets its cut-off is compared with."""
    sunday = date(year, 1, 1) + timedelta(_SUNDAY - date(year, 1, 1).weekday())
    while sunday.year == year:
        iso = sunday.isocalendar()
        yield _span(calendar, PeriodKind.WEEK, f"{iso.year}-W{iso.week:02d}", sunday - timedelta(6), sunday)
        sunday += timedelta(7)


def _end(calendar: Calendar, year: int, month: int) -> date:
    """The last day of a month of the calendar; month 0 is December of the year before."""
    year, month = (year, month) if month > 0 else (year - 1, month + _DECEMBER)
    if calendar.last_day is not None:
        return date(year, month, calendar.last_day)
    following = date(year + (month == _DECEMBER), month % _DECEMBER + 1, 1)
    return following - timedelta(1)


def _span(calendar: Calendar, kind: PeriodKind, code: str, since: date, cut_off: date) -> Span:
    return Span(f"{code}{calendar.mark}", kind, since, cut_off, after_working_days(cut_off, calendar.working_days))
