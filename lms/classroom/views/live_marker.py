"""The way back into the session that is running, on every page somebody opens meanwhile.

Which session it is stands in the browser's own session, so nobody else is asked for it, and it goes with signing out.
"""

from __future__ import annotations

from flask import request, session, url_for

from lms.classroom.live import queries
from lms.classroom.live.queries import Running
from lms.clock import now
from lms.web import reading
from lms.web.copies import is_copy
from lms.web.visitors import visitor_or_none

_LIVE = "live"


def mark(running: Running) -> None:
    """This browser is in the session from now on."""
    if session.get(_LIVE) != running.session.public_id:
        session[_LIVE] = running.session.public_id


def way_back() -> str:
    """The address of the session this browser is in, while it runs; nothing on its own pages and on copies."""
    if is_copy() or visitor_or_none() is None or request.path.startswith("/live/"):
        return ""
    public_id = str(session.get(_LIVE, ""))
    is_on = bool(public_id) and queries.is_running(reading(), public_id, now())
    return url_for("classroom.live_here", session=public_id) if is_on else ""
