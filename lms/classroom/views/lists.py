"""A whole list of people on its way into a class, looked through row by row first; and the list as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import queries
from lms.classroom.blueprint import bp
from lms.classroom.lists import columns, export
from lms.classroom.lists.actions import Mistaken, Moved, Shown, Undecided, write
from lms.classroom.lists.columns import Listed
from lms.classroom.lists.forms import ListForm, WriteForm
from lms.classroom.lists.planning import LEAVE, NEW, Plan, Row, plan
from lms.classroom.lists.rules import Verdict
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class, today, units
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.tables.reading import BadFile
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_LARGEST = 4 * columns.MOST_BYTES
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROW = "row-"


@bp.get("/classes/<uuid:public_id>/list")
@open_to(Role.TEACHER)
def add_list(public_id: UUID) -> ResponseReturnValue:
    """Ask for a list."""
    return _ask(own_class(public_id), ListForm())


@bp.post("/classes/<uuid:public_id>/list")
@open_to(Role.TEACHER)
def show_list(public_id: UUID) -> ResponseReturnValue:
    """Show what the list would do; nothing is written, and nothing of it is kept here."""
    one, form = own_class(public_id), ListForm()
    if not form.validate():
        return _ask(one, form), 422
    content = form.content()
    if not content:
        return _ask(one, form, [_("Choose a file or paste a list, then press the button.")]), 422
    return _answer(one, form, content)


@bp.post("/classes/<uuid:public_id>/list/write")
@open_to(Role.TEACHER)
def write_list(public_id: UUID) -> ResponseReturnValue:
    """Write exactly the list that was shown."""
    one, form = own_class(public_id), WriteForm()
    try:
        rows = columns.read((form.text.data or "").encode())
    except BadFile as problem:
        return _ask(one, ListForm(formdata=None), problem.complaints), 422
    try:
        with transaction() as db:
            written = write(
                db, one.group.id, rows, Shown(form.shown.data or "", _choices()), units(), now(), by=me().person_id
            )
    except (Moved, Mistaken, Undecided) as problem:
        return _shown(one, rows, problem)
    except Problem as problem:
        return _ask(one, ListForm(formdata=None), [in_words(problem)]), problem.status
    flash(
        _(
            "Written: %(new)s people are new here, %(known)s were known. %(left)s rows changed nothing.",
            new=written.new,
            known=written.known,
            left=len(rows) - written.new - written.known,
        ),
        "ok",
    )
    return redirect_to("classroom.one_class", public_id=one.group.public_id)


@bp.get("/classes/<uuid:public_id>/list.<any(csv, xlsx):kind>")
@open_to(Role.TEACHER)
def list_file(public_id: UUID, kind: str) -> ResponseReturnValue:
    """The list of the class, to take along or to fill in further."""
    one = own_class(public_id)
    members = queries.members(reading(), one.group.id, today())
    is_csv = kind == "csv"
    content = export.as_csv(members) if is_csv else export.as_workbook(members, one.group.name, now())
    headers = {"Content-Disposition": f'attachment; filename="danh-sach-lop.{kind}"'}
    return Response(content, mimetype="text/csv" if is_csv else _XLSX, headers=headers)


@bp.url_value_preprocessor
def take_long_lists(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A list of a village is more than any other form."""
    if endpoint in ("classroom.show_list", "classroom.write_list"):
        request.max_content_length = request.max_form_memory_size = _LARGEST


def _answer(one: ClassLine, form: ListForm, content: bytes) -> ResponseReturnValue:
    try:
        return _shown(one, columns.read(content))
    except BadFile as problem:
        return _ask(one, form, problem.complaints), 422
    except Problem as problem:
        return _ask(one, form, [in_words(problem)]), problem.status


def _ask(one: ClassLine, form: ListForm, complaints: list[str] | None = None) -> str:
    return page("classroom/list.html", one=one, form=form, complaints=complaints or [], most=columns.MOST_ROWS)


def _shown(one: ClassLine, rows: list[Listed], problem: Problem | None = None) -> ResponseReturnValue:
    made = plan(reading(), one.group, rows, units(), now())
    form = WriteForm(formdata=None)
    form.text.data, form.shown.data = columns.carried(rows), made.fingerprint(one.group.id)
    wrong = made.count(Verdict.WRONG)
    answer = page(
        "classroom/list_shown.html",
        one=one,
        form=form,
        mend=ListForm(formdata=None, data={"text": form.text.data}) if wrong else None,
        made=made,
        rows=_in_order(made),
        chosen=_choices(),
        counts=_counts(made),
        complaint=in_words(problem) if problem else "",
        may_write=not wrong and any(map(made.count, (Verdict.NEW, Verdict.KNOWN, Verdict.DOUBTFUL))),
    )
    return answer, problem.status if problem else 422 if wrong else 200


def _in_order(made: Plan) -> list[tuple[int, Row, str, str, str, list[tuple[str, str]]]]:
    """What needs somebody first: the place, the row, its state in a sign and a word, a sentence, and its choices."""
    order = list(Verdict)
    rows = sorted(enumerate(made.rows), key=lambda placed: order.index(placed[1].judged.verdict))
    return [(place, row, *_state(row.judged.verdict), _sentence(made, row), _offered(row)) for place, row in rows]


def _state(verdict: Verdict) -> tuple[str, str]:
    return {
        Verdict.WRONG: ("bad", _("wrong")),
        Verdict.DOUBTFUL: ("mind", _("doubtful")),
        Verdict.NEW: ("ok", _("new")),
        Verdict.KNOWN: ("go", _("known")),
        Verdict.SAME: ("non", _("no change")),
    }[verdict]


def _sentence(made: Plan, row: Row) -> str:
    judged = row.judged
    if judged.why is not None:
        return in_words(judged.why)
    if judged.person is not None:
        place = judged.person.place or made.where.commune
        if judged.verdict is Verdict.SAME:
            return _("In the class already.")
        return _("A person of %(place)s, born %(year)s.", place=place, year=judged.person.birth_year)
    home = row.meant.unit_id if row.meant else None
    return _("Lives at %(place)s.", place=made.where.names.get(home or 0, made.where.home))


def _offered(row: Row) -> list[tuple[str, str]]:
    persons = {one.public_id: f"{one.name}, {one.birth_year}, {one.place}" for one in row.judged.options}
    words = persons | {NEW: _("A new person"), LEAVE: _("Leave this row out")}
    return [(choice, words[choice]) for choice in row.choices]


def _counts(made: Plan) -> list[tuple[str, str, int]]:
    return [(*_state(verdict), made.count(verdict)) for verdict in Verdict if made.count(verdict)]


def _choices() -> dict[int, str]:
    """What was said of the doubtful rows, by their places."""
    said = ((name.removeprefix(_ROW), value) for name, value in request.form.items() if name.startswith(_ROW))
    return {
        int(place): value
        for place, value in said
        if place.isdecimal() and place.isascii() and len(place) <= len("9999")
    }
