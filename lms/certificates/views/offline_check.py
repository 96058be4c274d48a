"""Checking a paper where there is no network: the page a telephone keeps, its worker, and the lists both need.

The worker serves nothing but the pages of the check; the one that keeps courses is another and does not know it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from lms.certificates.blueprint import bp
from lms.certificates.keys.shapes import jwk
from lms.certificates.slips.queries import ended, issuer_names, keys_by_kid
from lms.certificates.views.unseen import unseen
from lms.clock import local, now
from lms.config import Settings
from lms.web import EVERYONE, open_to, page, reading
from lms.web.copies import begin_copy
from lms.web.static_files import static_content

_FOLDER = Path(__file__).parent.parent / "worker"
_WORKER, _KILLER = ((_FOLDER / name).read_text("utf-8") for name in ("check.js", "away.js"))
_PLACE = '"@shell"'
_STATIC = ("app.css", "app.js", "check.js", "icons.svg", "logo.svg", "check.webmanifest")
_KEPT = "lms.certificates.worker"


def what_phones_need(db: Session) -> dict[str, object]:
    """The public keys by their names, and who the issuers are: the register says so, not the paper."""
    return {"keys": {kid: jwk(kid, key) for kid, key in keys_by_kid(db).items()}, "issuers": issuer_names(db)}


@bp.get("/x/offline")
@open_to(EVERYONE)
def check_offline() -> ResponseReturnValue:
    """The page a telephone keeps; it is the same for everybody."""
    begin_copy()
    return unseen(page("certificates/offline_check.html"))


@bp.get("/x/keys.json")
@open_to(EVERYONE)
def check_keys() -> ResponseReturnValue:
    """The keys that sign in QR codes and all that ever did."""
    return _fresh(jsonify(what_phones_need(reading())))


@bp.get("/x/ended.json")
@open_to(EVERYONE)
def check_ended() -> ResponseReturnValue:
    """What was revoked and what was replaced, as marks of eight hexadecimal digits one after the other."""
    marks, at = ended(reading()), local(now()).isoformat(timespec="seconds")
    return _fresh(jsonify({"at": at, "revoked": marks.revoked, "replaced": marks.replaced}))


@bp.get("/x/sw.js")
@open_to(EVERYONE)
def check_worker() -> ResponseReturnValue:
    """The worker of the check; where offline is switched off, one that takes itself away."""
    settings: Settings = current_app.config["SETTINGS"]
    text = _worker() if settings.offline else _KILLER
    response = _fresh(Response(text, mimetype="text/javascript"))
    response.headers["Service-Worker-Allowed"] = "/x"
    response.set_etag(hashlib.sha256(text.encode()).hexdigest())
    return response.make_conditional(request)


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _worker() -> str:
    kept: list[str] = current_app.extensions.setdefault(_KEPT, [])
    if not kept:
        kept.append(_WORKER.replace(_PLACE, json.dumps(_shell(), separators=(",", ":")), 1))
    return kept[0]


def _shell() -> dict[str, object]:
    """What the telephone keeps: the page, its looks and its script, named by what is in them."""
    files, told = [], hashlib.sha256(_page_now().encode())
    for name in _STATIC:
        fingerprint, _content = static_content(current_app, name)
        told.update(fingerprint.encode())
        files.append([url_for("static", filename=name), url_for("static", filename=name, v=fingerprint)])
    address = url_for("certificates.check_offline")
    return {"name": f"check-{told.hexdigest()[:12]}", "files": [[address, address], *files]}


def _page_now() -> str:
    """The page as a guest gets it, in a context of its own: nothing of the visitor who asks is known in it."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    settings: Settings = app.config["SETTINGS"]
    with app.app_context(), app.test_request_context("/x/offline", base_url=settings.base_url):
        begin_copy()
        return page("certificates/offline_check.html")
