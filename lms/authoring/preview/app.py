"""The application `lms courses preview` serves: the product's templates and styles, one folder, nobody to sign in."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response
from flask_babel import Babel, get_locale
from markupsafe import Markup

from lms.authoring.preview.views import WATCHED, bp, deep
from lms.authoring.preview.watching import Watched
from lms.config import ROOT
from lms.web.copies import is_copy
from lms.web.headers import CONTENT_POLICY
from lms.web.pages import day, time_of_day, whole
from lms.web.static_files import init_static_files

NAMES = ("127.0.0.1", "localhost")
"""How this machine may be called; a foreign page whose name leads here gets nothing."""
_STATIC = ROOT / "lms" / "static"
_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def make_preview(folder: Path, *, english: bool = False) -> Flask:
    """The preview of the course in ``folder``.

    It stands outside the product's guard: there is no database, so there are no people and no roles; who reaches it
    sits at the machine the folder is on. Every address only reads.
    """
    app = Flask("lms", template_folder=str(ROOT / "templates"), static_folder=str(_STATIC))
    app.config.update(
        TRUSTED_HOSTS=list(NAMES),
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=lambda: "en" if english else "vi")
    init_static_files(app)
    app.extensions[WATCHED] = Watched(folder)
    app.register_blueprint(bp)
    app.jinja_env.globals["is_copy"] = is_copy
    app.context_processor(lambda: {"language": str(get_locale()), "english": english})
    app.jinja_env.filters.update(day=day, time_of_day=time_of_day, whole=whole, deep=lambda html: Markup(deep(html)))  # noqa: S704 - cleaned
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
