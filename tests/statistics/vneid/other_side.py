"""The other side, a real HTTP server on this machine: tokens, batches by their key, replies, and faults on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs

from lms.config_vneid import Vneid

CLIENT, SECRET = "phu-tho", "mat khau: 1/2"


class Handler(BaseHTTPRequestHandler):
    """Answers as the other side would; a fault that waits is answered first."""

    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path == "/token":
            self._token(body)
        elif not self._is_let_in():
            self._say(401, b"{}")
        else:
            self._take(body)

    def do_GET(self) -> None:
        side = self.server.side
        if not self._is_let_in():
            self._say(401, b"{}")
        elif not self._fault():
            name = self.path.removeprefix("/batches/").removesuffix("/reply")
            found = side.replies.get(name)
            self._say(*((200, found) if found is not None else (404, b"{}")))

    def _token(self, body: bytes) -> None:
        side, asked = self.server.side, parse_qs(body.decode())
        pair = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        side.asked_for_tokens.append(pair)
        if asked["grant_type"] != ["client_credentials"] or pair != "phu-tho:mat%20khau%3A%201%2F2":
            self._say(401, b'{"error": "invalid_client"}')
            return
        side.token = f"token-{next(side.numbers)}"
        said = {"access_token": side.token, "token_type": "Bearer", "expires_in": side.seconds}
        self._say(200, json.dumps(said).encode())

    def _is_let_in(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {self.server.side.token}"

    def _take(self, body: bytes) -> None:
        side, name = self.server.side, self.headers["Idempotency-Key"]
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        assert self.headers["Content-Digest"] == f"sha-256=:{digest}:"
        side.sent.append(name)
        is_new = side.taken.setdefault(name, body) is body
        if not self._fault():
            self._say(201 if is_new else side.again, json.dumps({"receipt": f"BN-{name[:8]}"}).encode())

    def _fault(self) -> bool:
        side = self.server.side
        if not side.faults:
            return False
        side.faults.popleft()(self)
        return True

    def _say(self, status: int, content: bytes, *, announced: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content) if announced is None else announced))
        with suppress(OSError):  # who waited has gone
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_what: object) -> None:
        pass


Fault = Callable[[Handler], None]


def answers(status: int, content: bytes = b"{}") -> Fault:
    """Another answer than it should be."""
    return lambda handler: handler._say(status, content)


def cut(handler: Handler) -> None:
    """Half an answer."""
    handler._say(200, b'{"receipt": "BN', announced=40)


def silence(handler: Handler) -> None:
    """No answer until whoever waits has gone: the line is closed when the server ends."""
    handler.server.side.over.wait()


@dataclass
class OtherSide:
    """What the server has and what it will do."""

    port: int
    taken: dict[str, bytes] = field(default_factory=dict)
    """Every batch it has, once."""
    sent: list[str] = field(default_factory=list)
    replies: dict[str, bytes] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    asked_for_tokens: list[str] = field(default_factory=list)
    token: str = "none"
    seconds: int = 3600
    again: int = 200
    """What it answers when it has a batch already."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def vneid(self) -> Vneid:
        """The settings that lead here."""
        at = f"http://127.0.0.1:{self.port}"
        return Vneid(url=f"{at}/batches", token_url=f"{at}/token", client_id=CLIENT, secret=SECRET, seconds=1)


class _Server(ThreadingHTTPServer):
    side: OtherSide


@contextmanager
def running() -> Iterator[OtherSide]:
    """The other side, as long as it is needed."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.side = OtherSide(server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.side
    finally:
        server.side.over.set()
        server.shutdown()
        server.server_close()
