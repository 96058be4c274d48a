"""The register as a PDF with a column to sign for receipt: laid out 250 rows at a time, bound together at the end.

A long table costs the press memory for every row; so it gets no more of them at once, however many there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from lms.certificates.bulk import queries
from lms.certificates.bulk.binding import bound
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import PER_STEP, Kind, next_stop
from lms.certificates.bulk.steps import Step, Whole, in_pieces, whole_file
from lms.certificates.export import STATUS
from lms.certificates.models import Certificate
from lms.clock import local
from lms.db import Database


def next_step(database: Database, export: Export) -> Step:
    """The next 250 rows as a draft; when all are there, the drafts bound into the one file."""
    if export.done and export.done == export.total:
        return _bind(database, export)
    done = next_stop(Kind.PDF, export.done, export.total)
    with database.reading() as db:
        certificates = queries.certificates(db, export.id, export.done, done)
        pages_before = queries.pages_of_drafts(db, export.id)
    content, pages = _laid_out(export, certificates, pages_before)
    if export.total <= PER_STEP[Kind.PDF]:
        return replace(whole_file(1, content, count=export.total, done=done), is_last=True)
    number = -(export.done // PER_STEP[Kind.PDF]) - 1
    return Step(number, 0, list(in_pieces([content])), done, Whole(pages, hashlib.sha256(content).hexdigest()))


def _bind(database: Database, export: Export) -> Step:
    with database.reading() as db:
        numbers = queries.drafts(db, export.id)
    drafts = (b"".join(queries.content(database, export.id, number)) for number in numbers)
    content = bound(drafts)
    made = whole_file(1, content, count=export.total, done=export.total)
    return replace(made, is_last=True, drops_drafts=True)


def _laid_out(export: Export, certificates: Sequence[Certificate], pages_before: int) -> tuple[bytes, int]:
    from lms.press import printed

    asked = local(export.asked_at)
    html = _form().render(
        label=export.label,
        created=export.asked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        made_on=asked.strftime("%d/%m/%Y %H:%M"),
        first=export.done + 1,
        total=export.total,
        pages_before=pages_before,
        rows=[(certificate, certificate.facts) for certificate in certificates],
        states=STATUS,
        is_end=export.done + len(certificates) == export.total,
    )
    return printed(html, hashlib.sha256(f"{export.public_id} {export.done}".encode()).digest()[:16])


@cache
def _form() -> Template:
    folder = FileSystemLoader(Path(__file__).parents[1] / "data")
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "book.html"
    )
