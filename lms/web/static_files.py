"""Our few static files: addressed by their content, so that a browser fetches them once and never asks again,
and compressed once as tightly as can be, because a cheap phone pays for every kilobyte.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, abort, g, request, url_for
from rjsmin import jsmin  # type: ignore[import-untyped]

from lms.web.copies import is_copy

_EXTENSION = "lms.static_files"
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_TEXT = ("text/css", "text/javascript", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class _File:
    mimetype: str
    digest: str
    plain: bytes
    packed: Mapping[str, bytes]
    """The same by content encoding, the tightest first."""


def init_static_files(app: Flask) -> None:
    """Serve the static folder from memory, and offer ``asset('app.css')`` to templates."""
    folder = Path(app.static_folder or "")
    files = {path.relative_to(folder).as_posix(): _read(path) for path in folder.rglob("*") if path.is_file()}

    @app.template_global()
    def asset(name: str) -> str:
        # A page has an icon a line, all in one file: its address is put together once a page
        known: dict[tuple[str, bool], str] = g.setdefault("assets", {})
        copied = is_copy()
        if (name, copied) not in known:
            # A copy names its files by name alone: after a change of one, the copies are still the same
            known[name, copied] = url_for("static", filename=name, v=None if copied else files[name].digest)
        return known[name, copied]

    app.extensions[_EXTENSION] = files

    def serve(filename: str) -> Response:
        file = files.get(filename)
        return _answer(file) if file else abort(404)

    app.view_functions["static"] = serve


def static_content(app: Flask, name: str) -> tuple[str, bytes]:
    """The fingerprint in the address of a static file, and what is in it. Raises ``KeyError`` for no such file."""
    file: _File = app.extensions[_EXTENSION][name]
    return file.digest, file.plain


def _answer(file: _File) -> Response:
    encoding = next((name for name in file.packed if request.accept_encodings[name]), None)
    response = Response(file.packed[encoding] if encoding else file.plain, mimetype=file.mimetype)
    if file.packed:
        response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    if request.args.get("v") == file.digest:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.set_etag(f"{file.digest}-{encoding}")
    response.make_conditional(request)
    return response


def _read(path: Path) -> _File:
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    if mimetype == "text/css":
        content = _bare(content)
    elif mimetype == "text/javascript":
        content = jsmin(content)
    packed = _pack(content) if mimetype in _TEXT else {}
    return _File(mimetype, hashlib.sha256(content).hexdigest()[:12], content, packed)


def _bare(style: bytes) -> bytes:
    """The style sheet without comments and line breaks: nobody reads it on a telephone."""
    return b"".join(line.strip() for line in _COMMENT.sub(b"", style).splitlines())


@cache
def _pack(content: bytes) -> dict[str, bytes]:
    return {"br": brotli.compress(content), "gzip": gzip.compress(content, mtime=0)}
