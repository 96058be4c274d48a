"""A running session on the telephone of somebody who is in the class: coming in, and what there is to do now."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lms.classroom.blueprint import bp
from lms.classroom.live import actions, queries
from lms.classroom.live.queries import Mine
from lms.classroom.live.questions import actions as asking
from lms.classroom.live.questions import queries as questions
from lms.classroom.live.questions.forms import LiveAnswerForm
from lms.classroom.live.questions.queries import Asked
from lms.classroom.live.rules import SEEN_EVERY
from lms.classroom.queries import classes_joined
from lms.classroom.views.live_marker import mark
from lms.classroom.views.live_showing import on_phone
from lms.clock import local_date, now
from lms.db import new_id
from lms.learning.forms import whole_number
from lms.learning.rules.drawing import fixed_order
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.parts import part, tag_of


@bp.get("/live/<uuid:session>")
@open_to(Role.LEARNER)
def live_here(session: UUID) -> ResponseReturnValue:
    """What there is to do; it changes by itself where there is script, and by a button everywhere."""
    return _whole(_mine(session))


@bp.post("/live/<uuid:session>")
@open_to(Role.LEARNER)
def come_in(session: UUID) -> ResponseReturnValue:
    """Somebody is here: a button, or the telephone by itself every half minute."""
    mine, at = _mine(session), now()
    if mine.running.is_on(at):
        mark(mine.running)
    if mine.running.is_on(at) and (mine.seen_at is None or at - mine.seen_at >= SEEN_EVERY):
        with transaction() as db:
            actions.come_in(db, mine.running.session.id, me().person_id, at)
    return redirect_to("classroom.live_here", session=mine.running.session.public_id)


@bp.get("/live/<uuid:session>/now")
@open_to(Role.LEARNER)
def live_here_now(session: UUID) -> Response:
    """The part that changes."""
    mine = _mine(session)
    asked = _asked(mine)
    return part(_tag(mine, asked), lambda: _part(mine, asked))


@bp.post("/live/<uuid:session>/<uuid:question>")
@open_to(Role.LEARNER)
def answer_live(session: UUID, question: UUID) -> ResponseReturnValue:
    """Keep an answer; what was wrong with it stands on the page that comes back."""
    mine = _mine(session)
    found = questions.question_of(reading(), mine.running.session.id, str(question)) or abort(404)
    item = questions.placed(reading(), found).item
    form = LiveAnswerForm()
    form.rows = len(item.parts)
    if not form.validate():
        return _whole(mine, [str(error) for errors in form.errors.values() for error in errors]), 422
    chosen = form.chosen(item, fixed_order(item))
    try:
        with transaction() as db:
            asking.answer(
                db,
                found.id,
                item,
                me().person_id,
                form.submission.data or "",
                whole_number(form.seen.data),
                chosen,
                now(),
            )
    except Problem as problem:
        form.take(problem)
        return _whole(mine, [str(error) for errors in form.errors.values() for error in errors]), problem.status
    return redirect_to("classroom.live_here", session=mine.running.session.public_id)


def _mine(session: UUID) -> Mine:
    return queries.mine(reading(), str(session), me().person_id) or abort(404)


def _asked(mine: Mine) -> Asked | None:
    is_on = mine.running.is_on(now())
    return questions.on_screen(reading(), mine.running.session.id, me().person_id) if is_on else None


def _tag(mine: Mine, asked: Asked | None) -> str:
    """What the part is made from, as short as can be: most of the time it is the one the telephone has."""
    state: tuple[object, ...] = ()
    if asked:
        question, own = asked.question, asked.own
        state = (question.id, question.closed_at is None, question.shows_answer, own.number if own else 0)
    return tag_of(f"{get_locale()} {mine.running.session.id} {mine.running.is_on(now())} {state}")


def _whole(mine: Mine, errors: list[str] | None = None) -> str:
    asked = _asked(mine)
    return page(
        "classroom/live_here.html",
        mine=mine,
        is_on=mine.running.is_on(now()),
        part=_part(mine, asked, errors),
        tag=_tag(mine, asked),
        errors=errors,
    )


def _part(mine: Mine, asked: Asked | None, errors: list[str] | None = None) -> str:
    if asked:
        shown = on_phone(asked.question, asked.own)
        return page(
            "classroom/live_question.html",
            mine=mine,
            errors=errors,
            submission=new_id(),
            **shown,
            question=asked.question,
            own=asked.own,
        )
    joined = classes_joined(reading(), me().person_id, local_date(now()))
    course = next((one for one in joined if one.group.id == mine.running.group.id), None)
    return page("classroom/live_now.html", mine=mine, is_on=mine.running.is_on(now()), course=course, errors=errors)
