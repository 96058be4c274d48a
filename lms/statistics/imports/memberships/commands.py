"""The command that takes members of groups from a file."""

from __future__ import annotations

from pathlib import Path

import click

from lms.clock import now
from lms.db import DatabaseOf
from lms.statistics.imports.actions import Unconfirmed
from lms.statistics.imports.memberships.actions import preview, take
from lms.statistics.imports.reading import BadFile
from lms.statistics.imports.rules import Preview, Verdict

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
    try:
        if dry_run:
            with database_of().reading() as db:
                _tell(file, preview(db, file.read_bytes(), now()).preview)
            return
        with database_of().transaction() as db:
            imported = take(db, file.read_bytes(), file.name, now(), confirmed=confirm)
    except BadFile as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa lấy được gì, vì:", *problem.complaints])) from None
    except Unconfirmed as doubts:
        told = [
            f"{file.name}: chưa lấy gì, vì:",
            *doubts.warnings,
            "Để lấy các dòng còn lại, chạy lại và thêm --confirm",
        ]
        raise click.ClickException("\n".join(told)) from None
    click.echo(f"{file.name}: {imported.new} dòng mới, {imported.changed} đổi, {imported.same} như cũ")


def _tell(file: Path, seen: Preview) -> None:
    for row in seen.rows:
        click.echo(f"dòng {row.line}: {_VERDICTS[row.verdict]}: {row.about}: {row.sentence}")
    counts = ", ".join(f"{seen.count(verdict)} {word}" for verdict, word in _VERDICTS.items())
    click.echo(f"{file.name}: chạy thử, chưa lấy gì: {counts}")
    if seen.count(Verdict.WRONG):
        raise click.exceptions.Exit(1)
