"""A wrong line on one's own certificate: asking for a correction, and taking that back."""

from __future__ import annotations

from flask import Response, abort, flash, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.certificates.blueprint import bp
from lms.certificates.corrections import actions, queries
from lms.certificates.corrections.forms import CorrectionForm
from lms.certificates.corrections.rules import place, printed, wanted
from lms.certificates.models import Certificate, Status
from lms.certificates.views.found import find_mine
from lms.clock import local_date, now
from lms.people.rules import birth_year, full_name
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import open_to, page, reading, redirect_to, transaction


@bp.get("/certificates/<code>/correction")
@open_to(Role.LEARNER)
def correction(code: str) -> ResponseReturnValue:
    """What is printed, in fields that can be changed."""
    certificate = _that_holds(code)
    return _page(certificate, CorrectionForm(formdata=None, data=printed(certificate.facts)))


@bp.post("/certificates/<code>/correction")
@open_to(Role.LEARNER)
def ask_correction(code: str) -> ResponseReturnValue:
    """Send what is wrong to the officials in whose register it stands."""
    certificate, form = _that_holds(code), CorrectionForm()
    try:
        if not form.validate():
            return _page(certificate, form, 422)
        with transaction() as db:
            actions.ask(db, certificate, _wanted(certificate, form), form.note.data or "", now())
    except Problem as problem:
        form.take(problem)
        return _page(certificate, form, problem.status)
    flash(_("Sent. You will be told here when it is answered."), "ok")
    return redirect_to("certificates.show", code=certificate.code)


@bp.post("/certificates/<code>/correction/take-back")
@open_to(Role.LEARNER)
def take_correction_back(code: str) -> ResponseReturnValue:
    """The holder no longer asks for it; taking it back twice is taking it back once."""
    certificate = find_mine(code)
    asked = queries.of_certificate(reading(), certificate.id)
    if asked is None:
        abort(404)
    try:
        with transaction() as db:
            actions.take_back(db, asked, now())
    except Conflict:
        flash(_("This request has been answered already."), "know")
    else:
        flash(_("Taken back. Nothing has been changed."), "ok")
    return redirect_to("certificates.show", code=certificate.code)


def _that_holds(code: str) -> Certificate:
    """One's own certificate; on one that has ended nothing can be put right."""
    certificate = find_mine(code)
    if certificate.status != Status.ACTIVE:
        abort(404)
    return certificate


def _wanted(certificate: Certificate, form: CorrectionForm) -> dict[str, str]:
    return wanted(
        certificate.facts,
        full_name(form.holder.data or ""),
        birth_year(form.birth_year.data or "", local_date(now()).year),
        place(form.place_line.data or ""),
    )


def _page(certificate: Certificate, form: CorrectionForm, status: int = 200) -> Response:
    shown = page("certificates/correction.html", certificate=certificate, facts=certificate.facts, form=form)
    return make_response(shown, status)
