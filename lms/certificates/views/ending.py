"""Ending a certificate: first how and why, then a page that says what will be, then it is done. Nothing undoes it."""

from __future__ import annotations

from flask import Response, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.certificates import actions
from lms.certificates.blueprint import bp
from lms.certificates.forms import EndForm
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import CHOOSABLE, REASONS, Ending, How
from lms.certificates.views.found import find_in_charge
from lms.clock import local_date, now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, redirect_to, transaction
from lms.web.pages import day


@bp.get("/certificates/<code>/end")
@open_to(Role.OFFICIAL)
def ending(code: str) -> ResponseReturnValue:
    """Ask how and why."""
    certificate = find_in_charge(code)
    if certificate.status != Status.ACTIVE:
        return redirect_to("certificates.show", code=certificate.code)
    return _asked(certificate, EndForm(formdata=None, data={"on": day(local_date(now()))}))


@bp.post("/certificates/<code>/end")
@open_to(Role.OFFICIAL)
def end(code: str) -> ResponseReturnValue:
    """Say what will be; when that was read and confirmed, do it."""
    certificate, form = find_in_charge(code), EndForm()
    try:
        if not form.validate():
            return _asked(certificate, form, 422)
        chosen = form.ending(certificate.attained_on, local_date(now()))
        if request.form.get("sure") != "yes":
            return _told(certificate, form, chosen)
        _do(certificate, chosen, form.note.data or "")
    except Problem as problem:
        form.take(problem)
        return _asked(certificate, form, problem.status)
    flash(_("Done, and on record. The holder is told."), "ok")
    return redirect_to("certificates.show", code=certificate.code)


def _do(certificate: Certificate, chosen: Ending, note: str) -> None:
    with transaction() as db:
        if chosen.is_void:
            actions.void(db, certificate, me().person_id, chosen.reason, now(), note=note)
        else:
            actions.revoke(db, certificate, me().person_id, chosen.reason, now(), note=note, since=chosen.on)


def _asked(certificate: Certificate, form: EndForm, status: int = 200) -> Response:
    form.how.choices = [
        SelectChoice(How.REVOKE, _("Revoke: it counted until then, and no longer")),
        SelectChoice(How.VOID, _("Void from the beginning: it never counted")),
    ]
    form.reason.choices = [SelectChoice(reason, _(REASONS[reason])) for reason in CHOOSABLE]
    shown = page("certificates/end.html", certificate=certificate, facts=certificate.facts, form=form)
    return make_response(shown, status)


def _told(certificate: Certificate, form: EndForm, chosen: Ending) -> ResponseReturnValue:
    return page(
        "certificates/end_sure.html",
        certificate=certificate,
        facts=certificate.facts,
        ending=chosen,
        reason=_(REASONS[chosen.reason]),
        note=form.note.data or "",
        typed={name: value for name, value in form.data.items() if name != "csrf_token"},
    )
