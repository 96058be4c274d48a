"""The commands that take files of numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lms.clock import now
from lms.db import DatabaseOf
from lms.statistics.imports.actions import Unconfirmed, preview, take
from lms.statistics.imports.models import What
from lms.statistics.imports.rules import Preview, Verdict
from lms.tables.reading import BadFile

_DATA = Path(__file__).parent.parent / "data"
TARGETS = _DATA / "targets-phu-tho.csv"
REQUIRED_SETS = _DATA / "required-sets.csv"
_A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_VERDICTS = {Verdict.NEW: "mới", Verdict.CHANGED: "đổi", Verdict.SAME: "như cũ", Verdict.WRONG: "SAI"}


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every import can be told."""
    command = click.option("--confirm", is_flag=True, help="Take it although it looks odd.")(command)
    return click.option("--dry-run", is_flag=True, help="Say what would become of each row, and take nothing.")(command)


@click.command("import-targets")
@click.argument("file", type=_A_FILE, default=TARGETS)
@_options
@click.pass_obj
def import_targets_(database_of: DatabaseOf, file: Path, *, dry_run: bool, confirm: bool) -> None:
    """Take targets from FILE, a CSV or XLSX (without FILE those of plan 160-KH/TU)."""
    _import(database_of, What.TARGETS, file, dry_run=dry_run, confirm=confirm)


@click.command("import-population")
@click.argument("file", type=_A_FILE)
@_options
@click.pass_obj
def import_population_(database_of: DatabaseOf, file: Path, *, dry_run: bool, confirm: bool) -> None:
    """Take populations, the denominators, from FILE, a CSV or XLSX."""
    _import(database_of, What.POPULATIONS, file, dry_run=dry_run, confirm=confirm)


@click.command("import-required-sets")
@click.argument("file", type=_A_FILE, default=REQUIRED_SETS)
@_options
@click.pass_obj
def import_required_sets_(database_of: DatabaseOf, file: Path, *, dry_run: bool, confirm: bool) -> None:
    """Take from FILE, a CSV or XLSX, which courses make whom count (without FILE the provisional rule)."""
    _import(database_of, What.REQUIRED_SETS, file, dry_run=dry_run, confirm=confirm)


def _import(database_of: DatabaseOf, what: What, file: Path, *, dry_run: bool, confirm: bool) -> None:
    if dry_run:
        with database_of().reading() as db:
            _tell(file, preview(db, what, file.read_bytes(), now()))
        return
    try:
        with database_of().transaction() as db:
            imported = take(db, what, file.read_bytes(), file.name, now(), confirmed=confirm)
    except BadFile as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa lấy được gì, vì:", *problem.complaints])) from None
    except Unconfirmed as odd:
        told = [f"{file.name}: chưa lấy gì, vì:", *odd.warnings, "Nếu vẫn đúng ý, chạy lại và thêm --confirm"]
        raise click.ClickException("\n".join(told)) from None
    click.echo(f"{file.name}: {imported.new} dòng mới, {imported.changed} đổi, {imported.same} như cũ")


def _tell(file: Path, found: Preview) -> None:
    for row in found.rows:
        click.echo(f"dòng {row.line}: {_VERDICTS[row.verdict]}: {': '.join(filter(None, (row.about, row.sentence)))}")
    for warning in found.warnings:
        click.echo(f"cần xem lại: {warning}")
    counts = ", ".join(f"{found.count(verdict)} {word}" for verdict, word in _VERDICTS.items())
    click.echo(f"{file.name}: chạy thử, chưa lấy gì: {counts}")
    if found.count(Verdict.WRONG):
        raise click.exceptions.Exit(1)
