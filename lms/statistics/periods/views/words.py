"""Periods in the visitor's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.statistics.counting.rules import Cause
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.rules import PeriodKind, Step
from lms.web.pages import day, whole


def name(period: ReportingPeriod) -> str:
    """For example «Month 11/2026»."""
    until = period.cut_off
    if period.kind == PeriodKind.WEEK:
        iso = until.isocalendar()
        return _("Week %(number)s of %(year)s", number=iso.week, year=iso.year)
    return {
        PeriodKind.MONTH: _("Month %(month)s/%(year)s", month=until.month, year=until.year),
        PeriodKind.QUARTER: _("Quarter %(number)s/%(year)s", number=until.month // 3, year=until.year),
        PeriodKind.HALF_YEAR: _("First 6 months of %(year)s", year=until.year),
        PeriodKind.NINE_MONTHS: _("First 9 months of %(year)s", year=until.year),
        PeriodKind.YEAR: _("Whole year %(year)s", year=until.year),
    }[PeriodKind(period.kind)]


def days(period: ReportingPeriod) -> str:
    """From when to when."""
    return _("from %(since)s to the end of %(until)s", since=day(period.since), until=day(period.cut_off))


def state(step: Step, confirmed: int, revision: int | None, *, is_past: bool) -> tuple[str, str]:
    """The kind and the word of a state."""
    if revision:
        return "ok", _("Frozen, correction %(number)s", number=revision)
    if not is_past:
        return "non", _("Not over yet")
    return {
        Step.OPEN: ("mind", _("Waits for the communes")),
        Step.SENT: (
            "go",
            ngettext(
                "%(number)s commune has confirmed", "%(number)s communes have confirmed", confirmed, number=confirmed
            ),
        ),
        Step.APPROVED: ("go", _("Approved, being frozen")),
        Step.FROZEN: ("ok", _("Frozen")),
    }[step]


def causes(words: str) -> str:
    """What made a frozen day look different."""
    meanings = {
        Cause.ISSUED: _("certificate issued late"),
        Cause.CERTIFICATE: _("certificate void, ended or valid again"),
        Cause.MOVE: _("place of living corrected"),
        Cause.GROUP: _("group corrected"),
        Cause.PERSON: _("death, departure or year of birth entered late"),
        Cause.MERGE: _("two entries found to be one person, or not to be"),
        Cause.CONFIRMATION: _("confirmation on VNeID entered late"),
        Cause.RULE: _("rule of who counts changed"),
    }
    return "; ".join(meanings[Cause(word)] for word in words.split())


def signed(number: int) -> str:
    """«+3», «−2»."""
    return f"+{whole(number)}" if number > 0 else f"−{whole(-number)}"
