"""What this room does when somebody types a class code at the sign-in, signs in, or signs up on the way to a class.

Sixty telephones of a class come from one address and ask every three seconds: they are not counted as a flood.
"""

from __future__ import annotations

from flask import url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from lms.classroom import actions, codes, queries
from lms.classroom.live.actions import come_in
from lms.classroom.live.queries import running_for, running_in
from lms.classroom.views import live_here
from lms.classroom.views.live_marker import mark, way_back
from lms.clock import local_date, now
from lms.problems import Conflict
from lms.web import reading, transaction
from lms.web.failures import never_refuse


def listen(state: BlueprintSetupState) -> None:
    """Be asked by the sign-in page and told by sign-up, when the application is made."""
    app = state.app
    app.extensions.setdefault("lms.typed_at_sign_in", []).append(_class_page)

    def welcome(person_id: int, onwards: str) -> None:
        """Somebody has signed up: whoever came from the page of a class is in it from now on."""
        try:
            endpoint, values = app.url_map.bind("").match(onwards)
        except (HTTPException, RequestRedirect):
            return
        if endpoint == "classroom.names":
            _join(person_id, str(values["code"]))

    app.extensions.setdefault("lms.after_sign_up", []).append(welcome)
    app.extensions.setdefault("lms.after_sign_in", []).append(_into_what_is_running)
    app.jinja_env.globals["way_back_to_class"] = way_back
    never_refuse(state, live_here.live_here, live_here.live_here_now, live_here.come_in, live_here.answer_live)


def _into_what_is_running(person_id: int) -> None:
    """Whoever signs in while a session of their class is running is in it."""
    running = running_for(reading(), person_id, now())
    if running:
        with transaction() as db:
            come_in(db, running[0].session.id, person_id, now())
        mark(running[0])


def _class_page(typed: str) -> str | None:
    return url_for("classroom.names", code=codes.bare(typed)) if codes.looks_like_code(typed) else None


def _join(person_id: int, typed: str) -> None:
    found = queries.open_class(reading(), codes.bare(typed), local_date(now()))
    if found is None:
        return
    running = running_in(reading(), found.group.id, now())
    try:
        with transaction() as db:
            actions.join(db, found.group.id, person_id, now())
            if running:
                come_in(db, running.session.id, person_id, now())
    except Conflict:  # closed at this very moment: the page says so
        return
