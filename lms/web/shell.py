"""Puts the shell together, in the order in which a request meets it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix

from lms.config import ROOT, Settings
from lms.db import Database
from lms.web.access import EVERYONE, may_enter, open_to
from lms.web.copies import is_copy
from lms.web.database import init_database
from lms.web.errors import init_errors
from lms.web.form_tokens import FormTokens
from lms.web.headers import init_headers
from lms.web.language import LANGUAGES, init_language
from lms.web.packing import Packing
from lms.web.pages import day, time_of_day, whole
from lms.web.sessions import DatabaseSessions, answer_for_lost_sessions
from lms.web.static_files import init_static_files
from lms.web.views import bp
from lms.web.visitors import visitor_or_none

_LARGEST_REQUEST = 256 * 1024


def make_shell(settings: Settings, database: Database) -> Flask:
    """A Flask application with everything but rooms."""
    app = Flask(
        "lms", template_folder=str(ROOT / "templates"), static_folder=str(Path(__file__).parent.parent / "static")
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as its session: slow readers lose nothing
        WTF_CSRF_SSL_STRICT=False,  # the Origin is checked in headers.py, for every scheme
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"],
        RATELIMIT_HEADERS_ENABLED=False,
        SETTINGS=settings,
    )
    if settings.production:
        app.config["TRUSTED_HOSTS"] = [settings.host.partition(":")[0]]
    app.session_interface = DatabaseSessions(database, settings.secret_key, secure=settings.is_secure)
    app.before_request(answer_for_lost_sessions)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)  # type: ignore[method-assign]
    init_database(app, database)
    init_language(app)
    init_errors(app)
    init_headers(app, secure=settings.is_secure)
    init_static_files(app)
    Limiter(
        get_remote_address,
        app=app,
        default_limits=[f"{settings.requests_per_minute} per minute"],
        storage_uri="memory://",
    )
    LoginManager(app).session_protection = None  # phones change their address all day
    FormTokens(app)
    Packing(app)
    open_to(EVERYONE)(app.view_functions["static"])
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        settings=settings, languages=LANGUAGES, visitor=visitor_or_none, may_enter=may_enter, is_copy=is_copy
    )
    app.jinja_env.filters.update(day=day, time_of_day=time_of_day, whole=whole)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app
