"""`lms certificates export`: the same files without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from lms.certificates.bulk import actions, queries
from lms.certificates.bulk.background import make_now
from lms.certificates.bulk.models import Export, ExportPart
from lms.certificates.bulk.rules import Caps, Kind
from lms.certificates.bulk.scopes import UNITS, Scope
from lms.certificates.rules import Wanted
from lms.clock import local_date, now
from lms.db import Database, DatabaseOf
from lms.places.queries import unit_by_code
from lms.problems import Problem

_NO_CAPS = Caps(papers=10**9, rows=10**6)  # more rows no workbook holds
_OUT = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("export")
@click.option("--unit", required=True, metavar="CODE", help="A commune, a village or the province.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--out", type=_OUT, required=True, help="Several files get a number before the ending.")
@click.option("--course", default="", metavar="ADDRESS", help="One course only.")
@click.option("--since", type=_DAY, help="First day of issue.")
@click.option("--until", type=_DAY, help="Last day of issue.")
@click.option("--ended", is_flag=True, help="Revoked and replaced ones too.")
@click.pass_obj
def export(
    database_of: DatabaseOf,
    unit: str,
    kind: str,
    out: Path,
    course: str,
    since: datetime | None,
    until: datetime | None,
    *,
    ended: bool,
) -> None:
    """Write the certificates of a unit: print, zip, xlsx or pdf. It is noted in the audit record."""
    database = database_of()
    first, last = (day.date() if day else None for day in (since, until))
    made = _asked(database, unit, Kind(kind), Wanted(course=course, since=first, until=last), ended=ended)
    try:
        make_now(database, made)
        with database.reading() as db:
            parts = queries.parts(db, made.id)
            missing = queries.by_id(db, made.id).missing
        for part, path in zip(parts, _paths(out, len(parts)), strict=True):
            _write(database, part, path)
            click.echo(f"{path}\t{part.count}\t{part.sha256}")
    finally:
        with database.transaction() as db:
            actions.remove(db, made, None, now())
    if missing:
        raise click.ClickException(f"{missing} giấy không có trong tệp: vừa bị thu hồi, hoặc đang chờ ký số")


def _asked(database: Database, code: str, kind: Kind, wanted: Wanted, *, ended: bool) -> Export:
    at = now()
    with database.reading() as db:
        unit = unit_by_code(db, code, local_date(at))
    if unit is None:
        raise click.ClickException(f"không có đơn vị hành chính mã {code}")
    scope = Scope(UNITS, (unit.id,))
    try:
        with database.transaction() as db:
            return actions.ask(db, None, scope, kind, wanted, at, label=unit.name, caps=_NO_CAPS, with_ended=ended)
    except Problem:
        raise click.ClickException("không có giấy nào như vậy") from None


def _paths(out: Path, count: int) -> Sequence[Path]:
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)]


def _write(database: Database, part: ExportPart, path: Path) -> None:
    """Under its name when it is whole."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            for content in queries.content(database, part.export_id, part.number):
                file.write(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
