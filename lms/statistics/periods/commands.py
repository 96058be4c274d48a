"""Periods on the command line: open a year, freeze, publish."""

from __future__ import annotations

from urllib.parse import urljoin

import click

from lms.clock import now
from lms.db import Database, DatabaseOf
from lms.problems import Problem
from lms.statistics.out.published.actions import finish
from lms.statistics.out.published.actions import publish as keep
from lms.statistics.out.publishing import NotSafe
from lms.statistics.periods import queries
from lms.statistics.periods.actions import approve, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.datasets import to_be_published
from lms.statistics.periods.freezing import freeze as freeze_revision
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.periods.problems import Differs, HasSurpluses
from lms.terminal import in_vietnamese


@click.command("open-periods")
@click.argument("year", type=click.IntRange(2020, 2100))
@click.option("--calendar", "name", type=click.Choice(list(calendars())), default="calendar", show_default=True)
@click.pass_obj
def open_periods(database_of: DatabaseOf, year: int, name: str) -> None:
    """Put the periods of YEAR into the calendar. Doing it again adds what is missing."""
    with database_of().transaction() as db:
        added = open_year(db, calendars()[name], year, now())
    click.echo(f"{calendars()[name].title}, năm {year}: thêm {added} kỳ.")


@click.command("freeze")
@click.argument("code")
@click.option("--reason", default="", help="Why figures are corrected; needed from the second freezing on.")
@click.pass_obj
def freeze(database_of: DatabaseOf, code: str, reason: str) -> None:
    """Approve the period CODE and freeze it: the first time, or as a correction with its reason."""
    database = database_of()
    try:
        period, revision = _approved(database, code, reason.strip())
        freeze_revision(database, period.id, revision, now())
    except Differs as problem:
        raise click.ClickException("\n".join([in_vietnamese(problem), *problem.places])) from None
    except HasSurpluses as problem:
        raise click.ClickException(
            f"{in_vietnamese(problem)} Giải trình trên trang của kỳ: /statistics/periods/{code}"
        ) from None
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    with database.reading() as db:
        found = queries.frozen(db, code, revision)
    if found is None:
        raise click.ClickException(f"{code}: chưa chốt được")
    click.echo(f"Đã chốt {found.title}, lần {found.revision}. SHA-256: {found.sha256}")


@click.command("publish")
@click.argument("code")
@click.option("--revision", type=click.IntRange(min=0), help="Which one; else the newest.")
@click.option("--base-url", default="", help="Where people find the platform, for the QR code on the report.")
@click.pass_obj
def publish(database_of: DatabaseOf, code: str, revision: int | None, base_url: str) -> None:
    """Publish the frozen period CODE as open data, if the audit finds that nobody can be meant by it."""
    database = database_of()
    with database.reading() as db:
        found = queries.frozen(db, code, revision)
        if found is None:
            raise click.ClickException(f"{code}: kỳ này chưa chốt, hoặc không có lần đính chính đó")
        address = urljoin(base_url, f"/du-lieu?period={code}") if base_url else ""
        data = to_be_published(db, found, address)
    try:
        finished = finish(data)
        with database.transaction() as db:
            keep(db, finished, now())
    except NotSafe as problem:
        raise click.ClickException("\n".join([in_vietnamese(problem), *problem.complaints])) from None
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    click.echo(f"Đã công bố {found.title}, lần {found.revision}.")


def _approved(database: Database, code: str, reason: str) -> tuple[ReportingPeriod, int]:
    """The period and the revision to freeze; one that was approved and did not get frozen goes on."""
    with database.transaction() as db:
        period = queries.period(db, code)
        if period is None:
            raise click.ClickException(f"{code}: không có kỳ này; mở kỳ bằng lms statistics open-periods NĂM")
        waiting = len(queries.revisions(db, code))
        if queries.approval(db, period.id, waiting):
            return period, waiting
        return period, approve(db, period, reason, None, now())
