"""A running session on the telephone of somebody who is in the class: coming in, and what there is to do now."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort
from flask.typing import ResponseReturnValue

from lms.classroom.blueprint import bp
from lms.classroom.live import actions, queries
from lms.classroom.live.queries import Mine
from lms.classroom.live.rules import SEEN_EVERY
from lms.classroom.queries import classes_joined
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.parts import part, tag_of


@bp.get("/live/<uuid:session>")
@open_to(Role.LEARNER)
def live_here(session: UUID) -> ResponseReturnValue:
    """What there is to do; it changes by itself where there is script, and by a button everywhere."""
    mine = _mine(session)
    return page(
        "classroom/live_here.html", mine=mine, part=_part(mine), tag=_tag(mine), is_on=mine.running.is_on(now())
    )


@bp.post("/live/<uuid:session>")
@open_to(Role.LEARNER)
def come_in(session: UUID) -> ResponseReturnValue:
    """Somebody is here: a button, or the telephone by itself every half minute."""
    mine = _mine(session)
    keep_here(mine)
    return redirect_to("classroom.live_here", session=mine.running.session.public_id)


@bp.get("/live/<uuid:session>/now")
@open_to(Role.LEARNER)
def live_here_now(session: UUID) -> Response:
    """The part that changes."""
    mine = _mine(session)
    return part(_tag(mine), lambda: _part(mine))


def keep_here(mine: Mine) -> None:
    """Keep that the visitor is in the session, if it is running and this was not kept a moment ago."""
    at = now()
    if mine.running.is_on(at) and (mine.seen_at is None or at - mine.seen_at >= SEEN_EVERY):
        with transaction() as db:
            actions.come_in(db, mine.running.session.id, me().person_id, at)


def _mine(session: UUID) -> Mine:
    return queries.mine(reading(), str(session), me().person_id) or abort(404)


def _tag(mine: Mine) -> str:
    return tag_of(f"{mine.running.session.id} {mine.running.is_on(now())}")


def _part(mine: Mine) -> str:
    course = next(
        (
            one
            for one in classes_joined(reading(), me().person_id, local_date(now()))
            if one.group.id == mine.running.group.id
        ),
        None,
    )
    return page("classroom/live_now.html", mine=mine, is_on=mine.running.is_on(now()), course=course)
