"""A closed loop of clients in a process of its own: each sends its next request when the last one is answered."""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context

_HEAD_ENDS = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What to send to which port: each client keeps its connection and sends its own requests in turn."""

    port: int
    clients: list[list[bytes]]
    seconds: float | None = None
    """How long; without it every request is sent once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was answered: how many requests a second, which statuses, how large the bodies were."""

    per_second: float
    statuses: Counter[int] = field(default_factory=Counter)
    body: int = 0


def put_on(load: Load) -> Done:
    """Put the load on a server and tell how it did."""
    with get_context("spawn").Pool(1) as process:
        return process.apply(_run, (load,))


def request(method: str, path: str, headers: dict[str, str], body: str = "") -> bytes:
    """One request as it goes over the line."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    if method != "GET":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body.encode())}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


class _Client:
    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._received = b""

    def send(self) -> bool:
        """Send the next request; False when there is none."""
        wanted = next(self._requests, None)
        if wanted is not None:
            self.socket.sendall(wanted)
        return wanted is not None

    def receive(self) -> tuple[int, int] | None:
        """Status and length of the body, once the answer is complete."""
        arrived = self.socket.recv(1 << 18)
        if not arrived:
            raise ConnectionError("the server hung up")
        self._received += arrived
        head, found, body = self._received.partition(_HEAD_ENDS)
        if not found or len(body) < (length := _content_length(head)):
            return None
        self._received = b""
        return int(head.split(b" ", 2)[1]), length


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError(f"an answer without a length: {head!r}")


def _run(load: Load) -> Done:
    clients = [
        _Client(load.port, cycle(requests) if load.seconds else iter(requests)) for requests in load.clients if requests
    ]
    statuses: Counter[int] = Counter()
    body = 0
    with selectors.DefaultSelector() as ready:
        began = time.perf_counter()
        until = began + load.seconds if load.seconds else float("inf")
        for client in clients:
            client.send()
            ready.register(client.socket, selectors.EVENT_READ, client)
        while ready.get_map() and time.perf_counter() < until:
            for key, _ in ready.select(timeout=10):
                answer = key.data.receive()
                if answer is None:
                    continue
                statuses[answer[0]] += 1
                body = answer[1]
                if not key.data.send():
                    ready.unregister(key.fileobj)
        took = time.perf_counter() - began
    for client in clients:
        client.socket.close()
    return Done(statuses.total() / took, statuses, body)
