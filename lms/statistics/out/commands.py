"""`lms statistics export`: the faces of a unit's figures as files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.places import queries as places
from lms.statistics.out.faces import FACES
from lms.statistics.out.filling import dataset, province_to_village, with_trend
from lms.statistics.out.publishing import NotSafe, public
from lms.statistics.out.rows import Dataset
from lms.statistics.out.writing import write
from lms.statistics.periods import datasets, queries
from lms.statistics.rules import Indicator


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--unit", "code", metavar="CODE", help="Code of the unit; else the province.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day, written 2026-11-22; else today.")
@click.option("--period", help="Of a frozen period, for example 2026-T11, in the place of a day.")
@click.option("--revision", type=click.IntRange(min=0), help="Which revision of it; else the newest.")
@click.option("--face", "names", multiple=True, type=click.Choice(list(FACES)), help="Only this file; may be repeated.")
@click.option(
    "--indicator", type=click.Choice([*Indicator]), default=Indicator.ADULT, help="Of the units of the report."
)
@click.option(
    "--public", "is_public", is_flag=True, help="As the public is told it, villages too, if the audit agrees."
)
@click.pass_obj
def export(
    database_of: DatabaseOf,
    folder: Path,
    code: str | None,
    on: datetime | None,
    period: str | None,
    revision: int | None,
    names: tuple[str, ...],
    indicator: str,
    *,
    is_public: bool,
) -> None:
    """Write the figures of a unit into FOLDER: PDF, XLSX, ODS, CSV with its descriptions, JSON-stat."""
    if is_public and code:
        raise click.UsageError("--public is for the province; leave --unit out")
    if period and on:
        raise click.UsageError("a period has its own day; leave --on out")
    the_day = on.date() if on else local_date(now())
    with database_of().reading() as db:
        if period:
            data = _frozen(db, period, revision, code, is_public=is_public)
        else:
            data = _found(db, code, the_day, Indicator(indicator), is_public=is_public)
    try:
        told = public(data) if is_public else data
    except NotSafe as problem:
        raise click.ClickException("\n".join(["không công bố, vì suy ra được:", *problem.complaints])) from None
    for path in write(told, folder, names or FACES, Indicator(indicator)):
        click.echo(f"{path}: {path.stat().st_size:,} byte".replace(",", "."))


def _found(db: Session, code: str | None, on: date, indicator: Indicator, *, is_public: bool) -> Dataset:
    if is_public:
        found = province_to_village(db, on.year, on)
    else:
        unit = places.unit_by_code(db, code, on) if code else places.province(db, on)
        found = with_trend(db, dataset(db, unit, on.year, on), unit, indicator) if unit else None
    if found is None:
        raise click.ClickException(f"{code or 'tỉnh'}: không có đơn vị này ngày {on:%d/%m/%Y}")
    return found


def _frozen(db: Session, period: str, revision: int | None, code: str | None, *, is_public: bool) -> Dataset:
    of = queries.frozen(db, period, revision)
    if of is None:
        raise click.ClickException(f"{period}: kỳ này chưa chốt, hoặc không có lần đính chính đó")
    found = datasets.to_be_published(db, of) if is_public else datasets.dataset(db, of, code or of.unit_code)
    if found is None:
        raise click.ClickException(f"{code}: kỳ {period} không có đơn vị này")
    return found
