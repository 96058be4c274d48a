"""The line between telephones and the server, with everything that happens to lines: it breaks, hangs, loses answers.

It speaks just enough HTTP to know where a request ends: one request a connection, and what it lets through is unchanged.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from enum import Enum
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self

_CHUNK = 65536
_PATIENCE = 30


class Fate(Enum):
    """What becomes of a request."""

    THROUGH = "it comes through"
    BROKEN = "the line breaks before the server hears of it"
    LOST = "the server does it, and its answer is lost"
    HUNG = "nothing happens, for as long as the line is held"


Rule = Callable[[str, str], Fate]
"""From method and path to what becomes of the request."""


def through(_method: str, _path: str) -> Fate:
    """A good line."""
    return Fate.THROUGH


def broken(_method: str, _path: str) -> Fate:
    """No network."""
    return Fate.BROKEN


def hung(_method: str, _path: str) -> Fate:
    """Bars on the display, and nothing comes."""
    return Fate.HUNG


class Line(ThreadingTCPServer):
    """Listens on a port of its own and passes on what its ``rule`` lets through to the server's port."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, to_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.to_port = to_port
        self.rule: Rule = through
        self.instead: dict[str, bytes] = {}
        """What is answered instead of the server, by path: the body of a page, for somebody who tampers."""
        self.asked: list[tuple[str, str]] = []
        """Every request that came, in its order."""
        self.given_up: list[str] = []
        """The paths of requests that hung until the line itself gave up."""
        self.over = threading.Event()

    @property
    def port(self) -> int:
        """Where telephones reach it."""
        port: int = self.server_address[1]
        return port

    @property
    def base_url(self) -> str:
        """The address of the site over this line."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for since the last look, without queries."""
        asked, self.asked = self.asked, []
        return [path.partition("?")[0] for _method, path in asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers hang up all the time."""


class _Passing(BaseRequestHandler):
    server: Line
    request: socket.socket

    def handle(self) -> None:
        request = _read(self.request)
        if not request:
            return
        method, path, _version = request.split(b"\r\n", 1)[0].decode().split(" ")
        self.server.asked.append((method, path))
        fate = self.server.rule(method, path)
        if fate is Fate.HUNG:
            self.server.over.wait(_PATIENCE)
            self.server.given_up.append(path)
        if fate in (Fate.BROKEN, Fate.HUNG):
            return
        answer = self._tampered(path) or self._answered(request)
        if fate is Fate.THROUGH:
            self.request.sendall(answer)

    def _tampered(self, path: str) -> bytes:
        if path not in self.server.instead:
            return b""
        body = self.server.instead[path]
        kind = b"text/javascript" if path.endswith(".js") else b"text/html"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        return head % (kind, len(body)) + body

    def _answered(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"upgrade-"))]
        with socket.create_connection(("127.0.0.1", self.server.to_port), timeout=_PATIENCE) as server:
            server.sendall(b"\r\n".join([*lines, b"Connection: close", b"", body]))
            parts = []
            while part := server.recv(_CHUNK):
                parts.append(part)
        return b"".join(parts)


def _read(line: socket.socket) -> bytes:
    """One request, whole."""
    read = b""
    while b"\r\n\r\n" not in read:
        part = line.recv(_CHUNK)
        if not part:
            return b""
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(
        (int(each.split(b":")[1]) for each in head.split(b"\r\n") if each.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        part = line.recv(_CHUNK)
        if not part:
            return b""
        body += part
    return head + b"\r\n\r\n" + body
