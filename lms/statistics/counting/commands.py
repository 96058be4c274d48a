"""Comparing the counters with the facts, and counting anew, on the command line."""

from __future__ import annotations

from datetime import datetime

import click

from lms.clock import local_date, now
from lms.db import Database, DatabaseOf
from lms.jobs.worker import run_due
from lms.statistics.counting.actions import RECOUNT, ask_for_recount, rebuild
from lms.statistics.counting.queries import is_recounting
from lms.statistics.counting.verifying import differences, wrong_days
from lms.statistics.periods.freezing import tampered


@click.command("verify")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), multiple=True, help="Of this day; today if none is said.")
@click.pass_obj
def verify(database_of: DatabaseOf, on: tuple[datetime, ...]) -> None:
    """Compare the counters with a recount from the facts. Reads every certificate; mends nothing."""
    days = [one.date() for one in on] or [local_date(now())]
    with database_of().reading() as db:
        found, of_province, changed = list(differences(db, days)), wrong_days(db), tampered(db)
    for one in found:
        click.echo(f"{one.on} {one.indicator} {one.unit_code}: đang đếm {one.counted}, đếm lại được {one.recounted}")
    for indicator, day in of_province:
        click.echo(f"{day} {indicator}: diễn biến của tỉnh không bằng tổng diễn biến của các đơn vị")
    for period in changed:
        click.echo(f"{period}: số liệu đã chốt không còn đúng mã kiểm SHA-256 lúc chốt")
    if changed:
        raise click.ClickException("số liệu đã chốt bị sửa trong cơ sở dữ liệu; khôi phục từ bản sao lưu")
    if found or of_province:
        raise click.ClickException(
            f"{len(found) + len(of_province)} chỗ khác nhau; nếu dữ liệu gốc đúng, chạy lms statistics rebuild"
        )
    click.echo("Số đang đếm khớp với số đếm lại từ dữ liệu gốc.")


@click.command("recount")
@click.pass_obj
def recount(database_of: DatabaseOf) -> None:
    """Count everybody anew from the facts, a batch after the other; figures stay readable."""
    with database_of().transaction() as db:
        ask_for_recount(db, now())
    _work_on(database_of())


@click.command("rebuild")
@click.pass_obj
def rebuild_(database_of: DatabaseOf) -> None:
    """Throw away what was counted and count everybody anew; figures are too low until it ends."""
    with database_of().transaction() as db:
        rebuild(db)
        ask_for_recount(db, now())
    _work_on(database_of())


def _work_on(database: Database) -> None:
    """Do the jobs of the recount here; where a worker has them, or this is killed, workers go on."""
    run_due(database, RECOUNT)
    with database.reading() as db:
        is_left = is_recounting(db)
    click.echo("Tiến trình nền đang đếm tiếp; trang số liệu báo cho đến khi xong." if is_left else "Đã đếm lại xong.")
