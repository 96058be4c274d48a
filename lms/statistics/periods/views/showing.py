"""One period as its page prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.audit.queries import last
from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.statistics import words as figures
from lms.statistics.out import faces
from lms.statistics.out.described import TABLE
from lms.statistics.out.published import queries as published
from lms.statistics.periods import queries
from lms.statistics.periods.actions import surpluses
from lms.statistics.periods.digests import digest_of, digests
from lms.statistics.periods.freezing import DIFFERS
from lms.statistics.periods.making import cells
from lms.statistics.periods.models import ReportingPeriod, UnitConfirmation
from lms.statistics.periods.queries import Frozen
from lms.statistics.periods.rules import Step, step
from lms.statistics.periods.views import words
from lms.statistics.periods.views.found import is_of_the_province, my_communes, my_units
from lms.statistics.queries.tables import report
from lms.statistics.rules import Indicator
from lms.web import page, reading
from lms.web.pages import whole

_MOST_LATE = 100
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Mine:
    """A commune of the visitor: its figures on the cut-off day, and whether they are confirmed."""

    code: str
    name: str
    lines: Sequence[figures.Line]
    sha256: str
    confirmed: UnitConfirmation | None

    @property
    def has_changed(self) -> bool:
        """Whether other figures were confirmed than those that stand there now."""
        return self.confirmed is not None and self.confirmed.sha256 != self.sha256


@dataclass(frozen=True, slots=True)
class Surplus:
    """A figure with more people who have attained than there are."""

    code: str
    name: str
    indicator: Indicator
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the communes are, for the province."""

    confirmed: int
    communes: int
    missing: Sequence[str]
    changed: Sequence[str]
    surpluses: Sequence[Surplus]


@dataclass(frozen=True, slots=True)
class Late:
    """Late changes of one unit and indicator with one cause, added up."""

    unit: str
    group: str
    causes: str
    delta: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A frozen revision with the ways to its figures and files."""

    frozen: Frozen
    figures: str
    files: Sequence[tuple[str, str]]
    not_confirmed: Sequence[str]
    """Names of the communes that had not confirmed these figures."""
    is_published: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form that was refused, so that it is not lost."""

    reason: str = ""
    why_break: str = ""
    why_withdrawn: str = ""
    note: str = ""
    unit: str = ""
    """Of which commune the note is."""


def period_page(period: ReportingPeriod, refused: str = "", typed: Typed | None = None) -> str:
    """How far it is, what the visitor can do now, and why the last thing was refused. Nothing typed is lost."""
    db, today = reading(), local_date(now())
    frozen = queries.revisions(db, period.code)
    confirmed, is_approved = queries.how_far(db).get(period.id, (0, False))
    is_past = today > period.cut_off
    far = step(is_past=is_past, confirmed=confirmed, is_approved=is_approved, is_frozen=bool(frozen))
    waits = queries.approval(db, period.id, len(frozen)) is not None
    sees_all = is_of_the_province()
    communes = my_communes(period.cut_off)
    seen = None if sees_all else places.within(my_units(), today)
    late = queries.late_changes(db, frozen[0], seen) if frozen else []
    return page(
        "statistics/period.html",
        period=period,
        name=words.name(period),
        days=words.days(period),
        state=words.state(far, confirmed, frozen[0].revision if frozen else None, is_past=is_past),
        step=far,
        is_past=is_past,
        is_being_frozen=waits,
        mine=[_mine(db, unit, period) for unit in communes] if is_past and far is not Step.FROZEN else [],
        progress=_progress(db, period) if sees_all and is_past else None,
        differs=_places_that_differ(db, period, len(frozen)) if waits else [],
        revisions=[_revision(db, one, None if sees_all else communes) for one in frozen],
        late=[_late(one) for one in late[:_MOST_LATE]],
        more_late=len(late[_MOST_LATE:]),
        sees_all=sees_all,
        refused=refused,
        typed=typed or Typed(),
    )


def _places_that_differ(db: Session, period: ReportingPeriod, revision: int) -> list[str]:
    """Where the last recount of an approved revision differed; nothing where none has."""
    approved = queries.approval(db, period.id, revision)
    told = last(db, DIFFERS, f"reporting_period:{period.id}")
    if told is None or approved is None or told.at < approved.approved_at:
        return []
    return [str(place) for place in told.details.get("places", [])][:_MOST_PLACES]


def _mine(db: Session, unit: OrgUnit, period: ReportingPeriod) -> Mine:
    found = report(db, unit, Indicator.ADULT, period.year, period.cut_off)
    return Mine(
        unit.code,
        unit.name,
        [figures.line(figures.group_name(cell.indicator), cell) for cell in found.figures],
        digest_of(db, unit, period),
        queries.confirmations(db, period.id).get(unit.id),
    )


def _progress(db: Session, period: ReportingPeriod) -> Progress:
    communes = places.communes(db, period.cut_off)
    every = list(cells(db, period.year, period.cut_off))
    confirmed = queries.confirmations(db, period.id)
    now_ = digests(every, confirmed)
    reasons = queries.reasons(db, period.id)
    return Progress(
        sum(unit.id in confirmed for unit in communes),
        len(communes),
        [unit.name for unit in communes if unit.id not in confirmed],
        [unit.name for unit in communes if unit.id in confirmed and confirmed[unit.id].sha256 != now_.get(unit.id)],
        [
            Surplus(
                unit.code,
                unit.name,
                cell.indicator,
                f"{figures.group_name(cell.indicator)}: {whole(cell.attained or 0)} / {whole(cell.population or 0)}",
                reasons[unit.id, cell.indicator].reason if (unit.id, cell.indicator) in reasons else "",
            )
            for unit, cell in surpluses(every)
        ],
    )


def _late(one: queries.Late) -> Late:
    return Late(one.unit, figures.group_name(one.indicator), words.causes(one.causes), words.signed(one.delta))


def _revision(db: Session, of: Frozen, communes: list[OrgUnit] | None) -> Revision:
    """With the files of the province, or those of the visitor's communes."""
    units = [(of.unit_code, "")] if communes is None else [(unit.code, unit.name) for unit in communes]
    names = {
        faces.REPORT: _("Report to print (PDF)"),
        faces.WORKBOOK: _("Workbook (XLSX)"),
        faces.OPEN_DOCUMENT: _("Workbook (ODS)"),
        TABLE: _("Data (CSV)"),
        faces.CUBE: _("Data (JSON-stat)"),
    }
    return Revision(
        of,
        url_for("statistics.overview", period=of.code, revision=of.revision),
        [
            (
                f"{place}: {said}" if len(units) > 1 else said,
                url_for("periods.file", code=of.code, revision=of.revision, unit=unit, name=name),
            )
            for unit, place in units
            for name, said in names.items()
        ],
        [unit.name for unit in places.communes(db, of.cut_off) if unit.code in of.not_confirmed],
        published.publication(db, of.code, of.revision) is not None,
    )
