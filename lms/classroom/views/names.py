"""The page of a class that its code opens: tap one's own name, join with an account, or sign up on the way."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import actions, queries
from lms.classroom.blueprint import bp
from lms.classroom.bundles.queries import opened_bundle
from lms.classroom.live.actions import come_in
from lms.classroom.live.queries import running_in
from lms.classroom.queries import ClassLine
from lms.classroom.rules import labels
from lms.classroom.views.door import guarded, opened, refused
from lms.classroom.views.live_marker import mark
from lms.clock import local_date, now
from lms.people import queries as people
from lms.people.activation.views import begin_here
from lms.people.chosen import ask_for_secret
from lms.people.forms import showable
from lms.problems import Problem
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, redirect_to, transaction
from lms.web.visitors import visitor_or_none


@bp.get("/lop/<code>")
@open_to(EVERYONE)
def names(code: str) -> ResponseReturnValue:
    """The names of a class, for those who are not signed in; for others, the way into it."""
    try:
        return _page(opened(code))
    except Problem as problem:
        return refused(showable(code), problem)


@bp.post("/lop/<code>")
@open_to(EVERYONE)
def names_submit(code: str) -> ResponseReturnValue:
    """Somebody tapped a name: ask for the secret of that person."""
    try:
        found = opened(code)
    except Problem as problem:
        return refused(showable(code), problem)
    if visitor_or_none():
        return redirect_to("classroom.names", code=found.group.code)
    member = queries.listed(reading(), found.group.id, showable(request.form.get("who", "")))
    person = people.person(reading(), member.person_id) if member else None
    if person is None:
        return _page(found, _("Tap your name."), 422)
    is_shared = not request.form.get("own")
    onwards = _onwards(found)
    if opened_bundle(reading()):
        begun = begin_here(person, found.group.teacher_id, onwards)
        if begun:
            return begun
    asked = ask_for_secret(
        person,
        is_shared=is_shared,
        onwards=onwards,
        back=url_for("classroom.names", code=found.group.code),
    )
    return asked or redirect_to("classroom.no_way_in", code=found.group.code)


@bp.get("/lop/<code>/ask")
@open_to(EVERYONE)
def no_way_in(code: str) -> ResponseReturnValue:
    """What somebody does who is on the list and has never been given a way in."""
    try:
        return guarded(page("classroom/no_way_in.html", one=opened(code)))
    except Problem as problem:
        return refused(showable(code), problem)


@bp.post("/lop/<code>/join")
@open_to(Role.LEARNER)
def join(code: str) -> ResponseReturnValue:
    """Somebody who is signed in comes into the class."""
    try:
        found = opened(code)
        running = running_in(reading(), found.group.id, now())
        with transaction() as db:
            actions.join(db, found.group.id, me().person_id, now())
            if running:
                come_in(db, running.session.id, me().person_id, now())
    except Problem as problem:
        return refused(showable(code), problem)
    flash(_("You are in the class now."), "ok")
    if running:
        mark(running)
        return redirect_to("classroom.live_here", session=running.session.public_id)
    return redirect_to("classroom.names", code=found.group.code)


def _page(found: ClassLine, complaint: str = "", status: int = 200) -> Response:
    visitor = visitor_or_none()
    if visitor:
        is_in = queries.is_member(reading(), found.group.id, visitor.person_id)
        running = running_in(reading(), found.group.id, now()) if is_in else None
        return guarded(
            page("classroom/join.html", one=found, is_in=is_in, is_own=_is_own(found), running=running), status
        )
    listed = labels(queries.names(reading(), found.group.id, local_date(now())))
    return guarded(page("classroom/names.html", one=found, people=listed, complaint=complaint), status)


def _onwards(found: ClassLine) -> str:
    """Where somebody goes who has come in: to what is running, else to the course."""
    running = running_in(reading(), found.group.id, now())
    if running:
        return url_for("classroom.live_here", session=running.session.public_id)
    return url_for("learning.course", course=found.course) if found.course else ""


def _is_own(found: ClassLine) -> bool:
    return bool(queries.classes_of(reading(), me().person_id, public_id=found.group.public_id))
