"""Questions to everybody, from the teacher's side: choosing one, closing it, showing what was answered and what is right."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.classroom.blueprint import bp
from lms.classroom.live.questions import actions, queries
from lms.classroom.live.questions.rules import Change
from lms.classroom.queries import ClassLine
from lms.classroom.views.live import find_session, running_of
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.learning.forms import whole_number
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words


@bp.get("/classes/<uuid:public_id>/sessions/<uuid:session>/live/questions")
@open_to(Role.TEACHER)
def live_questions(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """What can be asked, lesson by lesson, and what was asked already with how it went."""
    one = own_class(public_id)
    running = running_of(one, find_session(one, session)) or abort(404)
    courses, course = _courses(one)
    return page(
        "classroom/live_questions.html",
        one=one,
        running=running,
        is_on=running.is_on(now()),
        courses=courses,
        course=course,
        items=queries.practice_items(reading(), course) if course else [],
        results=queries.results(reading(), running.session.id),
    )


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>/live/questions")
@open_to(Role.TEACHER)
def ask_question(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Put a question on all screens."""
    one = own_class(public_id)
    found = find_session(one, session)
    if running_of(one, found) is None:
        abort(404)
    _all, course = _courses(one)
    item = whole_number(request.form.get("item"))
    try:
        with transaction() as db:
            actions.ask(db, found.id, course or abort(404), item, me().person_id, now())
    except Problem as problem:
        flash(in_words(problem), "bad")
    return redirect_to("classroom.live", public_id=one.group.public_id, session=found.public_id)


@bp.post("/classes/<uuid:public_id>/sessions/<uuid:session>/live/question")
@open_to(Role.TEACHER)
def change_question(public_id: UUID, session: UUID) -> ResponseReturnValue:
    """Close it, show something, put it away."""
    one = own_class(public_id)
    found = find_session(one, session)
    question = queries.question_of(reading(), found.id, request.form.get("question", "")) or abort(404)
    what = next((each for each in Change if each == request.form.get("do")), None)
    with transaction() as db:
        actions.change(db, question.id, what or abort(404), now())
    return redirect_to("classroom.live", public_id=one.group.public_id, session=found.public_id)


def _courses(one: ClassLine) -> tuple[list[PublishedCourse], PublishedCourse | None]:
    """The courses to choose from, and the one that is chosen: that of the class, if it has one."""
    courses = [course for course in catalogue.current_all(reading()) if one.group.course_id in (None, course.course_id)]
    wanted = request.values.get("course", "")
    chosen = next((course for course in courses if course.slug == wanted), None)
    return courses, chosen or (courses[0] if len(courses) == 1 else None)
