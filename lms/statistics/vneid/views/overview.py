"""What stands: how many are confirmed and how many wait, the batches, and the cases to be told."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.problems import Problem
from lms.roles import Role
from lms.statistics.vneid.actions import batches, elsewhere
from lms.statistics.vneid.queries import batches as queries
from lms.statistics.vneid.queries import people
from lms.statistics.vneid.rules import MOST, Form
from lms.statistics.vneid.views import words
from lms.statistics.vneid.views.blueprint import bp
from lms.statistics.vneid.views.found import charge, is_of_the_province, vneid
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

_MOST_CASES = 100
_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of whom, in the charge of a visitor."""

    confirmed: int
    awaiting: int
    without_certificate: int


@bp.get("/statistics/vneid")
@open_to(Role.OFFICIAL)
def overview() -> ResponseReturnValue:
    """Counts of the visitor's units; for officials of the province the batches and cases too."""
    return _overview()


@bp.post("/statistics/vneid/batches")
@open_to(Role.OFFICIAL)
def make_batch() -> ResponseReturnValue:
    """Have a batch made of everybody who waits."""
    if not is_of_the_province():
        abort(404)
    wanted = request.form.get("form", "")
    form = Form(wanted) if wanted in set(Form) else abort(404)
    try:
        with transaction() as db:
            batch = batches.ask(db, me().person_id, form, vneid().layout, now())
    except Problem as problem:
        return _overview(in_words(problem)), problem.status
    return redirect_to("vneid.batch", public_id=batch.public_id)


@bp.post("/statistics/vneid/cases/<uuid:certificate_id>")
@open_to(Role.OFFICIAL)
def close_case(certificate_id: object) -> ResponseReturnValue:
    """Note that the other side was told of a void certificate."""
    open_ones = queries.open_cases(reading(), _MOST_CASES) if is_of_the_province() else []
    if str(certificate_id) not in {case.certificate_id for case in open_ones}:
        abort(404)
    paper = request.form.get("paper", "").strip()
    if not paper:
        return _overview(_("Type the number of the letter by which it was told.")), 422
    with transaction() as db:
        elsewhere.close_case(db, str(certificate_id), paper[:_LONGEST_NOTE], me().person_id, now())
    flash(_("Noted."), "ok")
    return redirect_to("vneid.overview")


def _overview(refused: str = "") -> str:
    db, units, today, sees_all = reading(), charge(), local_date(now()), is_of_the_province()
    found = queries.batches(db) if sees_all else []
    totals = queries.totals_of(db, [one.id for one in found])
    counts = Counts(
        people.count_confirmed(db, units, today),
        people.count_awaiting(db, units, today),
        people.count_without_certificate(db, units, today),
    )
    return page(
        "statistics/vneid.html",
        counts=counts,
        sees_all=sees_all,
        batches=[words.shown(one, totals.get(one.id)) for one in found],
        cases=queries.open_cases(db, _MOST_CASES) if sees_all else [],
        most=MOST,
        refused=refused,
        today=today,
    )
