"""The screen of a session on the wall: code, QR and how many are in. Never a name."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

import segno
from flask import Response, current_app, url_for
from flask.typing import ResponseReturnValue

from lms.classroom import codes
from lms.classroom.blueprint import bp
from lms.classroom.live import queries
from lms.classroom.live.questions import queries as questions
from lms.classroom.queries import ClassLine
from lms.classroom.sessions.models import ClassSession
from lms.classroom.views.live import find_session, running_of
from lms.classroom.views.live_showing import on_wall
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.config import Settings
from lms.roles import Role
from lms.web import open_to, page, reading
from lms.web.parts import part, tag_of


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/screen")
@open_to(Role.TEACHER)
def screen(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """The whole screen; its part changes by itself."""
    one = own_class(public_id)
    found = find_session(one, session)
    shown = _shown(one, found)
    return page("classroom/live_wall.html", one=one, session=found, shown=shown, tag=tag_of(shown))


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/screen/now")
@open_to(Role.TEACHER)
def screen_now(public_id: UUID, session: UUID) -> Response:
    """What is on the wall now."""
    one = own_class(public_id)
    shown = _shown(one, find_session(one, session))
    return part(tag_of(shown), lambda: shown)


def _shown(one: ClassLine, session: ClassSession) -> str:
    running = running_of(one, session)
    settings: Settings = current_app.config["SETTINGS"]
    address = settings.base_url + url_for("classroom.names", code=one.group.code)
    is_on = running is not None and running.is_on(now())
    asked = questions.on_screen(reading(), session.id) if is_on else None
    return page(
        "classroom/live_on_wall.html",
        one=one,
        is_on=is_on,
        question=asked.question if asked else None,
        **(on_wall(asked.question) if asked else {}),
        count=queries.count(reading(), session.id),
        code=codes.grouped(one.group.code),
        host=urlsplit(settings.base_url).netloc,
        qr=segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=8),
    )
