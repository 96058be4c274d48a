"""`python -m tests.bench.province URL [--share 0.1]`: fill an empty database, to look at it or to measure on it."""

from __future__ import annotations

import click

from lms.db import Database
from tests.bench.province.building import build
from tests.bench.province.size import Size


@click.command()
@click.argument("url")
@click.option("--share", default=1.0, show_default=True, help="A part of the people; places stay all.")
def _main(url: str, share: float) -> None:
    database = Database(url)
    build(database, Size.share(share), click.echo)
    database.dispose()


if __name__ == "__main__":
    _main()
