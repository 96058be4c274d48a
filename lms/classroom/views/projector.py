"""A lesson on the wall: the teacher chooses it, and all of it comes in one page that needs no network any more."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.classroom.blueprint import bp
from lms.classroom.projector.slides import slides_of
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class
from lms.roles import Role
from lms.web import open_to, page, reading


@bp.get("/classes/<uuid:public_id>/projector")
@open_to(Role.TEACHER)
def projector(public_id: UUID) -> ResponseReturnValue:
    """The lessons of the class."""
    one = own_class(public_id)
    return page("classroom/projector_modules.html", one=one, course=_course(one))


@bp.get("/classes/<uuid:public_id>/projector/<module>")
@open_to(Role.TEACHER)
def projector_wall(public_id: UUID, module: str) -> ResponseReturnValue:
    """One of them, as large as the wall allows, without a name."""
    one = own_class(public_id)
    course = _course(one) or abort(404)
    found = course.module(module) or abort(404)
    return page("classroom/projector_wall.html", one=one, module=found, slides=slides_of(found))


def _course(one: ClassLine) -> PublishedCourse | None:
    return catalogue.current(reading(), one.course) if one.course else None
