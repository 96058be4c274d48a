"""How many came in lately, in every unit of a table."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.statistics.counting.queries import counts_below
from lms.statistics.league.rules import WEEKS
from lms.statistics.queries.attained import NOBODY
from lms.statistics.queries.tables import Report


def gains(db: Session, found: Report, of: OrgUnit, below: Collection[OrgUnit], drawn_on: date) -> dict[str, int]:
    """How many more have attained in the units below one than four weeks before, by the code of the unit."""
    indicator = found.indicator
    before = counts_below(db, [indicator], of, found.on - timedelta(weeks=WEEKS), drawn_on)
    then = {unit.code: before.get((indicator, unit.id), NOBODY).people for unit in below}
    return {row.code: (row.cell.attained or 0) - then[row.code] for row in found.rows if row.code in then}
