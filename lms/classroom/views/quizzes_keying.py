"""Keying in what was marked on sheets: a line a person, all of a class on one page and in one go."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.blueprint import bp
from lms.classroom.queries import ClassLine
from lms.classroom.quizzes import actions, queries
from lms.classroom.quizzes.keying.rules import LONGEST, marks_typed, pattern
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_FIELD = "marks-"


@dataclass(slots=True)
class Line:
    """One sheet with what was typed for it."""

    sheet: Sheet
    typed: str = ""
    error: str = ""

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"{_FIELD}{self.sheet.sheet.key}"

    @property
    def pattern(self) -> str:
        """What the script needs to know of it."""
        return pattern(self.sheet.rows)


@bp.get("/classes/<uuid:public_id>/quiz/keys")
@open_to(Role.TEACHER)
def key_quizzes(public_id: UUID) -> ResponseReturnValue:
    """A field for each open sheet."""
    one = own_class(public_id)
    return _grid(one, [Line(each) for each in queries.sheets(reading(), one.group.id) if each.is_open])


@bp.post("/classes/<uuid:public_id>/quiz/keys")
@open_to(Role.TEACHER)
def keep_keys(public_id: UUID) -> ResponseReturnValue:
    """Hand in every sheet that was typed, all or none; empty fields wait."""
    one = own_class(public_id)
    lines = typed_lines(one)
    wanted = [line for line in lines if line.typed]
    marked = [(line.sheet, marks) for line in wanted if (marks := marks_in(line)) is not None]
    if not wanted or len(marked) < len(wanted):
        return _grid(one, lines, "" if wanted else _("Type the answers of at least one sheet.")), 422
    try:
        with transaction() as db:
            actions.keep_marks(db, one.group.id, marked, me().person_id, now())
    except actions.Refused as refused:
        lines = typed_lines(one)
        next(line for line in lines if line.sheet.sheet.key == refused.key).error = in_words(refused.problem)
        return _grid(one, lines), refused.problem.status
    flash(_("%(count)s sheets are handed in. The results stand below.", count=len(marked)), "ok")
    return redirect_to("classroom.quiz", public_id=one.group.public_id, _anchor="results")


def typed_lines(one: ClassLine) -> list[Line]:
    """The open sheets, and those that were open when the page was made."""
    found = [Line(each, request.form.get(f"{_FIELD}{each.sheet.key}", "").strip()[:LONGEST]) for each in _all(one)]
    return [line for line in found if line.sheet.is_open or line.typed]


def _all(one: ClassLine) -> list[Sheet]:
    keys = [name.removeprefix(_FIELD) for name in request.form if name.startswith(_FIELD)]
    return queries.sheets(reading(), one.group.id, keys)


def marks_in(line: Line) -> list[str] | None:
    """The marks that were typed; nothing, and the reason in the line, if they cannot be."""
    try:
        return marks_typed(line.typed, line.sheet.rows)
    except Problem as problem:
        line.error = in_words(problem)
        return None


def _grid(one: ClassLine, lines: list[Line], complaint: str = "") -> str:
    return page("classroom/quiz_keys.html", one=one, lines=lines, complaint=complaint, longest=LONGEST)
