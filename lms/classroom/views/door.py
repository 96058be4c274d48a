"""The door: where the code of a class is typed."""

from __future__ import annotations

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from lms.classroom import codes, queries
from lms.classroom.blueprint import bp
from lms.classroom.forms import CodeForm
from lms.classroom.queries import ClassLine
from lms.clock import local_date, now
from lms.people.refusals import headers_of
from lms.problems import N_, Problem
from lms.web import EVERYONE, open_to, page, reading, redirect_to
from lms.web.failures import count_failure, refuse_after_failures


@bp.get("/lop")
@open_to(EVERYONE)
def door() -> ResponseReturnValue:
    """Ask for the code."""
    return page("classroom/door.html", form=CodeForm())


@bp.post("/lop")
@open_to(EVERYONE)
def door_submit() -> ResponseReturnValue:
    """Lead to the class that opens with the code."""
    form = CodeForm()
    if not form.validate():
        return page("classroom/door.html", form=form), 422
    try:
        found = opened(form.code.data or "")
    except Problem as problem:
        return refused(form.code.data or "", problem)
    return redirect_to("classroom.names", code=found.group.code)


def opened(typed: str) -> ClassLine:
    """The class that opens with what was typed. Raises the same for a code nobody has and one that is not open.

    A code is tried against all classes at once, so an address that has failed often has to wait.
    """
    code = codes.check_typed(typed)
    refuse_after_failures("classes")
    found = queries.open_class(reading(), code, local_date(now()))
    if found is None:
        count_failure("classes")
        sentence = N_("No class is open with this code. Compare it with the code that your teacher shows.")
        raise Problem(sentence, field="code")
    return found


def refused(typed: str, problem: Problem) -> Response:
    """The door with what was typed and what is to be done about it."""
    form = CodeForm(formdata=None, data={"code": typed})
    problem.field = "code"
    form.take(problem)
    return guarded(page("classroom/door.html", form=form), problem.status, headers_of(problem))


def guarded(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A page that shows names to whoever has the code: no copy of it, and nothing for search engines."""
    return make_response(html, status, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", **(headers or {})})
