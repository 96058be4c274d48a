"""Pictures and sounds of lessons, addressed by their content: whoever fetched one never asks again."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, request

from lms.catalogue import queries
from lms.catalogue.languages import views as languages
from lms.web import EVERYONE, open_to, reading

bp = Blueprint("catalogue", __name__)
bp.register_blueprint(languages.bp)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
}


@bp.get("/media/<sha256>.<suffix>")
@open_to(EVERYONE)
def media(sha256: str, suffix: str) -> Response:
    """One picture or sound, or the part of it a player asks for; whatever it holds, a browser runs nothing of it."""
    if not _SHA256.fullmatch(sha256) or suffix not in _TYPES:
        abort(404)
    content = queries.media(reading(), sha256, suffix)
    return abort(404) if content is None else as_file(content, sha256, suffix)


def as_file(content: bytes, sha256: str, suffix: str) -> Response:
    """A picture or sound as it is sent."""
    response = Response(content, content_type=_TYPES[suffix])
    response.set_etag(sha256)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if suffix == "svg":
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response
