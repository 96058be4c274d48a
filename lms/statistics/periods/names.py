"""What periods are called on papers, which speak Vietnamese whatever language the visitor reads the pages in."""

from __future__ import annotations

from datetime import date

from lms.statistics.periods.rules import PeriodKind

_QUARTERS = ("I", "II", "III", "IV")


def title(kind: PeriodKind, since: date, cut_off: date) -> str:
    """For example «Tháng 11 năm 2026 (từ 01/11/2026 đến 30/11/2026)»."""
    return f"{_name(kind, cut_off)} (từ {since:%d/%m/%Y} đến {cut_off:%d/%m/%Y})"


def _name(kind: PeriodKind, cut_off: date) -> str:
    year = cut_off.year
    if kind is PeriodKind.WEEK:
        week = cut_off.isocalendar()
        return f"Tuần {week.week} năm {week.year}"
    return {
        PeriodKind.MONTH: f"Tháng {cut_off.month} năm {year}",
        PeriodKind.QUARTER: f"Quý {_QUARTERS[cut_off.month // 3 - 1]} năm {year}",
        PeriodKind.HALF_YEAR: f"6 tháng đầu năm {year}",
        PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {year}",
        PeriodKind.YEAR: f"Cả năm {year}",
    }[kind]
