"""Serves the application: gunicorn in this process, the worker for background jobs in another beside it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import SQLAlchemyError

from lms import schema
from lms.app import create_app
from lms.certificates.keys.queries import complaints as key_complaints
from lms.certificates.queries import setup_complaints
from lms.certificates.signing.problems import CannotSign
from lms.config import Settings
from lms.config_signing import Signing
from lms.db import Database
from lms.people.queries import has_demonstration_people

THREADS = 8


class CannotServe(Exception):
    """Why the server does not start, one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


def check_database(database: Database, *, production: bool) -> None:
    """See that the database answers, has today's schema and, in production, no invented people.

    Raises :class:`CannotServe` with what is wrong and what to do.
    """
    try:
        present = schema.present(database.engine)
    except SQLAlchemyError as error:
        raise CannotServe([unreachable(database, error)]) from None
    if present != schema.newest():
        raise CannotServe(
            [
                f"the database is at {present or 'no migration'}, this program needs {schema.newest()}: run lms db upgrade"
            ]
        )
    if production:
        with database.reading() as db:
            if has_demonstration_people(db):
                raise CannotServe(
                    ["the database holds demonstration accounts, whose passwords everybody knows: use another database"]
                )


def check_office(database: Database, base_url: str) -> None:
    """See that somebody issues certificates, that their papers lead to this server, and that they can be signed.

    Raises :class:`CannotServe`: it is said here, not to the first learner who completes a course.
    """
    with database.reading() as db:
        complaints = [*setup_complaints(db, base_url), *key_complaints(db, database.keys)]
    if complaints:
        raise CannotServe(complaints)


def check_signing(signing: Signing) -> None:
    """See that certificates can be signed, as far as files on this machine tell. Raises :class:`CannotServe`."""
    if not signing.is_on:
        return
    from lms.certificates.signing.office import rehearse  # pyHanko is slow to load, and pages do without

    try:
        rehearse(signing)
    except CannotSign as problem:
        raise CannotServe([f"certificates cannot be signed: {problem}"]) from None


def unreachable(database: Database, error: Exception) -> str:
    """A sentence for a database that does not answer, without its password."""
    reason = str(getattr(error, "orig", error)).strip().splitlines()
    address = database.engine.url.render_as_string(hide_password=True)
    return f"the database {address} does not answer ({reason[0] if reason else 'no reason given'}): check DATABASE_URL and that it runs"


WORKER = ("jobs", "work", "--until-input-closes")
"""The command of the process for background jobs beside a server."""


@contextmanager
def job_worker(settings: Settings) -> Iterator[None]:
    """A process for background jobs that ends when this one does, even if this one is killed: its input closes."""
    worker = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "lms", *WORKER],
        stdin=subprocess.PIPE,
        env={**os.environ, **told_worker(settings)},  # everybody may read a process's arguments
    )
    try:
        yield
    finally:
        if worker.stdin:
            worker.stdin.close()
        worker.wait()


def told_worker(settings: Settings) -> dict[str, str]:
    """What the worker must know."""
    keys = {"LMS_KEYS": str(settings.keys.absolute())} if settings.keys else {}
    chosen = {"LMS_SIGN": settings.signing.way, "LMS_VNEID_URL": settings.vneid.url}  # a demonstration has neither
    return {"DATABASE_URL": settings.database_url, **chosen, **keys}


def serve(
    settings: Settings,
    bind: str,
    workers: int,
    say_ready: Callable[[], None],
    beside: Callable[[Settings], AbstractContextManager[None]] = job_worker,
) -> None:
    """Serve until told to stop; ``say_ready`` is called when the address answers. ``beside`` does the jobs meanwhile."""
    with beside(settings):
        Gunicorn(lambda: create_app(settings), bind, workers, say_ready).run()


def keep_for_good() -> None:
    """What is there stays as long as the process: looking it through for garbage would hold up a page now and then."""
    gc.collect()
    gc.freeze()


class Gunicorn(BaseApplication):
    """gunicorn with our options; each worker process makes the application anew, with a database of its own."""

    def __init__(self, make_app: Callable[[], Flask], bind: str, workers: int, say_ready: Callable[[], None]) -> None:
        self._make_app = make_app
        self._options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": 30,
            "keepalive": 15,
            "loglevel": "warning",
            "when_ready": lambda _server: say_ready(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        app = self._make_app()
        keep_for_good()
        return app
