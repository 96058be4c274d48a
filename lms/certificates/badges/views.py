"""What machines fetch to verify a badge: the badge, who signs, and what has ended. Open to everybody, everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Response, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue

from lms.certificates.badges import queries
from lms.certificates.badges.issuer import did_document
from lms.certificates.badges.signing import written
from lms.certificates.blueprint import bp
from lms.certificates.codes import is_well_formed
from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import public_keys
from lms.certificates.keys.shapes import public_key
from lms.config import Settings
from lms.web import EVERYONE, open_to, reading
from lms.web.failures import count_failure

_DOCUMENT, _DID = "application/ld+json", "application/did+ld+json"
_FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Verifiers run in browsers at other addresses; nothing here depends on who asks."""
_SECRET_ADDRESS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@bp.get("/x/<code>/credential.json")
@open_to(EVERYONE)
def badge(code: str) -> ResponseReturnValue:
    """The badge of a certificate, whether or not it still holds: the list of what has ended says that."""
    if not is_well_formed(code):
        abort(404)
    content = queries.badge_at(reading(), code)
    if content is None:
        count_failure("code")
        abort(404)
    return _answer(content, _DOCUMENT, _SECRET_ADDRESS)


@bp.get("/status/<int:number>")
@open_to(EVERYONE)
def ended(number: int) -> ResponseReturnValue:
    """The signed list of what has ended; at most half a minute old where it is cached."""
    kept = queries.kept_list(reading(), number)
    if kept is None:
        abort(404)
    return _answer(kept.content, _DOCUMENT, {"Cache-Control": "public, max-age=30"})


@bp.get("/.well-known/did.json")
@open_to(EVERYONE)
def did() -> ResponseReturnValue:
    """Every key that ever signed badges here, under the name badges give the issuer (did:web)."""
    settings: Settings = current_app.config["SETTINGS"]
    keys = {key.kid: public_key(key.public_key) for key in public_keys(reading(), Purpose.BADGE)}
    signing = {kid: key for kid, key in keys.items() if isinstance(key, Ed25519PublicKey)}
    return _answer(written(did_document(settings.base_url, signing)), _DID, {"Cache-Control": "public, max-age=300"})


def _answer(content: bytes, kind: str, headers: Mapping[str, str]) -> Response:
    response = make_response(content)
    response.mimetype = kind
    response.headers.update({**_FROM_ANYWHERE, **headers})
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.make_conditional(request)
    return response
