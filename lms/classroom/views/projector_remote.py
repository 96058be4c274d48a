"""What the teacher holds in the hand: buttons that turn the wall, the notes, this slide and the next one."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue.models import PresenterNote
from lms.catalogue.queries import presenter_notes
from lms.classroom.blueprint import bp
from lms.classroom.projector import actions, queries
from lms.classroom.projector.models import ClassWall
from lms.classroom.projector.rules import Way, noted_at, within
from lms.classroom.projector.slides import Slide, slides_of
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class
from lms.classroom.views.projector import course_of
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words
from lms.web.parts import part, tag_of


@bp.get("/classes/<uuid:public_id>/remote")
@open_to(Role.TEACHER)
def remote(public_id: UUID) -> ResponseReturnValue:
    """The buttons, and below them what is on the wall."""
    one = own_class(public_id)
    wall = queries.wall_of(reading(), one.group.id, now())
    shown = _shown(wall)
    return page(
        "classroom/projector_remote.html",
        one=one,
        wall=wall,
        course=course_of(one),
        shown=shown,
        tag=tag_of(shown),
        now=now(),
        Way=Way,
    )


@bp.get("/classes/<uuid:public_id>/remote/now")
@open_to(Role.TEACHER)
def remote_now(public_id: UUID) -> Response:
    """The part of that page that changes when the wall is turned."""
    one = own_class(public_id)
    shown = _shown(queries.wall_of(reading(), one.group.id, now()))
    return part(tag_of(shown), lambda: shown)


@bp.post("/classes/<uuid:public_id>/remote")
@open_to(Role.TEACHER)
def turn(public_id: UUID) -> ResponseReturnValue:
    """Turn the wall, or choose another lesson for it. A script asks for the part alone, without the page."""
    one = own_class(public_id)
    try:
        _choose(one, request.form["module"]) if "module" in request.form else _turn(one)
    except Problem as problem:
        flash(in_words(problem), "bad")
    if request.form.get("part"):
        return redirect(url_for("classroom.remote_now", public_id=one.group.public_id), 303)
    return redirect_to("classroom.remote", public_id=one.group.public_id)


def _choose(one: ClassLine, slug: str) -> None:
    course = course_of(one) or abort(404)
    module = course.module(slug) or abort(404)
    with transaction() as db:
        actions.show(db, one.group.id, course.version_id, module.slug, 1, now())


def _turn(one: ClassLine) -> None:
    way = request.form.get("way", "")
    if way not in list(Way):
        abort(404)
    wall = queries.wall_of(reading(), one.group.id, now())
    module = queries.lesson_on(reading(), wall) if wall else None
    if wall is None or module is None:
        return
    with transaction() as db:
        actions.turn(db, wall, Way(way), len(slides_of(module)) + 1, now())


def _shown(wall: ClassWall | None) -> str:
    module = queries.lesson_on(reading(), wall) if wall else None
    if wall is None or module is None:
        return page("classroom/projector_now.html", wall=None)
    slides = slides_of(module)
    at = within(wall.slide, len(slides) + 1)
    return page(
        "classroom/projector_now.html",
        wall=wall,
        module=module,
        at=at,
        count=len(slides) + 1,
        this=slides[at - 1] if at <= len(slides) else None,
        following=slides[at] if at < len(slides) else None,
        notes=_notes_at(module.id, at, slides),
    )


def _notes_at(module_id: int, at: int, slides: tuple[Slide, ...]) -> list[PresenterNote]:
    return [note for note in presenter_notes(reading(), module_id) if noted_at(slides, note) == at]
