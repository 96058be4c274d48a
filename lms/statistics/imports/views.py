"""Files of numbers on the page of the province: shown row by row first, taken by a button after that."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.clock import now
from lms.problems import Conflict
from lms.roles import Role
from lms.statistics.blueprint import bp
from lms.statistics.charge import check_province
from lms.statistics.imports import queries
from lms.statistics.imports.actions import Moved, Unconfirmed, preview, put, take_shown
from lms.statistics.imports.forms import WHAT, FileForm, TakeForm
from lms.statistics.imports.models import Upload, What
from lms.statistics.imports.rows import POPULATION_COLUMNS, REQUIRED_COLUMNS, TARGET_COLUMNS
from lms.statistics.imports.rules import Judged, Preview, Verdict
from lms.tables.reading import BadFile
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)
_LARGEST_FILE = 8 * 1024 * 1024
_MOST_ROWS = 400
_MOST_TAKEN = 10
_ORDER = list(Verdict)
_COLUMNS = {
    What.POPULATIONS: POPULATION_COLUMNS,
    What.TARGETS: (*TARGET_COLUMNS[:3], "percent", "people", *TARGET_COLUMNS[3:]),
    What.REQUIRED_SETS: REQUIRED_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken."""

    name: str
    what: str
    by: str
    at: datetime


@bp.get("/statistics/files")
@open_to(*_WHO)
def files() -> ResponseReturnValue:
    """Ask for a file, and list those that were taken."""
    check_province(*_WHO)
    return _ask(FileForm(what=request.args.get("what") or What.POPULATIONS))


@bp.post("/statistics/files")
@open_to(*_WHO)
def show_file() -> ResponseReturnValue:
    """Keep the file and show what it would change; nothing of it is taken yet."""
    check_province(*_WHO)
    form = FileForm()
    content = form.check()
    if content is None:
        return _ask(form), 422
    with transaction() as db:
        kept = put(db, What(form.what.data), form.name(), content, me().person_id, now())
    return redirect_to(".file", public_id=kept.public_id)


@bp.get("/statistics/files/<uuid:public_id>")
@open_to(*_WHO)
def file(public_id: Any) -> ResponseReturnValue:
    """What a file would change, row by row."""
    return _show(_find(public_id), TakeForm())


@bp.post("/statistics/files/<uuid:public_id>")
@open_to(*_WHO)
def take_file(public_id: Any) -> ResponseReturnValue:
    """Take exactly the file that was shown."""
    found, form = _find(public_id), TakeForm()
    if not form.validate():
        return _show(found, form), 422
    try:
        with transaction() as db:
            kept = queries.upload(db, found.public_id, me().person_id) or abort(404)
            imported = take_shown(db, kept, form.shown.data or "", now(), confirmed=bool(form.meant.data))
    except Unconfirmed as problem:
        form.take(problem)
        return _show(found, form), 422
    except BadFile as problem:
        return _show(found, form, in_words(problem)), 422
    except Moved as problem:
        return _show(found, form, in_words(problem)), 409
    except Conflict as problem:
        flash(in_words(problem), "mind")
        return redirect_to(".files")
    told = imported.new, imported.changed, imported.same
    flash(_("Taken: %(new)s rows new, %(changed)s changed, %(same)s as before.", **_named(*told)), "ok")
    return redirect_to(".files")


@bp.get("/statistics/files/<what>.csv")
@open_to(*_WHO)
def empty_file(what: str) -> ResponseReturnValue:
    """A file with the columns and no rows, to fill in."""
    check_province(*_WHO)
    columns = {known.value: columns for known, columns in _COLUMNS.items()}.get(what) or abort(404)
    written = StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(columns)
    headers = {"Content-Disposition": f'attachment; filename="{what}.csv"'}
    return Response(written.getvalue().encode("utf-8-sig"), mimetype="text/csv", headers=headers)


@bp.url_value_preprocessor
def take_large_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Numbers of every village are more than any form."""
    if endpoint == "statistics.show_file":
        request.max_content_length = _LARGEST_FILE


def _named(new: int, changed: int, same: int) -> dict[str, int]:
    return {"new": new, "changed": changed, "same": same}


def _ask(form: FileForm) -> str:
    db = reading()
    taken = [
        Taken(one.name, str(WHAT[What(one.what)]), name, one.taken_at)
        for one, name in queries.taken(db, _MOST_TAKEN)
        if one.taken_at
    ]
    return page("statistics/files.html", form=form, taken=taken, columns=_COLUMNS, what=WHAT)


def _show(found: Upload, form: TakeForm, complaint: str = "") -> str:
    seen = preview(reading(), What(found.what), found.content, now())
    form.shown.data = seen.fingerprint
    rows = sorted(seen.rows, key=lambda row: (_ORDER.index(row.verdict), row.line))
    return page(
        "statistics/file.html",
        form=form,
        upload=found,
        what=WHAT[What(found.what)],
        seen=seen,
        rows=[(row, *_verdict(row)) for row in rows[:_MOST_ROWS]],
        hidden=_hidden(rows[_MOST_ROWS:]),
        sentence=_sentence(seen),
        complaint=complaint,
        may_take=not seen.count(Verdict.WRONG) and bool(seen.count(Verdict.NEW) + seen.count(Verdict.CHANGED)),
    )


def _verdict(row: Judged) -> tuple[str, str]:
    return {
        Verdict.WRONG: ("bad", _("wrong")),
        Verdict.CHANGED: ("mind", _("changed")),
        Verdict.NEW: ("ok", _("new")),
        Verdict.SAME: ("non", _("as before")),
    }[row.verdict]


def _hidden(rows: list[Judged]) -> str:
    if not rows:
        return ""
    return ngettext("%(num)s more row is not shown.", "%(num)s more rows are not shown.", len(rows))


def _sentence(seen: Preview) -> str:
    wrong = seen.count(Verdict.WRONG)
    if wrong:
        return ngettext(
            "%(num)s row is wrong: nothing can be taken. Mend the file and send it again.",
            "%(num)s rows are wrong: nothing can be taken. Mend the file and send it again.",
            wrong,
        )
    told = _named(seen.count(Verdict.NEW), seen.count(Verdict.CHANGED), seen.count(Verdict.SAME))
    if not told["new"] + told["changed"]:
        return _("Everything in this file is here already: there is nothing to take.")
    return _("%(new)s rows new, %(changed)s changed, %(same)s as before. Nothing is taken yet.", **told)


def _find(public_id: Any) -> Upload:
    """A file of one's own that was not taken yet."""
    check_province(*_WHO)
    found = queries.upload(reading(), str(public_id), me().person_id) or abort(404)
    return found if found.taken_at is None else abort(404)
