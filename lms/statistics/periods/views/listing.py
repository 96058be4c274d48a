"""The calendar: every period of a year, how far it is, and opening another year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from lms.clock import local_date, now
from lms.statistics.periods import queries
from lms.statistics.periods.actions import open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.rules import step
from lms.statistics.periods.views import words
from lms.statistics.periods.views.blueprint import WHO, bp
from lms.statistics.periods.views.found import is_of_the_province
from lms.web import me, open_to, page, reading, redirect_to, transaction

_AHEAD = 1
_FIRST_YEAR = 2025
"""The year of the plan."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """One period in the list."""

    code: str
    name: str
    days: str
    deadline: date
    state: tuple[str, str]
    is_due: bool
    """Whether it is over and not frozen yet."""


@bp.get("/statistics/periods")
@open_to(*WHO)
def overview() -> ResponseReturnValue:
    """The periods of a year, the newest first; those that wait for somebody on top."""
    today = local_date(now())
    found = queries.periods(reading())
    years = sorted({today.year, *(one.cut_off.year for one in found)}, reverse=True)
    asked = request.args.get("year", "")
    year = _year(asked) if asked else today.year
    if asked and year not in years:
        abort(404)
    listed = [_listed(one, today) for one in _with_progress([one for one in found if one.cut_off.year == year])]
    return page(
        "statistics/periods.html",
        year=year,
        years=years,
        due=[one for one in listed if one.is_due],
        others=[one for one in listed if not one.is_due],
        calendars=calendars() if is_of_the_province() else {},
        offered=range(_FIRST_YEAR, today.year + _AHEAD + 1),
    )


@bp.post("/statistics/periods")
@open_to(*WHO)
def open_another_year() -> ResponseReturnValue:
    """Put the periods of a year into the calendar, by a preset."""
    if not is_of_the_province():
        abort(404)
    calendar = calendars().get(request.form.get("calendar", "")) or abort(404)
    year = _year(request.form.get("year", ""))
    if year not in range(_FIRST_YEAR, local_date(now()).year + _AHEAD + 1):
        abort(404)
    with transaction() as db:
        added = open_year(db, calendar, year, now(), me().person_id)
    flash(ngettext("%(num)s period was added.", "%(num)s periods were added.", added), "ok" if added else "know")
    return redirect_to("periods.overview", year=year)


def _year(typed: str) -> int:
    """The year somebody asks for; 0, which no calendar has, when it is none."""
    return int(typed) if len(typed) == _DIGITS and typed.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class _Progress:
    period: ReportingPeriod
    confirmed: int
    is_approved: bool
    revision: int | None


def _with_progress(found: list[ReportingPeriod]) -> list[_Progress]:
    far, newest = queries.how_far(reading()), {one.code: one.revision for one in queries.offered(reading())}
    return [_Progress(one, *far.get(one.id, (0, False)), newest.get(one.code)) for one in found]


def _listed(one: _Progress, today: date) -> Listed:
    is_past, is_frozen = today > one.period.cut_off, one.revision is not None
    far = step(is_past=is_past, confirmed=one.confirmed, is_approved=one.is_approved, is_frozen=is_frozen)
    return Listed(
        one.period.code,
        words.name(one.period),
        words.days(one.period),
        one.period.deadline,
        words.state(far, one.confirmed, one.revision, is_past=is_past),
        is_past and not is_frozen,
    )
