"""The real server in processes of its own, to be used, measured and killed; and a phone that talks to it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlencode

from lms.__main__ import main
from lms.clock import now
from lms.config import Settings
from lms.db import Database
from lms.server import WORKER, serve, told_worker
from lms.web.models import WebSession
from tests.builders import Somebody

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"
_nursery = get_context("forkserver")
"""Where servers come from: a process that has imported the program once, which takes longer than to serve a page."""
_nursery.set_forkserver_preload(["tests.serving", "lms.press"])
Beside = Callable[[Settings], AbstractContextManager[None]]
"""Does the jobs of a server."""
_TOKEN = re.compile(r'name="csrf_token"\s+value="([^"]+)"')


def settings(database_url: str, port: int) -> Settings:
    """Settings of a server for tests that people reach over plain HTTP on this machine."""
    return Settings(
        database_url=database_url,
        secret_key=SECRET,
        base_url=f"http://127.0.0.1:{port}",
        production=False,
        province="Tỉnh Phú Thọ",
        help_phone="1800 0000",
        office="Sở Khoa học và Công nghệ tỉnh Phú Thọ",
        requests_per_minute=1_000_000,
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def forked_worker(of: Settings) -> Iterator[None]:
    """The command that stands beside every server, in a process that need not import the program again."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(writing)
        os.environ.update(told_worker(of))
        sys.stdin = os.fdopen(reading)
        sys.argv = ["lms", *WORKER]
        main()  # which ends this process
    os.close(reading)
    try:
        yield
    finally:
        os.close(writing)
        os.waitpid(child, 0)


class Server:
    """A running server: start it, kill it, start it again on the same data."""

    def __init__(self, database_url: str, log: Path, workers: int = 1, beside: Beside = forked_worker) -> None:
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._database_url = database_url
        self._log = log
        self._workers = workers
        self._beside = beside
        self._process: ForkServerProcess | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start the program and wait until it says that it listens."""
        ours, theirs = _nursery.Pipe(duplex=False)
        told = {**os.environ, "DATABASE_URL": self._database_url}
        given = self.port, self._workers, told, self._log, theirs, self._beside
        self._process = _nursery.Process(target=_serve, args=given)
        self._process.start()
        theirs.close()
        self._line = ours
        try:
            self._line.recv()
        except EOFError:
            raise AssertionError(f"the server did not start:\n{self.complaints}") from None

    def kill(self) -> None:
        """Kill every process of the server at once (SIGKILL): nobody gets to say goodbye."""
        if self._process is None:
            return
        os.killpg(self.pid, signal.SIGKILL)
        with self._line:
            while os.read(self._line.fileno(), 65_536):
                pass  # nothing comes any more when the last process that could write to it is gone
        self._process.join()
        self._process = None

    @property
    def complaints(self) -> str:
        """What the server wrote about things that went wrong."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    @property
    def pid(self) -> int:
        """The process that answers for the server."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid


class Answer(NamedTuple):
    """What came back."""

    status: int
    location: str
    text: str


class NoAnswer(Exception):
    """The line broke before an answer had come: nobody knows whether the server did it."""


class Phone:
    """Somebody's phone: one connection, a cookie, and forms sent with their token."""

    def __init__(self, server: Server, database: Database, somebody: Somebody) -> None:
        self._server = server
        self.cookie = signed_in(database, somebody)
        self._connection: HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, object], token: str) -> Answer:
        """Send a form with the token of the page it stands on."""
        return self._ask("POST", path, urlencode({"csrf_token": token, **fields}, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": f"sid={self.cookie}", "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self._connection is None:
                self._connection = HTTPConnection("127.0.0.1", self._server.port, timeout=20)
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return Answer(
                response.status, response.headers.get("Location", ""), response.read().decode(errors="replace")
            )
        except (OSError, HTTPException) as error:
            self.hang_up()
            raise NoAnswer from error

    def hang_up(self) -> None:
        """Close the connection; the next request opens a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def token_of(page: str) -> str:
    """The form token of a page."""
    found = _TOKEN.search(page)
    assert found, "the page holds no form token"
    return found[1]


def signed_in(database: Database, somebody: Somebody) -> str:
    """The cookie of somebody who has signed in."""
    cookie = secrets.token_urlsafe(32)
    with database.transaction() as db:
        db.add(
            WebSession(
                key=hashlib.sha256(cookie.encode()).hexdigest(),
                login_id=somebody.login_id,
                data={"_user_id": f"{somebody.login_id}:1", "_fresh": True},
                created_at=now(),
                seen_at=now(),
                idle_minutes=600,
                expires_at=now() + timedelta(hours=8),
            )
        )
    return cookie


def _serve(port: int, workers: int, told: dict[str, str], log: Path, ready: Connection, beside: Beside) -> None:
    """What the server's process does: what it complains of goes to the log; ``ready`` stays open in all that it begins."""
    os.setsid()
    os.environ.clear()
    os.environ.update(told)
    sys.argv = ["lms"]  # gunicorn reads it
    os.dup2(ready.fileno(), 1)
    with log.open("ab") as complaints:
        os.dup2(complaints.fileno(), 2)
    serve(settings(told["DATABASE_URL"], port), f"127.0.0.1:{port}", workers, lambda: ready.send(True), beside)
