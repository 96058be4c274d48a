"""«In hàng loạt»: one file for the printer, a page for each certificate, sorted by unit and name.

It is for paper, where a hand and a seal come to it: so it is drawn from what was frozen, and waits for no signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from lms.certificates.bulk import queries
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import PER_PART, Kind, next_stop
from lms.certificates.bulk.steps import Step, goes_in, whole_file
from lms.certificates.models import Certificate
from lms.certificates.slips.actions import qr_text, slip_for
from lms.certificates.templates.queries import form_of
from lms.clock import now
from lms.db import Database

if TYPE_CHECKING:
    from lms.certificates.printing import Sheet


def next_step(database: Database, export: Export) -> Step:
    """A whole print file."""
    from lms.certificates.printing import print_file

    done = next_stop(Kind.PRINT, export.done, export.total)
    with database.reading() as db:
        asked = queries.certificates(db, export.id, export.done, done)
    wanted = [certificate for certificate in asked if goes_in(export.looked_for, certificate)]
    with TemporaryFile() as file:
        printed = print_file(_sheets(database, wanted), file, f"Giấy chứng nhận: {export.label}")
        file.seek(0)
        made = whole_file(export.done // PER_PART[Kind.PRINT] + 1, file.read(), count=printed.pages, done=done)
    return replace(made, missing=len(asked) - printed.pages, is_last=done == export.total)


def _sheets(database: Database, certificates: Iterable[Certificate]) -> Iterator[Sheet]:
    from lms.certificates.printing import Sheet

    for certificate in certificates:
        with database.reading() as db:
            form = form_of(db, certificate.facts)
            slip = slip_for(db, certificate, database.keys, now())
        yield Sheet(certificate.facts, form, qr_text(certificate.facts, slip.payload))
