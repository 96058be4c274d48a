"""The final on phones while the teacher watches: opened in a session, to those who are there."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.blueprint import bp
from lms.classroom.queries import ClassLine
from lms.classroom.quizzes.watched import actions, queries
from lms.classroom.sessions.models import ClassSession
from lms.classroom.sessions.queries import session_of
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/final")
@open_to(Role.TEACHER)
def watched_final(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """To whom the final is open, how they stand, and to whom it could be opened."""
    one = own_class(public_id)
    return _shown(one, _session(one, session))


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>/final")
@open_to(Role.TEACHER)
def open_final(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Open it to those who were ticked."""
    one = own_class(public_id)
    found, wanted = _session(one, session), request.form.getlist("who")
    people = [each.person_id for each in queries.sitters(reading(), one.group, found) if each.key in wanted]
    if not people:
        return _shown(one, found, _("Tick at least one person.")), 422
    try:
        with transaction() as db:
            learned = request.form.get("learned") == "1"
            actions.open_final(db, found, people, me().person_id, now(), have_learned=learned)
    except Problem as problem:
        return _shown(one, found, in_words(problem)), problem.status
    flash(_("The final is open to %(count)s people while you watch.", count=len(people)), "ok")
    return redirect_to("classroom.watched_final", public_id=one.group.public_id, session=found.public_id)


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>/final/close")
@open_to(Role.TEACHER)
def close_final(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Nobody is watched any more; what is handed in later counts as done alone."""
    one = own_class(public_id)
    found = _session(one, session)
    with transaction() as db:
        actions.close_final(db, found, me().person_id, now())
    flash(_("Closed. What is handed in from now on counts as done alone."), "ok")
    return redirect_to("classroom.watched_final", public_id=one.group.public_id, session=found.public_id)


def _session(one: ClassLine, public_id: UUID) -> ClassSession:
    """A session of the class, with 404 for a class without a course."""
    if one.group.course_id is None:
        abort(404)
    return session_of(reading(), one.group.id, str(public_id)) or abort(404)


def _shown(one: ClassLine, session: ClassSession, complaint: str = "") -> str:
    found, at = queries.sitters(reading(), one.group, session), now()
    return page(
        "classroom/quiz_watched.html",
        one=one,
        session=session,
        watched=[each for each in found if each.watched],
        until=max((each.watched.closes_at for each in found if each.watched), default=None),
        is_open=any(each.is_watched(at) for each in found),
        waiting=[each for each in found if not each.is_completed and not each.is_watched(at)],
        ticked=set(request.form.getlist("who")),
        complaint=complaint,
    )
