"""What of a frozen week may be told of the whole province: cells coded, and the audit of the finished files."""

from __future__ import annotations

from lms.db import Database
from lms.statistics.out.audit import audit_csv, audit_jsonstat
from lms.statistics.out.jsonstat import as_jsonstat
from lms.statistics.out.publishing import suppressed
from lms.statistics.out.tidy import as_csv
from lms.statistics.periods import queries
from lms.statistics.periods.datasets import to_be_published
from tests.bench.province.measuring.told import tell, timed


def measure(where: str, database: Database) -> None:
    """Tell how many cells are coded, and that nobody can work out what fewer than five of them hold."""
    with timed() as read, database.reading() as db:
        data = to_be_published(db, queries.offered(db)[0])
    with timed() as coded:
        told = suppressed(data)
    table, cube = as_csv(told), as_jsonstat(told)
    with timed() as audited:
        found = audit_csv(table) + audit_jsonstat(cube)
    assert found == [], found[:5]
    hidden = sum(row.is_coded for row in told.rows)
    tell("a frozen week read for publication", where, read, "s", more=f"{len(told.rows):,} cells")
    tell("its cells coded", where, coded, "s", more=f"{hidden:,} kept back")
    tell("its finished files audited", where, audited, "s", more="0 with fewer than five values")
