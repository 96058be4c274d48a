"""The final of a class: who gets it on paper, the sheets to print, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import SystemRandom
from uuid import UUID

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue.published import PublishedCourse
from lms.classroom.blueprint import bp
from lms.classroom.queries import ClassLine
from lms.classroom.quizzes import actions, queries
from lms.classroom.quizzes.actions import Drawing
from lms.classroom.quizzes.queries import Standing
from lms.classroom.quizzes.sheets.questions import pictures
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

MOST_AT_ONCE = 12
"""Sheets in one file: laying one out takes some tenths of a second, and other prints wait meanwhile."""


@bp.get("/classes/<uuid:public_id>/quiz")
@open_to(Role.TEACHER)
def quiz(public_id: UUID) -> ResponseReturnValue:
    """Who has a sheet, who could get one, and what was handed in."""
    return _overview(own_class(public_id))


@bp.post("/classes/<uuid:public_id>/quiz/draw")
@open_to(Role.TEACHER)
def draw_quizzes(public_id: UUID) -> ResponseReturnValue:
    """Draw questions for those who were ticked; what kept others from getting a sheet is said."""
    one, at = own_class(public_id), now()
    course = course_of(one)
    standing = queries.without_sheet(reading(), one.group)
    chosen = [each.person.id for each in standing if each.member.public_id in request.form.getlist("who")]
    if not chosen:
        return _overview(one, _("Tick at least one person.")), 422
    dice, learned = SystemRandom(), request.form.get("learned") == "1"
    with transaction() as db:
        drawing = actions.draw_sheets(db, one.group.id, chosen, course, me().person_id, dice, at, have_learned=learned)
    if not drawing.attempts:
        return _overview(one, refused=drawing.refused), 422
    _tell(drawing, standing)
    return redirect_to("classroom.quiz", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/quiz/print")
@open_to(Role.TEACHER)
def print_quizzes(public_id: UUID) -> ResponseReturnValue:
    """The sheets that were ticked as a file, or their right answers; printed again they are the same."""
    from lms.classroom.quizzes.sheets import printing  # draws QR codes, which no other page here does

    one, right = own_class(public_id), request.form.get("what") == "right"
    wanted = set(request.form.getlist("sheet"))
    chosen = [each for each in queries.sheets(reading(), one.group.id) if each.is_open and each.sheet.key in wanted]
    if not chosen:
        return _overview(one, _("Tick at least one sheet.")), 422
    if len(chosen) > MOST_AT_ONCE and not right:
        return _overview(
            one, _("At most %(most)s sheets fit in one file. Print the others after them.", most=MOST_AT_ONCE)
        ), 422
    drawn = queries.pictures_of(reading(), pictures(item for each in chosen for item in each.items))
    attempts = [each.attempt.id for each in chosen]
    with transaction() as db:
        actions.print_sheets(db, one.group.id, attempts, me().person_id, now(), right=right)
    if right:
        return _file(printing.right_answers(one, chosen, now()), "dap-an.pdf")
    return _file(printing.sheets(one, chosen, drawn, now()), "phieu-bai-cuoi.pdf")


@bp.post("/classes/<uuid:public_id>/quiz/withdraw")
@open_to(Role.TEACHER)
def withdraw_quiz(public_id: UUID) -> ResponseReturnValue:
    """A sheet is not wanted any more: its questions go on on a screen."""
    one = own_class(public_id)
    sheet = queries.sheet_by_key(reading(), one.group.id, request.form.get("key", "")) or abort(404)
    with transaction() as db:
        actions.withdraw(db, one.group.id, sheet, me().person_id, now())
    flash(_("The sheet of %(name)s counts for nothing any more.", name=sheet.person.name), "ok")
    return redirect_to("classroom.quiz", public_id=one.group.public_id)


def course_of(one: ClassLine) -> PublishedCourse:
    """The course of the class, with 404 for a class without one."""
    return queries.course_of(reading(), one.group, one.course) or abort(404)


def _overview(one: ClassLine, complaint: str = "", refused: Mapping[int, Problem] | None = None) -> str:
    course = queries.course_of(reading(), one.group, one.course)
    found = queries.sheets(reading(), one.group.id)
    return page(
        "classroom/quiz.html",
        one=one,
        course=course,
        standing=queries.without_sheet(reading(), one.group) if course else [],
        open_sheets=[each for each in found if each.is_open],
        recorded=[each for each in found if each.is_recorded],
        complaint=complaint,
        refused={person_id: in_words(problem) for person_id, problem in (refused or {}).items()},
        ticked=set(request.form.getlist("who")) | set(request.form.getlist("sheet")),
        most=MOST_AT_ONCE,
    )


def _tell(drawing: Drawing, standing: Sequence[Standing]) -> None:
    count = len(drawing.attempts)
    flash(
        ngettext("%(num)s sheet is drawn. Print it below.", "%(num)s sheets are drawn. Print them below.", count), "ok"
    )
    names = {each.person.id: each.person.name for each in standing}
    for reason in dict.fromkeys(map(in_words, drawing.refused.values())):
        whose = [names[person_id] for person_id, problem in drawing.refused.items() if in_words(problem) == reason]
        flash(_("No sheet for %(names)s: %(reason)s", names=", ".join(whose), reason=reason), "mind")


def _file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
