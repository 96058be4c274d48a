"""The sessions of a class: opening one, ticking who came, and looking at it again."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.blueprint import bp
from lms.classroom.live.queries import presences
from lms.classroom.queries import ClassLine
from lms.classroom.sessions import actions, queries
from lms.classroom.sessions.forms import SessionForm
from lms.classroom.sessions.models import ClassSession
from lms.classroom.sessions.rules import hours, place_name
from lms.classroom.views.own import own_class, seen_class, today
from lms.clock import local, now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/classes/<uuid:public_id>/sessions")
@open_to(Role.TEACHER, Role.OFFICIAL)
def sessions(public_id: UUID) -> ResponseReturnValue:
    """Every session with how many came, and the form for one more: today at this hour, if nothing else is said."""
    at = local(now()).replace(second=0, microsecond=0)
    one, may_teach = seen_class(public_id)
    form = SessionForm(formdata=None, data={"day": at.date(), "begins": at.time()})
    return _list(one, form, may_teach=may_teach)


@bp.post("/classes/<uuid:public_id>/sessions")
@open_to(Role.TEACHER)
def open_session(public_id: UUID) -> ResponseReturnValue:
    """Open a session, then ask who is there."""
    one, form = own_class(public_id), SessionForm()
    day, begins = form.day.data, form.begins.data
    if not form.validate() or day is None or begins is None:
        return _list(one, form), 422
    try:
        when = hours(day, begins, form.ends.data, (one.group.starts_on, one.group.ends_on), today())
        with transaction() as db:
            opened = actions.open_session(
                db, one.group.id, when, place_name(form.place.data or ""), me().person_id, now()
            )
    except Problem as problem:
        form.take(problem)
        return _list(one, form), problem.status
    return redirect_to("classroom.roster", public_id=one.group.public_id, session=opened.public_id)


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>")
@open_to(Role.TEACHER, Role.OFFICIAL)
def roster(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Everybody of the class with a box: ticked is there."""
    one, may_teach = seen_class(public_id)
    found = _session(one, session)
    roster = queries.roster(reading(), found)
    by_phone = presences(reading(), found.id)
    return page("classroom/roster.html", one=one, session=found, roster=roster, may_teach=may_teach, by_phone=by_phone)


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>")
@open_to(Role.TEACHER)
def keep_roster(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Keep who came. A name that was not on the page stays as it was."""
    one = own_class(public_id)
    found = _session(one, session)
    shown, ticked = set(request.form.getlist("shown")), set(request.form.getlist("present"))
    with transaction() as db:
        actions.keep_roster(db, found, shown, ticked, me().person_id, now())
    flash(_("Kept who came to the session of %(day)s.", day=local(found.starts_at).strftime("%d/%m/%Y")), "ok")
    return redirect_to("classroom.sessions", public_id=one.group.public_id)


def _session(one: ClassLine, public_id: UUID) -> ClassSession:
    return queries.session_of(reading(), one.group.id, str(public_id)) or abort(404)


def _list(one: ClassLine, form: SessionForm, *, may_teach: bool = True) -> str:
    held = queries.held(reading(), one.group.id)
    return page("classroom/sessions.html", one=one, form=form, held=held, may_teach=may_teach)
