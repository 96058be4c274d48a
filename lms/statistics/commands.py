"""The `lms statistics` commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.clock import now
from lms.db import DatabaseOf
from lms.statistics.actions import Imported, import_populations, import_required_sets, import_targets
from lms.statistics.files import BadFile
from lms.statistics.out.commands import export
from lms.statistics.vneid.commands import group as vneid

_DATA = Path(__file__).parent / "data"
TARGETS = _DATA / "targets-phu-tho.csv"
REQUIRED_SETS = _DATA / "required-sets.csv"
_A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("statistics")
def group() -> None:
    """Targets, populations and what has been attained."""


group.add_command(export)
group.add_command(vneid)


@group.command("import-targets")
@click.argument("file", type=_A_FILE, default=TARGETS)
@click.pass_obj
def import_targets_(database_of: DatabaseOf, file: Path) -> None:
    """Take targets from FILE (without FILE those of plan 160-KH/TU)."""
    _take(database_of, file, import_targets)


@group.command("import-populations")
@click.argument("file", type=_A_FILE)
@click.pass_obj
def import_populations_(database_of: DatabaseOf, file: Path) -> None:
    """Take populations, the denominators, from FILE."""
    _take(database_of, file, import_populations)


@group.command("import-required-sets")
@click.argument("file", type=_A_FILE, default=REQUIRED_SETS)
@click.pass_obj
def import_required_sets_(database_of: DatabaseOf, file: Path) -> None:
    """Take from FILE which courses make whom count (without FILE the provisional rule)."""
    _take(database_of, file, import_required_sets)


def _take(database_of: DatabaseOf, file: Path, act: Callable[[Session, Path, datetime], Imported]) -> None:
    try:
        with database_of().transaction() as db:
            imported = act(db, file, now())
    except BadFile as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa lấy được gì, vì:", *problem.complaints])) from None
    click.echo(f"{file.name}: {imported.new} dòng mới, {imported.changed} đổi, {imported.same} như cũ")
