"""`lms certificates archive`: a year to be kept outside of this platform."""

from __future__ import annotations

from pathlib import Path

import click

from lms.certificates.archive import making, queries
from lms.certificates.archive.actions import record_archive
from lms.certificates.archive.writing import written
from lms.clock import now
from lms.db import DatabaseOf

_OUT = click.Path(path_type=Path)


@click.command("archive")
@click.option("--year", type=click.IntRange(2000, 2100), required=True)
@click.option("--out", type=_OUT, required=True, help="A folder, or a ZIP if it ends so; nothing may be there yet.")
@click.option("--papers", is_flag=True, help="The PDF files and badges too, not only their fingerprints.")
@click.pass_obj
def archive(database_of: DatabaseOf, year: int, out: Path, *, papers: bool) -> None:
    """Write all that is needed to verify the certificates of a year without this platform."""
    database = database_of()
    with database.reading() as db:
        count = queries.count(db, year)
    try:
        with written(out) as begun:
            making.fill(database, begun, year, now(), with_papers=papers)
    except FileExistsError:
        raise click.ClickException(f"{out}: đã có; hãy chọn tên khác") from None
    with database.transaction() as db:
        record_archive(db, year, count, now(), with_papers=papers)
    click.echo(f"{out}: {count} giấy chứng nhận năm {year}. Đọc README.md ở trong; cất như cất sổ gốc.")
