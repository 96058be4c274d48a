"""Our few static files, each addressed by its content, so that a browser fetches it once and never asks again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, request, url_for


def init_static_files(app: Flask) -> None:
    """Offer ``asset('app.css')`` to templates and let browsers keep what it addresses for a year."""
    folder = Path(app.static_folder or "")
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }

    @app.template_global()
    def asset(name: str) -> str:
        return url_for("static", filename=name, v=digests[name])

    @app.after_request
    def keep_for_a_year(response: Response) -> Response:
        if request.endpoint == "static" and request.args.get("v") == digests.get(request.path.removeprefix("/static/")):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
