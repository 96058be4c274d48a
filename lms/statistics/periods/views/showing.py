"""One period as its page prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

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
from lms.statistics.periods.making import cells
from lms.statistics.periods.models import ReportingPeriod, UnitConfirmation
from lms.statistics.periods.queries import Frozen
from lms.statistics.periods.rules import Step, step
from lms.statistics.periods.views import words
from lms.statistics.periods.views.found import is_of_the_province, my_communes
from lms.statistics.queries.tables import report
from lms.statistics.rules import Indicator
from lms.web import page, reading
from lms.web.pages import whole

_MOST_LATE = 100


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
    is_published: bool


def period_page(period: ReportingPeriod, refused: str = "", reason: str = "", note: str = "") -> str:
    """How far it is, what the visitor can do now, and why the last thing was refused. Nothing typed is lost."""
    db, today = reading(), local_date(now())
    frozen = queries.revisions(db, period.code)
    confirmed, is_approved = queries.how_far(db).get(period.id, (0, False))
    is_past = today > period.cut_off
    far = step(is_past=is_past, confirmed=confirmed, is_approved=is_approved, is_frozen=bool(frozen))
    waits = queries.approval(db, period.id, len(frozen)) is not None
    sees_all = is_of_the_province()
    communes = my_communes()
    seen = None if sees_all else {unit.id for unit in communes}
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
        revisions=[_revision(db, one, seen) for one in frozen],
        late=_late(db, frozen[0], seen) if frozen else [],
        sees_all=sees_all,
        refused=refused,
        reason=reason,
        note=note,
    )


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


def _late(db: Session, of: Frozen, seen: set[int] | None) -> list[Late]:
    """Added up by unit, indicator and cause, the largest first; an official sees those of their own units."""
    scope = None if seen is None else set(db.scalars(places.within(seen, of.cut_off)))
    found: Counter[tuple[int, Indicator, str]] = Counter()
    for row in queries.late_changes(db, of):
        if scope is None or row.org_unit_id in scope:
            found[row.org_unit_id, Indicator(row.indicator), row.causes] += row.delta
    largest = sorted(((at, delta) for at, delta in found.items() if delta), key=lambda one: (-abs(one[1]), one[0]))
    return [
        Late(
            _name(db, unit_id, of.cut_off),
            figures.group_name(indicator),
            words.causes(causes),
            words.signed(delta),
        )
        for (unit_id, indicator, causes), delta in largest[:_MOST_LATE]
    ]


def _name(db: Session, unit_id: int, on: date) -> str:
    path = places.path(db, unit_id, on)
    return ", ".join(unit.name for unit in reversed(path[1:])) or path[0].name


def _revision(db: Session, of: Frozen, seen: set[int] | None) -> Revision:
    units = [of.unit_code] if seen is None else [unit.code for unit in my_communes()]
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
            (said, url_for("periods.file", code=of.code, revision=of.revision, unit=unit, name=name))
            for unit in units[:1]
            for name, said in names.items()
        ],
        published.publication(db, of.code, of.revision) is not None,
    )
