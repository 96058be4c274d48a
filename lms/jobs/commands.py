"""The `lms jobs` commands."""

from __future__ import annotations

import signal
import sys
import threading

import click

from lms.clock import now
from lms.db import DatabaseOf
from lms.jobs import queries
from lms.jobs.actions import revive
from lms.jobs.worker import run_due, work


@click.group("jobs")
def group() -> None:
    """Work that is done in the background."""


@group.command("work")
@click.option(
    "--until-input-closes", is_flag=True, help="End when standard input does: with the process that began it."
)
@click.pass_obj
def work_(database_of: DatabaseOf, *, until_input_closes: bool) -> None:
    """Do jobs until told to stop."""
    stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stop.set())
    if until_input_closes:
        threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
    work(database_of(), stop)


def _wait_for_end_of_input(stop: threading.Event) -> None:
    sys.stdin.read()
    stop.set()


@group.command("run-due")
@click.pass_obj
def run_due_(database_of: DatabaseOf) -> None:
    """Do what is due now, then end."""
    click.echo(f"{run_due(database_of())} việc đã làm")


@group.command("dead")
@click.pass_obj
def dead(database_of: DatabaseOf) -> None:
    """List the jobs that failed eight times."""
    with database_of().reading() as db:
        for job in queries.dead(db):
            click.echo(f"{job.id}\t{job.kind}\t{job.subject}\t{job.error}")


@group.command("revive")
@click.argument("job_id", type=int)
@click.pass_obj
def revive_(database_of: DatabaseOf, job_id: int) -> None:
    """Offer a dead job again."""
    with database_of().transaction() as db:
        if not revive(db, job_id, now()):
            raise click.ClickException(f"không có việc hỏng nào mang số {job_id}")
