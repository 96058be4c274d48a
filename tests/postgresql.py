"""A throw-away PostgreSQL from the installed server binaries. It refuses to run as root, so then another user starts it."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import create_engine, text

_HAS_STRATEGIES = 15
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
UNTENDED = {"autovacuum": "off", "jit": "off"}
"""For small tables that are gone soon: nothing is tidied up, and no plan is worth compiling."""


class Cluster:
    """One server in a folder of its own, on a free port of this machine, gone when the block ends."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self._binaries = _binaries()
        self._folder = _reachable(folder)
        self._settings = {**_FAST, **(settings or {})}
        self.port = _free_port()
        self._version = _version(self._binaries)

    def __enter__(self) -> Self:
        self._run("initdb", "-D", self._data, "-U", "lms", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        address = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self._folder}"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._data, "-l", str(log), "-w", "-o", f"{address} {options}", "start")

    def crash(self) -> None:
        """Stop the server at once, without a farewell."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database and give its address."""
        self.drop(name)
        copying = " STRATEGY file_copy" if self._version >= _HAS_STRATEGIES else ""  # twice as fast without fsync
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{copying}')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still in it."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://lms@127.0.0.1:{self.port}/{name}"

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _say(self, statement: str) -> None:
        engine = create_engine(self.url("postgres").replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        user = _another_user() if os.geteuid() == 0 else None
        subprocess.run(
            [str(self._binaries / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            cwd="/",
        )


def _binaries() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if versions:
        return versions[-1]
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError("no PostgreSQL server is installed: run .ci/install test")
    return Path(found).parent


def _version(binaries: Path) -> int:
    """The main number, such as 15."""
    said = subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"\d+", said)[0])


def _another_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(folder: Path) -> Path:
    """A folder that the other user may enter: pytest's own are closed to everybody else."""
    if os.geteuid() != 0:
        return folder
    open_folder = Path("/tmp") / f"lms-postgresql-{os.getpid()}-{folder.name}"  # noqa: S108 - removed at the end
    shutil.rmtree(open_folder, ignore_errors=True)
    open_folder.mkdir(mode=0o700)
    shutil.chown(open_folder, _another_user())
    return open_folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
