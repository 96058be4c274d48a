"""The calendar of periods: presets cut years without gaps and overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.names import title
from lms.statistics.periods.rules import PeriodKind, Step, after_working_days, spans, step

YEARS = range(2024, 2032)


def of(name: str, year: int) -> dict[str, tuple[date, date, date]]:
    return {span.code: (span.since, span.cut_off, span.deadline) for span in spans(calendars()[name], year)}


def test_the_preset_from_the_15th_to_the_14th() -> None:
    found = of("month-14", 2026)

    assert found["2026-T11-14"] == (date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 17))
    assert found["2026-T01-14"][0] == date(2025, 12, 15)
    assert found["2026-Q1-14"][:2] == (date(2025, 12, 15), date(2026, 3, 14))
    assert found["2026-6T-14"][:2] == (date(2025, 12, 15), date(2026, 6, 14))
    assert found["2026-9T-14"][:2] == (date(2025, 12, 15), date(2026, 9, 14))
    assert found["2026-N-14"][:2] == (date(2025, 12, 15), date(2026, 12, 14))


def test_the_preset_of_calendar_months() -> None:
    found = of("calendar", 2026)

    assert found["2026-T02"][:2] == (date(2026, 2, 1), date(2026, 2, 28))
    assert found["2026-Q4"][:2] == (date(2026, 10, 1), date(2026, 12, 31))
    assert found["2026-N"][:2] == (date(2026, 1, 1), date(2026, 12, 31))
    assert len(found) == 12 + 4 + 3


def test_weeks_are_those_of_iso_8601() -> None:
    found = of("week", 2026)

    assert found["2026-W47"] == (date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23))
    assert found["2026-W01"][:2] == (date(2025, 12, 29), date(2026, 1, 4))
    assert all(since.weekday() == 0 and until.weekday() == 6 for since, until, _ in found.values())


@pytest.mark.parametrize("name", calendars())
def test_periods_of_a_kind_follow_each_other_without_gap_or_overlap(name: str) -> None:
    """Months, quarters and weeks go through; those since the beginning of the year all begin with it."""
    for kind in calendars()[name].kinds:
        found = [span for year in YEARS for span in spans(calendars()[name], year) if span.kind is kind]
        assert len({span.code for span in found}) == len(found)
        if kind in (PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS):
            continue
        for one, following in pairwise(found):
            assert following.since == one.cut_off + timedelta(1)


@pytest.mark.parametrize("name", calendars())
def test_a_period_is_compared_with_the_targets_of_the_year_it_ends_in(name: str) -> None:
    for year in YEARS:
        for span in spans(calendars()[name], year):
            assert span.cut_off.year == year
            assert span.since <= span.cut_off < span.deadline


def test_codes_of_all_calendars_can_stand_side_by_side() -> None:
    codes = [span.code for calendar in calendars().values() for span in spans(calendar, 2026)]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("day", "many", "expected"),
    [
        (date(2026, 11, 14), 2, date(2026, 11, 17)),
        (date(2026, 11, 30), 2, date(2026, 12, 2)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
    ],
)
def test_weekends_are_no_working_days(day: date, many: int, expected: date) -> None:
    assert after_working_days(day, many) == expected


def test_periods_are_called_as_papers_call_them() -> None:
    day = date(2026, 1, 1)
    assert title(PeriodKind.MONTH, date(2026, 11, 1), date(2026, 11, 30)) == (
        "Tháng 11 năm 2026 (từ 01/11/2026 đến 30/11/2026)"
    )
    assert title(PeriodKind.QUARTER, day, date(2026, 12, 14)).startswith("Quý IV năm 2026")
    assert title(PeriodKind.WEEK, date(2026, 12, 28), date(2027, 1, 3)).startswith("Tuần 53 năm 2026")
    assert title(PeriodKind.YEAR, day, date(2026, 12, 31)).startswith("Cả năm 2026")


def test_how_far_a_period_is() -> None:
    assert step(is_past=False, confirmed=0, is_approved=False, is_frozen=False) is Step.OPEN
    assert step(is_past=True, confirmed=0, is_approved=False, is_frozen=False) is Step.OPEN
    assert step(is_past=True, confirmed=3, is_approved=False, is_frozen=False) is Step.SENT
    assert step(is_past=True, confirmed=3, is_approved=True, is_frozen=False) is Step.APPROVED
    assert step(is_past=True, confirmed=0, is_approved=True, is_frozen=True) is Step.FROZEN
