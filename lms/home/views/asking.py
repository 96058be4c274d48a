"""One's rights over one's own data: a copy at once; a correction, the end of the account, a deletion on request."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.home.blueprint import bp
from lms.home.forms import CorrectionForm, EndingForm
from lms.home.queries.copies import everything_of
from lms.home.views.asked import asked_rows
from lms.home.views.copies import as_json, as_page
from lms.people import queries as people
from lms.people import rules as people_rules
from lms.people.requests import actions, queries
from lms.people.requests.rules import Known, What, changes
from lms.places import queries as places
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/account/requests")
@open_to(Role.LEARNER)
def my_requests() -> ResponseReturnValue:
    """What the visitor has asked for, and what may be asked for."""
    rows = asked_rows(reading(), queries.of_person(reading(), me().person_id))
    return page("home/my_requests.html", rows=rows)


@bp.post("/account/copy")
@open_to(Role.LEARNER)
def copy() -> ResponseReturnValue:
    """Everything that is kept of the visitor, as a file; that it was taken is noted."""
    form, visitor, at = "json" if request.form.get("form") == "json" else "html", me(), now()
    with transaction() as db:
        actions.record_copy(db, visitor.person_id, form, at)
    found = everything_of(reading(), visitor.person_id)
    text = as_json(found, at) if form == "json" else as_page(reading(), found, visitor.name, at)
    response = make_response(text)
    response.mimetype = "application/json" if form == "json" else "text/html"
    name = f"du-lieu-cua-toi-{local_date(at).isoformat()}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/account/requests/correction")
@open_to(Role.LEARNER)
def correction() -> ResponseReturnValue:
    """What is known, in fields that can be changed."""
    known = _known()
    return _correction_page(_correction_form(CorrectionForm(name=known.name, birth_year=known.birth_year), known))


@bp.post("/account/requests/correction")
@open_to(Role.LEARNER)
def ask_correction() -> ResponseReturnValue:
    """Send what is to be different to the officials of the commune."""
    known = _known()
    form = _correction_form(CorrectionForm(), known)
    try:
        if not form.validate():
            return _correction_page(form, 422)
        year = people_rules.birth_year(form.birth_year.data or "", local_date(now()).year)
        note = form.note.data or ""
        wanted = changes(known, form.name.data or "", year, form.commune.data or "", note)
        with transaction() as db:
            actions.ask(db, me().person_id, What.CORRECTION, now(), wanted=wanted, note=note)
    except Problem as problem:
        form.take(problem)
        return _correction_page(form, problem.status)
    flash(_("Sent. You will be told here when it is answered."), "ok")
    return redirect_to("home.my_requests")


@bp.get("/account/requests/ending")
@open_to(Role.LEARNER)
def ending() -> ResponseReturnValue:
    """What closing the account and deleting the data means, and what has to stay."""
    return _ending_page(EndingForm())


@bp.post("/account/requests/ending")
@open_to(Role.LEARNER)
def ask_ending() -> ResponseReturnValue:
    """Send it to the administrator."""
    form = EndingForm()
    try:
        if not form.validate():
            return _ending_page(form, 422)
        with transaction() as db:
            actions.ask(db, me().person_id, What(form.what.data), now())
    except Problem as problem:
        form.take(problem)
        return _ending_page(form, problem.status)
    flash(_("Sent. You will be told when it is answered. Until then nothing changes."), "ok")
    return redirect_to("home.my_requests")


@bp.post("/account/requests/<uuid:public_id>/take-back")
@open_to(Role.LEARNER)
def take_back(public_id: UUID) -> ResponseReturnValue:
    """The visitor no longer asks for it; taking it back twice is taking it back once."""
    own = queries.find_own(reading(), str(public_id), me().person_id)
    if own is None:
        abort(404)
    try:
        with transaction() as db:
            actions.take_back(db, own, now())
    except Conflict:
        flash(_("This request has been answered already."), "know")
    else:
        flash(_("Taken back. Nothing has been changed."), "ok")
    return redirect_to("home.my_requests")


def _known() -> Known:
    db, today = reading(), local_date(now())
    person, home = people.person(db, me().person_id), people.residence(db, me().person_id, today)
    commune = places.commune_of(db, home, today) if home else None
    assert person is not None  # noqa: S101 - somebody is signed in
    return Known(person.name, person.birth_year, commune.code if commune else "")


def _correction_form(form: CorrectionForm, known: Known) -> CorrectionForm:
    """The form with every commune of today to choose from; before it is sent, the present one is chosen."""
    communes = [(unit.code, unit.name) for unit in places.communes(reading(), local_date(now()))]
    form.commune.choices = communes if known.commune else [("", _("not known")), *communes]
    if request.method == "GET":
        form.commune.data = known.commune
    form.commune.data = form.commune.data or ""
    return form


def _correction_page(form: CorrectionForm, status: int = 200) -> Response:
    return make_response(page("home/ask_correction.html", form=form), status)


def _ending_page(form: EndingForm, status: int = 200) -> Response:
    form.what.choices = [
        (What.WITHDRAWAL.value, _("Take my consent back and close the account")),
        (What.DELETION.value, _("Close the account and delete my data")),
    ]
    return make_response(page("home/ask_ending.html", form=form), status)
