"""A lesson on the wall: the teacher chooses it, and all of it comes in one page that needs no network any more.

The wall says where it is whenever it is turned, and asks every three seconds whether the telephone has turned it.
"""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.classroom.blueprint import bp
from lms.classroom.projector import actions, queries
from lms.classroom.projector.models import ClassWall
from lms.classroom.projector.rules import within
from lms.classroom.projector.slides import slides_of
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.roles import Role
from lms.web import open_to, page, reading, transaction
from lms.web.parts import part


@bp.get("/classes/<uuid:public_id>/projector")
@open_to(Role.TEACHER)
def projector(public_id: UUID) -> ResponseReturnValue:
    """The lessons of the class."""
    one = own_class(public_id)
    return page("classroom/projector_modules.html", one=one, course=course_of(one))


@bp.get("/classes/<uuid:public_id>/projector/<module>")
@open_to(Role.TEACHER)
def projector_wall(public_id: UUID, module: str) -> ResponseReturnValue:
    """One of them, as large as the wall allows, without a name."""
    one = own_class(public_id)
    course = course_of(one) or abort(404)
    found = course.module(module) or abort(404)
    return page(
        "classroom/projector_wall.html", one=one, module=found, slides=slides_of(found), version=course.version_id
    )


@bp.get("/classes/<uuid:public_id>/projector/state")
@open_to(Role.TEACHER)
def projector_state(public_id: UUID) -> Response:
    """Where the wall should be: a few bytes, and none if nothing has moved."""
    one = own_class(public_id)
    wall = queries.wall_of(reading(), one.group.id, now())
    answer = part(_tag(wall), lambda: _said(one, wall).get_data(as_text=True))
    answer.mimetype = "application/json"
    return answer


@bp.post("/classes/<uuid:public_id>/projector/state")
@open_to(Role.TEACHER)
def projector_shows(public_id: UUID) -> Response:
    """The wall has been turned by its own keys: what it shows counts."""
    one = own_class(public_id)
    course = course_of(one) or abort(404)
    module = course.module(request.form.get("module", "")) or abort(404)
    slide = within(request.form.get("slide", 1, int), len(slides_of(module)) + 1)
    with transaction() as db:
        is_dark = request.form.get("dark") == "1"
        wall = actions.show(db, one.group.id, course.version_id, module.slug, slide, now(), is_dark=is_dark)
        answer = _said(one, wall)
    answer.set_etag(_tag(wall), weak=True)
    return answer


def course_of(one: ClassLine) -> PublishedCourse | None:
    """The course of a class, as newcomers get it."""
    return catalogue.current(reading(), one.course) if one.course else None


def _tag(wall: ClassWall | None) -> str:
    return f"{wall.version_id}-{wall.step}" if wall else "off"


def _said(one: ClassLine, wall: ClassWall | None) -> Response:
    if wall is None:
        return jsonify({})
    address = url_for("classroom.projector_wall", public_id=one.group.public_id, module=wall.module)
    return jsonify({"address": address, "slide": wall.slide, "dark": wall.is_dark})
