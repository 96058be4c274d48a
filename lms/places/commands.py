"""The `lms places` commands."""

from __future__ import annotations

from pathlib import Path

import click

from lms.clock import now
from lms.db import DatabaseOf
from lms.places.actions import import_places
from lms.places.rules import BadPlaces

PHU_THO = Path(__file__).parent / "data" / "phu-tho.csv"


@click.group("places")
def group() -> None:
    """Province, communes and wards, villages."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=PHU_THO)
@click.pass_obj
def import_(database_of: DatabaseOf, file: Path) -> None:
    """Take the units of FILE (a CSV; without FILE the 148 communes and wards of Phú Thọ)."""
    try:
        with database_of().transaction() as db:
            imported = import_places(db, file, now())
    except BadPlaces as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa lấy được gì, vì:", *problem.complaints])) from None
    click.echo(f"{file.name}: {imported.new} đơn vị mới, {imported.changed} đổi, {imported.same} như cũ")
