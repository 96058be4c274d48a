"""The command that takes members of groups from a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.clock import now
from lms.db import Database, DatabaseOf
from lms.problems import Problem
from lms.statistics.imports.actions import Imported, Unconfirmed
from lms.statistics.imports.memberships.actions import preview, take
from lms.statistics.imports.rules import Preview, Verdict
from lms.tables.reading import BadFile
from lms.terminal import in_vietnamese

_VERDICTS = {
    Verdict.NEW: "mới",
    Verdict.CHANGED: "đổi",
    Verdict.SAME: "như cũ",
    Verdict.DOUBTFUL: "CHƯA RÕ LÀ AI",
    Verdict.WRONG: "SAI",
}


@click.command("import-memberships")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and take nothing.")
@click.option("--confirm", is_flag=True, help="Leave out the rows of which nobody can say who is meant.")
@click.pass_obj
def import_memberships_(database_of: DatabaseOf, file: Path, *, dry_run: bool, confirm: bool) -> None:
    """Take from FILE, a CSV or XLSX, who belongs to which group, counted where, from which day."""
    told(
        database_of(),
        file,
        lambda db, content, at: preview(db, content, at).preview,
        lambda db, content, at: take(db, content, file.name, at, confirmed=confirm),
        dry_run=dry_run,
    )


def told(
    database: Database,
    file: Path,
    preview_of: Callable[[Session, bytes, datetime], Preview],
    take_it: Callable[[Session, bytes, datetime], Imported],
    *,
    dry_run: bool,
) -> None:
    """Look a list of people through, or take it, and say what became of its rows."""
    try:
        if dry_run:
            with database.reading() as db:
                _tell(file, preview_of(db, file.read_bytes(), now()))
            return
        with database.transaction() as db:
            imported = take_it(db, file.read_bytes(), now())
    except BadFile as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa lấy được gì, vì:", *problem.complaints])) from None
    except Unconfirmed as doubts:
        said = [
            f"{file.name}: chưa lấy gì, vì:",
            *doubts.warnings,
            "Để lấy các dòng còn lại, chạy lại và thêm --confirm",
        ]
        raise click.ClickException("\n".join(said)) from None
    except Problem as problem:
        raise click.ClickException(f"{file.name}: chưa lấy được gì, vì: {in_vietnamese(problem)}") from None
    click.echo(f"{file.name}: {imported.new} dòng mới, {imported.changed} đổi, {imported.same} như cũ")


def _tell(file: Path, seen: Preview) -> None:
    for row in seen.rows:
        click.echo(f"dòng {row.line}: {_VERDICTS[row.verdict]}: {row.about}: {row.sentence}")
    counts = ", ".join(f"{seen.count(verdict)} {word}" for verdict, word in _VERDICTS.items())
    click.echo(f"{file.name}: chạy thử, chưa lấy gì: {counts}")
    if seen.count(Verdict.WRONG):
        raise click.exceptions.Exit(1)
