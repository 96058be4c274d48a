"""The command line: read arguments, call an action, print."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from lms import schema
from lms.authoring.preview.commands import preview
from lms.catalogue.commands import group as courses
from lms.certificates.commands import group as certificates
from lms.certificates.signing import chosen as signing
from lms.classroom.bundles import laptop
from lms.classroom.bundles.rules import check_clock
from lms.classroom.commands import group as classroom
from lms.classroom.commands import opened_in
from lms.clock import now
from lms.config import Settings, UnsafeSettings, keys_from, settings_from, signing_from, vneid_from, voice_from
from lms.db import Database
from lms.demonstration.start import prepare, settings_for, welcome
from lms.jobs.commands import group as jobs
from lms.learning.commands import issue_missing_ as issue_missing
from lms.people.commands import group as people
from lms.people.roles.commands import reorganise_
from lms.places.commands import group as places
from lms.problems import Problem
from lms.server import CannotServe, check_database, check_office, check_signing, serve, unreachable
from lms.statistics.commands import group as statistics
from lms.statistics.vneid import chosen as vneid
from lms.terminal import in_vietnamese


class Commands(click.Group):
    """A group that tells a database that does not answer in one sentence, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SQLAlchemyError as error:
            if ctx.obj is None or not ctx.obj.cache_info().currsize:
                raise
            raise click.ClickException(unreachable(ctx.obj(), error)) from error


@click.group(cls=Commands)
@click.option("--database", envvar="DATABASE_URL", metavar="URL", help="Where the data is; else DATABASE_URL.")
@click.pass_context
def main(ctx: click.Context, database: str | None) -> None:
    """Bình dân học vụ số: run it, feed it, look after it."""

    @cache
    def database_of() -> Database:
        if not database:
            raise click.ClickException("DATABASE_URL is missing: for example sqlite:////var/lib/lms/lms.sqlite3")
        try:
            return Database(database, keys_from(os.environ))
        except ArgumentError:
            raise click.ClickException("DATABASE_URL must begin with sqlite:/// or postgresql://") from None

    @ctx.call_on_close
    def close() -> None:
        if database_of.cache_info().currsize:
            database_of().dispose()

    ctx.obj = database_of
    if ctx.invoked_subcommand in ("jobs", "certificates"):
        _choose(lambda: signing.choose(signing_from(os.environ)))
    if ctx.invoked_subcommand in ("jobs", "statistics"):
        _choose(lambda: vneid.choose(vneid_from(os.environ)))
    ctx.default_map = {"courses": {"voices": {"make": {"voice": voice_from(os.environ)}}}}


def _choose(choose: Callable[[], None]) -> None:
    try:
        choose()
    except UnsafeSettings as problem:
        raise click.ClickException("\n".join(f"- {complaint}" for complaint in problem.complaints)) from None


@main.group("db")
def db_() -> None:
    """The schema of the database."""


@db_.command("upgrade")
@click.pass_obj
def upgrade(database_of: object) -> None:
    """Run the migrations that have not run yet."""
    schema.upgrade(database_of().engine)  # type: ignore[operator]
    click.echo(f"schema: {schema.newest()}")


@main.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes; each serves several people at once.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A class that was taken along, for the telephones in this room; nothing is read from the environment.",
)
@click.option("--address", default="", help="With --folder: the address of this machine, if it finds the wrong one.")
@click.option("--port", default=8000, show_default=True, help="With --folder: the port.")
@click.pass_context
def serve_(ctx: click.Context, bind: str, workers: int, folder: Path | None, address: str, port: int) -> None:
    """Serve in production, with settings from the environment (docs/operations.md), or a class that was taken along."""
    if folder is not None:
        _serve_class(folder, address or laptop.own_address(), port)
        return
    environment = (
        {**os.environ, "DATABASE_URL": ctx.parent.params["database"] or ""} if ctx.parent else dict(os.environ)
    )
    try:
        settings = settings_from(environment)
        _check_database(settings)
        check_signing(settings.signing)
    except (UnsafeSettings, CannotServe) as problem:
        raise click.ClickException(
            "the server does not start:\n" + "\n".join(f"- {c}" for c in problem.complaints)
        ) from None
    serve(settings, bind, workers, lambda: click.echo(f"{settings.base_url} ({bind})"))


def _serve_class(folder: Path, host: str, port: int) -> None:
    """One process is enough for a room: what sixty telephones ask was measured (docs/performance.md)."""
    found = opened_in(folder)
    if found is None:
        raise click.ClickException(f"{folder} không phải thư mục của một lớp mang theo: chạy lms classroom open trước")
    database = Database(laptop.database_url(folder))
    try:
        check_clock(found.bundle.taken_at, found.bundle.valid_until, now())
        check_database(database, production=False)
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    except CannotServe as problem:
        raise click.ClickException("\n".join(problem.complaints)) from None
    finally:
        database.dispose()
    settings = laptop.settings_of(folder, f"{host}:{port}", found.office, found.name, found.province)
    serve(settings, f"0.0.0.0:{port}", 1, lambda: click.echo(laptop.welcome(settings.base_url, found.name)))


def _check_database(settings: Settings) -> None:
    database = Database(settings.database_url, settings.keys)
    try:
        check_database(database, production=True)
        check_office(database, settings.base_url)
    finally:
        database.dispose()  # every worker process opens its own


@main.command("demo")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option(
    "--folder", default="instance", type=click.Path(file_okay=False, path_type=Path), help="Where its data lies."
)
@click.pass_context
def demo(ctx: click.Context, port: int, folder: Path) -> None:
    """Serve a demonstration on this machine, with invented people."""
    given = ctx.parent.params["database"] if ctx.parent else None
    settings = settings_for(folder, port, given)
    database = Database(settings.database_url, settings.keys)
    prepare(database, settings.base_url)
    database.dispose()
    serve(settings, f"127.0.0.1:{port}", 1, lambda: click.echo(welcome(settings.base_url)))


certificates.add_command(issue_missing)
courses.add_command(preview)
places.add_command(reorganise_)
for command in (courses, places, people, classroom, certificates, statistics, jobs):
    main.add_command(command)
