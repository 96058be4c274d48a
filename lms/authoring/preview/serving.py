"""A small server for one author on one machine."""

from __future__ import annotations

import socket

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

HERE = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests: a page asks once a second."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def server_of(app: Flask, port: int) -> BaseWSGIServer:
    """A server that listens on this machine alone; port 0 is any free one. Raises :class:`OSError`."""
    with socket.create_server((HERE, port)) as listening:  # bound here: werkzeug would end the program on a taken port
        return make_server(
            HERE, listening.getsockname()[1], app, threaded=True, request_handler=_Quiet, fd=listening.fileno()
        )
