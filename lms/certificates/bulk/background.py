"""Makes what was asked for, step by step. A worker may be killed at any moment: the step begins anew, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from lms.certificates.bulk import actions, print_file, queries, receipts, sheet, single_files
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import Kind, State
from lms.certificates.bulk.steps import Step, whole_file
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.worker import Effect, every_hour, handler


@handler(actions.MAKE)
def make(database: Database, public_id: str) -> Effect | None:
    """Do the next step of an export, while it is still wanted and still in the charge of whoever asked."""
    with database.reading() as db:
        export = queries.by_public_id(db, public_id)
        if export is None or export.state != State.MAKING:
            return None
        if not queries.is_theirs(db, export, local_date(now())):
            return lambda db: actions.stop(db, export, now())
    step = _STEPS[Kind(export.kind)](database, export)

    def keep(db: Session) -> None:
        if actions.keep(db, export, step, now()) and not step.is_last:
            actions.begin(db, export, now())

    return keep


def make_now(database: Database, export: Export) -> None:
    """Do all steps at once, for the command line."""
    while (effect := make(database, export.public_id)) is not None:
        with database.transaction() as db:
            effect(db)


@every_hour
def sweep(database: Database) -> None:
    """Take away what is over."""
    with database.transaction() as db:
        actions.sweep(db, now())


def _sheet(database: Database, export: Export) -> Step:
    with database.reading() as db:
        certificates = queries.all_certificates(db, export.id, export.total)
        content = sheet.workbook(certificates, export.label, export.asked_at)
    return replace(whole_file(1, content, count=export.total, done=export.total), is_last=True)


_STEPS: dict[Kind, Callable[[Database, Export], Step]] = {
    Kind.PRINT: print_file.next_step,
    Kind.ZIP: single_files.next_step,
    Kind.XLSX: _sheet,
    Kind.PDF: receipts.next_step,
}
