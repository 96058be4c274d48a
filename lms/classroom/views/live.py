"""The teacher's side of a running session: starting it in one tap, seeing who is in and where they are, ending it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import codes
from lms.classroom.blueprint import bp
from lms.classroom.live import actions, queries
from lms.classroom.live.following import overview
from lms.classroom.live.queries import Running
from lms.classroom.live.questions import queries as questions
from lms.classroom.live.questions.queries import Asked
from lms.classroom.live.rules import Contact
from lms.classroom.queries import ClassLine
from lms.classroom.sessions import queries as sessions
from lms.classroom.sessions.models import ClassSession
from lms.classroom.views.live_words import place_words
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words
from lms.web.parts import part, tag_of


@bp.post("/classes/<uuid:public_id>/live")
@open_to(Role.TEACHER)
def start_live(public_id: UUID) -> ResponseReturnValue:
    """Let the session of today run, and go to its page."""
    one = own_class(public_id)
    try:
        with transaction() as db:
            session = actions.start_today(db, one.group.id, me().person_id, now())
    except Problem as problem:
        flash(in_words(problem), "bad")
        return redirect_to("classroom.one_class", public_id=one.group.public_id)
    return redirect_to("classroom.live", public_id=one.group.public_id, session=session.public_id)


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/live")
@open_to(Role.TEACHER)
def live(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Who is in, where they are, who needs help; and what can be done. One that was never started leads to the roster."""
    one = own_class(public_id)
    found = find_session(one, session)
    running = running_of(one, found)
    if running is None:
        return redirect_to("classroom.roster", public_id=one.group.public_id, session=found.public_id)
    people, asked = _people(running), _asked(running)
    return page(
        "classroom/live_teach.html",
        one=one,
        running=running,
        is_on=running.is_on(now()),
        code=codes.grouped(one.group.code),
        people=people,
        tag=tag_of(people),
        asked=asked,
        stem=questions.placed(reading(), asked.question).item.stem if asked else "",
    )


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/live/now")
@open_to(Role.TEACHER)
def live_now(public_id: UUID, session: UUID) -> Response:
    """The part of that page that changes by itself."""
    one = own_class(public_id)
    people = _people(running_of(one, find_session(one, session)) or abort(404))
    return part(tag_of(people), lambda: people)


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>/live/end")
@open_to(Role.TEACHER)
def end_live(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """The session is over: telephones say so."""
    one = own_class(public_id)
    found = find_session(one, session)
    with transaction() as db:
        actions.end(db, found, me().person_id, now())
    flash(_("The session is over. Now keep who has come."), "ok")
    return redirect_to("classroom.roster", public_id=one.group.public_id, session=found.public_id)


def find_session(one: ClassLine, public_id: UUID) -> ClassSession:
    """A session of this class, or 404."""
    return sessions.session_of(reading(), one.group.id, str(public_id)) or abort(404)


def running_of(one: ClassLine, session: ClassSession) -> Running | None:
    """The session as it was started, running or over."""
    found = queries.live_of(reading(), session.id)
    return Running(session, found, one.group) if found else None


def _asked(running: Running) -> Asked | None:
    return questions.on_screen(reading(), running.session.id) if running.is_on(now()) else None


def _people(running: Running) -> str:
    at, asked = now(), _asked(running)
    return page(
        "classroom/live_people.html",
        seen=overview(reading(), running, at),
        running=running,
        is_on=running.is_on(at),
        now=at,
        Contact=Contact,
        place_words=place_words,
        asked=asked,
        answers=questions.answers(reading(), asked.question.id) if asked else {},
    )
