"""Corrections as the officials see them who answer: the printed lines beside those the holder asks for."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.certificates.blueprint import bp
from lms.certificates.corrections import actions, queries
from lms.certificates.corrections.forms import RefusalForm
from lms.certificates.corrections.queries import Asked, Charge
from lms.certificates.corrections.rules import State
from lms.certificates.views import correction_words as words
from lms.clock import local_date, now
from lms.problems import Problem
from lms.roles import Role, Visitor
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words


def charge_of(visitor: Visitor) -> Charge:
    """Whose corrections the visitor answers."""
    return Charge(visitor.person_id, visitor.units(Role.OFFICIAL))


@bp.get("/register/corrections")
@open_to(Role.OFFICIAL)
def corrections() -> ResponseReturnValue:
    """What waits for an answer, the oldest first, and what was answered."""
    found = queries.in_charge(reading(), charge_of(me()), local_date(now()))
    rows = [(asked.correction, asked.certificate.facts, words.correction_word(asked.correction)) for asked in found]
    return page("certificates/corrections.html", rows=rows)


@bp.get("/register/corrections/<uuid:public_id>")
@open_to(Role.OFFICIAL)
def correction_of(public_id: UUID) -> ResponseReturnValue:
    """One correction: what is printed, what is asked for, and the two answers."""
    return _page(_find(public_id), RefusalForm(formdata=None))


@bp.post("/register/corrections/<uuid:public_id>/approve")
@open_to(Role.OFFICIAL)
def approve_correction(public_id: UUID) -> ResponseReturnValue:
    """Issue the corrected certificate in place of the old one."""
    asked = _find(public_id)
    try:
        with transaction() as db:
            issued = actions.approve(db, asked.correction, me().person_id, now())
    except Problem as problem:
        return _page(_find(public_id), RefusalForm(formdata=None), in_words(problem), problem.status)
    flash(_("Done: number %(number)s takes its place, and the holder is told.", number=issued.facts.number), "ok")
    return redirect_to("certificates.show", code=issued.code)


@bp.post("/register/corrections/<uuid:public_id>/refuse")
@open_to(Role.OFFICIAL)
def refuse_correction(public_id: UUID) -> ResponseReturnValue:
    """Say why it is not done."""
    asked, form = _find(public_id), RefusalForm()
    if not form.validate():
        return _page(asked, form, status=422)
    try:
        with transaction() as db:
            actions.refuse(db, asked.correction, me().person_id, form.reason.data or "", now())
    except Problem as problem:
        return _page(_find(public_id), form, in_words(problem), problem.status)
    flash(_("Answered. The person is told."), "ok")
    return redirect_to("certificates.corrections")


def _find(public_id: UUID) -> Asked:
    """The correction, if it is the visitor's to answer; nobody answers for the own certificate."""
    asked = queries.find_in_charge(reading(), str(public_id), charge_of(me()), local_date(now()))
    if asked is None:
        abort(404)
    return asked


def _page(asked: Asked, form: RefusalForm, refusal: str = "", status: int = 200) -> Response:
    correction, certificate = asked.correction, asked.certificate
    shown = page(
        "certificates/correction_answer.html",
        correction=correction,
        certificate=certificate,
        facts=certificate.facts,
        lines=words.lines_side_by_side(certificate.facts, correction.wanted),
        state=words.correction_word(correction),
        asked_on=local_date(correction.asked_at),
        answered_on=local_date(correction.answered_at) if correction.answered_at else None,
        is_waiting=correction.state == State.WAITING,
        form=form,
        refusal=refusal,
    )
    return make_response(shown, status)
