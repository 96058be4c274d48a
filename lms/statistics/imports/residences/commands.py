"""The command that takes from a list where people live."""

from __future__ import annotations

from pathlib import Path

import click

from lms.db import DatabaseOf
from lms.statistics.imports.memberships.commands import told
from lms.statistics.imports.residences.actions import preview, take


@click.command("import-residences")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and take nothing.")
@click.option("--confirm", is_flag=True, help="Leave out the rows of which nobody can say who is meant.")
@click.pass_obj
def import_residences_(database_of: DatabaseOf, file: Path, *, dry_run: bool, confirm: bool) -> None:
    """Take from FILE, a CSV or XLSX, who lives in which unit from which day on."""
    told(
        database_of(),
        file,
        lambda db, content, now: preview(db, content, now).preview,
        lambda db, content, now: take(db, content, file.name, now, confirmed=confirm),
        dry_run=dry_run,
    )
