"""A class without a network: the teacher takes it along here, and brings its results back; on the laptop they are made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.certificates import queries as register
from lms.certificates.keys.folder import UnusableKey
from lms.classroom.blueprint import bp
from lms.classroom.bundles import queries
from lms.classroom.bundles.account import Account
from lms.classroom.bundles.bringing import Bringing, check_results, take_in
from lms.classroom.bundles.forms import ResultsForm
from lms.classroom.bundles.results import make_results
from lms.classroom.bundles.rules import MOST_RESULTS, USUAL_DAYS
from lms.classroom.bundles.taking import take
from lms.classroom.bundles.words import FATES, KINDS
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class
from lms.clock import now
from lms.problems import N_, Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, transaction
from lms.web.database import database
from lms.web.pages import in_words

_FORM = 64 * 1024
"""What the rest of a form needs beside its file."""


@bp.get("/classes/<uuid:public_id>/along")
@open_to(Role.TEACHER)
def along(public_id: UUID) -> ResponseReturnValue:
    """Take the class along, bring its results back, and see what was taken and brought."""
    return _page(own_class(public_id))


@bp.post("/classes/<uuid:public_id>/along")
@open_to(Role.TEACHER)
def take_along(public_id: UUID) -> ResponseReturnValue:
    """The class as one file."""
    one = own_class(public_id)
    try:
        taken = take(database(), one.group.id, me().person_id, now(), USUAL_DAYS)
    except Problem as problem:
        return _page(one, problem), problem.status
    except UnusableKey:
        sentence = N_("This server has no folder of keys, so no class can be taken along. Tell those who run it.")
        return _page(one, Conflict(sentence)), Conflict.status
    return _file(taken.content, f"lop-{one.group.code}-{taken.serial}.bdhvs")


@bp.post("/classes/<uuid:public_id>/along/results")
@open_to(Role.TEACHER)
def results(public_id: UUID) -> ResponseReturnValue:
    """On the laptop: what was learned, as one file to bring back."""
    one = own_class(public_id)
    if queries.opened_bundle(reading()) is None:
        abort(404)
    made = make_results(database(), now())
    return _file(made.content, f"ket-qua-{one.group.code}-{made.serial}.bdhvs")


@bp.post("/classes/<uuid:public_id>/along/back")
@open_to(Role.TEACHER)
def bring_back(public_id: UUID) -> ResponseReturnValue:
    """Take results in, or only look what they would do; either way every row is accounted for."""
    one, form = own_class(public_id), ResultsForm()
    if queries.opened_bundle(reading()) is not None:
        abort(404)
    content = form.file.data.read() if form.file.data else b""
    is_dry_run = request.form.get("do") != "write"
    if not content:
        sentence = N_("Choose the file of results that was made on the laptop.")
        return _page(one, Problem(sentence), form), Problem.status
    by = Bringing(me().person_id, now(), one.group.id, is_dry_run)
    try:
        checked = check_results(reading(), content, by)
        with transaction() as db:
            account = take_in(db, checked, by)
    except Problem as problem:
        return _page(one, problem, form), problem.status
    return _page(one, account=account, is_dry_run=is_dry_run)


@bp.url_value_preprocessor
def take_large_results(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Results of a class are more than any other form."""
    if endpoint == "classroom.bring_back":
        request.max_content_length = MOST_RESULTS + _FORM


def _page(
    one: ClassLine,
    problem: Problem | None = None,
    form: ResultsForm | None = None,
    *,
    account: Account | None = None,
    is_dry_run: bool = False,
) -> str:
    return page(
        "classroom/along.html",
        one=one,
        form=form or ResultsForm(formdata=None),
        refused=in_words(problem) if problem else "",
        account=account,
        is_dry_run=is_dry_run,
        rows=_rows(account) if account else [],
        lines=[(line.who, _(KINDS[line.what]), _(FATES[line.fate]), in_words(line.why)) for line in account.lines]
        if account
        else [],
        days=USUAL_DAYS,
        opened=queries.opened_bundle(reading()),
        office=register.elsewhere(reading()),
        taken=queries.taken_along(reading(), one.group.id),
    )


def _rows(account: Account) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each kind of rows with how many met each fate; kinds of which there is none are left out."""
    rows = ((_(words), what) for what, words in KINDS.items())
    counted = [
        (words, [(_(fated), account.count(what, fate)) for fate, fated in FATES.items()]) for words, what in rows
    ]
    return [row for row in counted if any(count for _fated, count in row[1])]


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype="application/octet-stream", headers=headers)
