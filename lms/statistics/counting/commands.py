"""Comparing the counters with the facts, and counting anew, on the command line."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy import select

from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.statistics.counting.actions import BATCH, begin_recount, go_on, rebuild
from lms.statistics.counting.models import Recount
from lms.statistics.counting.verifying import differences


@click.command("verify")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), multiple=True, help="Of this day; today if none is said.")
@click.pass_obj
def verify(database_of: DatabaseOf, on: tuple[datetime, ...]) -> None:
    """Compare the counters with a recount from the facts. Reads every certificate; mends nothing."""
    days = [one.date() for one in on] or [local_date(now())]
    with database_of().reading() as db:
        found = list(differences(db, days))
    for one in found:
        click.echo(f"{one.on} {one.indicator} {one.unit_code}: đang đếm {one.counted}, đếm lại được {one.recounted}")
    if found:
        raise click.ClickException(f"{len(found)} chỗ khác nhau; nếu dữ liệu gốc đúng, chạy lms statistics rebuild")
    click.echo("Số đang đếm khớp với số đếm lại từ dữ liệu gốc.")


@click.command("recount")
@click.pass_obj
def recount(database_of: DatabaseOf) -> None:
    """Count everybody anew from the facts, a batch after the other; figures stay readable."""
    with database_of().transaction() as db:
        begin_recount(db, now())
    _go_on(database_of)


@click.command("rebuild")
@click.pass_obj
def rebuild_(database_of: DatabaseOf) -> None:
    """Throw away what was counted and count everybody anew; figures are too low until it ends."""
    with database_of().transaction() as db:
        rebuild(db)
        begin_recount(db, now())
    _go_on(database_of)


def _go_on(database_of: DatabaseOf) -> None:
    """Count to the end of the recount that was begun; a killed one is taken up where it was by the next."""
    database, is_left = database_of(), True
    while is_left:
        with database.transaction() as db:
            asked = db.scalar(select(Recount))
            is_left = asked is not None and go_on(db, asked, BATCH)
    click.echo("Đã đếm lại xong.")
