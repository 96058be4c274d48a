"""Gives a telephone the right to add to one course in the name of whoever is signed in on it, and nothing besides."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import Response, abort, current_app, jsonify, request
from flask.blueprints import BlueprintSetupState

from lms.catalogue import queries as catalogue
from lms.clock import now
from lms.offline import actions
from lms.offline.blueprint import bp
from lms.offline.rules import SHARED_USE, TOKEN_LIFE, device_name
from lms.people.sign_in import is_on_shared_machine
from lms.web import EVERYONE, open_to, reading, transaction
from lms.web.form_tokens import form_tokens
from lms.web.headers import is_from_here
from lms.web.visitors import visitor_or_none

_SHORT = 12


@bp.record_once
def _offer(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["phone_owner"] = phone_owner
    form_tokens(state.app).exempt(issue)  # type: ignore[no-untyped-call]


def phone_owner() -> str:
    """Whose pages these are, in letters that tell two people apart and name nobody; empty for a guest."""
    visitor = visitor_or_none()
    if visitor is None:
        return ""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, b"telephone:%d" % visitor.person_id, hashlib.sha256).hexdigest()[:_SHORT]


@bp.post("/offline/token")
@open_to(EVERYONE)
def issue() -> Response | tuple[Response, int]:
    """A token for the visitor and the course named in the body. Only script of this site may ask for one."""
    if not is_from_here():
        abort(403)
    visitor = visitor_or_none()
    if visitor is None:
        return jsonify(error="sign-in"), 401
    document = request.get_json(silent=True)
    slug = document.get("course") if isinstance(document, dict) else None
    course = catalogue.current(reading(), slug) if isinstance(slug, str) else None
    if course is None:
        return jsonify(error="course"), 404
    token, at = secrets.token_urlsafe(32), now()
    with transaction() as db:
        actions.issue_token(db, visitor.person_id, course.course_id, device_name(request.user_agent.string), token, at)
    until = at + (SHARED_USE if is_on_shared_machine() else TOKEN_LIFE)
    response = jsonify(token=token, course=course.slug, who=phone_owner(), until=until.isoformat())
    response.headers["Cache-Control"] = "no-store"
    return response
