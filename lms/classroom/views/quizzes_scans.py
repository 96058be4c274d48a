"""Pictures of sheets: brought, looked through row by row where something is not clear, and handed in by the teacher."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from lms.classroom.blueprint import bp
from lms.classroom.queries import ClassLine
from lms.classroom.quizzes import actions as quizzes
from lms.classroom.quizzes import queries as sheets
from lms.classroom.quizzes.models import ScanState, SheetScan
from lms.classroom.quizzes.reading import actions, background, intake, queries
from lms.classroom.quizzes.reading.queries import UNSURE, Scan
from lms.classroom.quizzes.rules import Row
from lms.classroom.quizzes.sheets.layout import SCALE, strip
from lms.classroom.views.own import own_class
from lms.classroom.views.quizzes_keying import Line, marks_in, typed_lines
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

__all__ = ["background"]


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet that was read, with the rows to look at."""

    line: Line
    scan: Scan
    rows: tuple[tuple[int, Row], ...]
    """Those in doubt, by their place; of a picture without a sheet none can be cut out."""


@bp.get("/classes/<uuid:public_id>/quiz/scans")
@open_to(Role.TEACHER)
def scans(public_id: UUID) -> ResponseReturnValue:
    """What was brought, and what was read off it."""
    return _shown(own_class(public_id))


@bp.post("/classes/<uuid:public_id>/quiz/scans")
@open_to(Role.TEACHER)
def bring_scans(public_id: UUID) -> ResponseReturnValue:
    """Take pictures in; they are read one after another."""
    one = own_class(public_id)
    files = [content for each in request.files.getlist("file") if (content := _content(each))]
    if not files:
        return _shown(one, complaint=_("Choose at least one picture.")), 422
    if len(files) > intake.MOST_FILES:
        return _shown(one, complaint=_("At most %(most)s files at once.", most=intake.MOST_FILES)), 422
    try:
        with transaction() as db:
            new = actions.bring(db, one.group.id, files, me().person_id, now())
    except Problem as problem:
        return _shown(one, complaint=in_words(problem)), problem.status
    flash(ngettext("%(num)s file is being read.", "%(num)s files are being read.", new), "ok")
    return redirect_to("classroom.scans", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/quiz/scans/keep")
@open_to(Role.TEACHER)
def keep_scans(public_id: UUID) -> ResponseReturnValue:
    """Hand in what the teacher has confirmed; sheets with a question mark wait."""
    one = own_class(public_id)
    lines = [line for line in typed_lines(one) if line.typed]
    wanted = [line for line in lines if UNSURE not in line.typed]
    marked = [(line.sheet, marks) for line in wanted if (marks := marks_in(line)) is not None]
    if not wanted or len(marked) < len(wanted):
        complaint = "" if wanted else _("Every sheet still has a ? to be replaced.")
        return _shown(one, lines, complaint), 422
    try:
        with transaction() as db:
            kept = quizzes.keep_marks(db, one.group.id, marked, me().person_id, now())
            actions.forget(db, [attempt.id for attempt in kept])
    except quizzes.Refused as refused:
        next(line for line in lines if line.sheet.sheet.key == refused.key).error = in_words(refused.problem)
        return _shown(one, lines), refused.problem.status
    flash(_("%(count)s sheets are handed in, and their pictures are deleted.", count=len(marked)), "ok")
    return redirect_to(
        "classroom.scans" if len(wanted) < len(lines) else "classroom.quiz", public_id=one.group.public_id
    )


@bp.post("/classes/<uuid:public_id>/quiz/scans/<uuid:scan>/whose")
@open_to(Role.TEACHER)
def say_whose(public_id: UUID, scan: UUID) -> ResponseReturnValue:
    """Say whose sheet is in a picture."""
    one = own_class(public_id)
    found = _scan(one, scan)
    sheet = sheets.sheet_by_key(reading(), one.group.id, request.form.get("key", "")) or abort(404)
    with transaction() as db:
        actions.say_whose(db, found, sheet.attempt.id, now())
    return redirect_to("classroom.scans", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/quiz/scans/<uuid:scan>/discard")
@open_to(Role.TEACHER)
def discard_scan(public_id: UUID, scan: UUID) -> ResponseReturnValue:
    """Forget a picture."""
    one = own_class(public_id)
    found = _scan(one, scan)
    with transaction() as db:
        actions.discard(db, found.public_id)
    flash(_("The picture is deleted."), "ok")
    return redirect_to("classroom.scans", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/quiz/scans/discard")
@open_to(Role.TEACHER)
def discard_unknown(public_id: UUID) -> ResponseReturnValue:
    """Forget all pictures without a sheet: pages with questions were scanned along."""
    one = own_class(public_id)
    wanted = [
        each.public_id
        for each in queries.scans(reading(), one.group.id)
        if each.attempt_id is None and "none" in each.flags
    ]
    with transaction() as db:
        for each in wanted:
            actions.discard(db, each)
    flash(ngettext("%(num)s picture is deleted.", "%(num)s pictures are deleted.", len(wanted)), "ok")
    return redirect_to("classroom.scans", public_id=one.group.public_id)


@bp.get("/classes/<uuid:public_id>/quiz/scans/<uuid:scan>.jpg")
@open_to(Role.TEACHER)
def scan_picture(public_id: UUID, scan: UUID) -> ResponseReturnValue:
    """The whole picture, as it is kept."""
    content = _scan(own_class(public_id), scan).content
    return _picture(content, "image/png" if content.startswith(b"\x89PNG") else "image/jpeg")


@bp.get("/classes/<uuid:public_id>/quiz/scans/<uuid:scan>/<int:row>.png")
@open_to(Role.TEACHER)
def scan_row(public_id: UUID, scan: UUID, row: int) -> ResponseReturnValue:
    """One row, cut out of the sheet."""
    from PIL import Image

    one = own_class(public_id)
    found = _scan(one, scan)
    sheet = next(iter(sheets.sheets_of(reading(), one.group.id, [found.attempt_id or ""])), None)
    if sheet is None or row >= len(sheet.rows) or found.state != ScanState.READ:
        abort(404)
    left, top, width, height = (round(each * SCALE) for each in strip(sheet.rows, row))
    kept = BytesIO()
    Image.open(BytesIO(found.content)).crop((left, top, left + width, top + height)).save(kept, "PNG")
    return _picture(kept.getvalue(), "image/png")


@bp.url_value_preprocessor
def take_pictures(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Pictures of a class are more than any other form."""
    if endpoint == "classroom.bring_scans":
        request.max_content_length = intake.MOST_TOGETHER


def _content(brought: FileStorage) -> bytes:
    """All of it, or one byte more than is taken."""
    with closing(brought):
        content: bytes = brought.read(intake.MOST_BYTES + 1)
    return content


def _scan(one: ClassLine, public_id: UUID) -> SheetScan:
    return queries.scan(reading(), str(public_id), one.group.id) or abort(404)


def _picture(content: bytes, kind: str) -> Response:
    return Response(content, mimetype=kind, headers={"Cache-Control": "no-store"})


def _shown(one: ClassLine, lines: Sequence[Line] = (), complaint: str = "") -> str:
    brought = queries.scans(reading(), one.group.id)
    attempts = [each.attempt_id for each in brought if each.attempt_id]
    own = {each.attempt.id: each for each in sheets.sheets_of(reading(), one.group.id, attempts)}
    typed = {line.sheet.attempt.id: line for line in lines}
    known = [each for each in brought if each.attempt_id in own and each.state != ScanState.WAITING]
    return page(
        "classroom/quiz_scans.html",
        one=one,
        waiting=sum(each.state == ScanState.WAITING for each in brought),
        unknown=[each for each in brought if each.attempt_id is None and each.state != ScanState.WAITING],
        looks=[_look(each, own[each.attempt_id or ""], typed) for each in known if own[each.attempt_id or ""].is_open],
        over=[(each, own[each.attempt_id or ""]) for each in known if not own[each.attempt_id or ""].is_open],
        open_sheets=[each for each in sheets.sheets(reading(), one.group.id) if each.is_open],
        complaint=complaint,
        most=intake.MOST_BYTES // 1_000_000,
        scale=SCALE,
        strip=strip,
    )


def _look(scan: Scan, sheet: sheets.Sheet, typed: dict[str, Line]) -> Look:
    line = typed.get(sheet.attempt.id) or Line(sheet, scan.typed(len(sheet.rows)))
    doubts = scan.doubts if scan.state == ScanState.READ else ()
    return Look(line, scan, tuple((at, sheet.rows[at]) for at in doubts))
