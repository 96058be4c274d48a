"""The worker that runs in the telephone's browser. It is asked for again at every visit, so it is never an old one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Response, current_app, request, url_for

from lms.config import Settings
from lms.offline.blueprint import bp
from lms.offline.views.copying import copy_of
from lms.offline.views.pages import ENDPOINTS
from lms.web import EVERYONE, open_to
from lms.web.static_files import static_content

_FOLDER = Path(__file__).parent.parent / "worker"
_WORKER, _KILLER = ((_FOLDER / name).read_text("utf-8") for name in ("worker.js", "away.js"))
_PLACE = '"@shell"'
_STATIC = ("app.css", "app.js", "offline.js", "icons.svg", "pictures.svg", "logo.svg")
_KEPT = "lms.offline.worker"


@bp.get("/sw.js")
@open_to(EVERYONE)
def worker() -> Response:
    """The worker; where offline is switched off, one that takes itself away."""
    settings: Settings = current_app.config["SETTINGS"]
    text = _worker() if settings.offline else _KILLER
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    response.set_etag(hashlib.sha256(text.encode()).hexdigest())
    return response.make_conditional(request)  # type: ignore[return-value]


def _worker() -> str:
    kept: list[str] = current_app.extensions.setdefault(_KEPT, [])
    if not kept:
        kept.append(_WORKER.replace(_PLACE, json.dumps(_shell(), separators=(",", ":")), 1))
    return kept[0]


def _shell() -> dict[str, object]:
    """What every telephone keeps: the looks, the script, and the pages for when there is no network."""
    pages = [url_for(endpoint) for endpoint in ENDPOINTS]
    digest = hashlib.sha256("".join(copy_of(path) for path in pages).encode())
    files = [[path, f"/offline/copies{path}"] for path in pages]
    for name in _STATIC:
        fingerprint, _content = static_content(current_app, name)
        digest.update(fingerprint.encode())
        files.append([url_for("static", filename=name), url_for("static", filename=name, v=fingerprint)])
    return {"name": f"shell-{digest.hexdigest()[:12]}", "files": files}
