"""Whether a paper is genuine: for everybody, without a sign-in. The QR code leads here."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.blueprint import bp
from lms.certificates.codes import bare, check_typed, grouped, is_well_formed
from lms.certificates.forms import CodeForm, NameForm
from lms.certificates.lookups.counting import count_after
from lms.certificates.models import Certificate
from lms.certificates.rules import Likeness, likeness
from lms.certificates.views import words
from lms.certificates.views.signatures import signature_of
from lms.certificates.wording import masked
from lms.clock import local_date, now
from lms.problems import Problem
from lms.web import EVERYONE, open_to, page, reading
from lms.web.failures import count_failure, refuse_after_failures

_UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
"""A code is nobody's business but the asker's: no copy, no search engine, no trace at another site."""


@bp.get("/x")
@open_to(EVERYONE)
def look_up() -> ResponseReturnValue:
    """Ask for the code; when one was typed, lead to its page, or say that it is mistyped without looking it up."""
    form = CodeForm(request.args)
    if "code" not in request.args:
        return _unseen(page("certificates/look_up.html", form=form, said=None))
    try:
        code = check_typed(form.code.data or "")
    except Problem as problem:
        form.take(problem)
        return _unseen(page("certificates/look_up.html", form=form, said=None), 422)
    return _to(code)


@bp.get("/x/<code>")
@open_to(EVERYONE)
def verify(code: str) -> ResponseReturnValue:
    """The verdict on a code, and every line of the paper to compare."""
    if not is_well_formed(bare(code)):
        return _mistyped(code)
    if bare(code) != code:
        return _to(bare(code))
    certificate = queries.find(reading(), code)
    if certificate is None:
        return _unknown(code)
    response = _verdict(certificate, NameForm(formdata=None))
    count_after(response, certificate)
    return response


@bp.post("/x/<code>")
@open_to(EVERYONE)
def compare_name(code: str) -> ResponseReturnValue:
    """Say whether a name and a year of birth are those of the register, which shows neither."""
    if not is_well_formed(code):
        return _mistyped(code)
    certificate = queries.find(reading(), code)
    if certificate is None:
        return _unknown(code)
    form = NameForm()
    if not form.validate():
        return _verdict(certificate, form, status=422)
    refuse_after_failures("name")
    compared = likeness(certificate.facts, form.name.data or "", int(form.birth_year.data or 0))
    if compared is Likeness.DIFFERENT:
        count_failure("name")
    return _verdict(certificate, form, compared)


def _verdict(
    certificate: Certificate, form: NameForm, compared: Likeness | None = None, *, status: int = 200
) -> Response:
    facts = certificate.facts
    return _unseen(
        page(
            "certificates/verify.html",
            said=words.verdict_on(certificate),
            facts=facts,
            holder=masked(facts.holder),
            signature=words.signature_on(*signature_of(certificate)),
            code=grouped(certificate.code),
            checked_at=(at := now()),
            checked_on=local_date(at),
            form=form,
            answer=words.answer_on(compared) if compared else None,
        ),
        status,
    )


def _mistyped(typed: str) -> ResponseReturnValue:
    form = CodeForm(formdata=None, code=typed)
    try:
        check_typed(typed)
    except Problem as problem:
        form.take(problem)
    return _unseen(page("certificates/look_up.html", form=form, said=words.mistyped()), 422)


def _unknown(code: str) -> ResponseReturnValue:
    count_failure("code")
    form = CodeForm(formdata=None, code=grouped(code))
    return _unseen(page("certificates/look_up.html", form=form, said=words.unknown()), 404)


def _to(code: str) -> ResponseReturnValue:
    return _unseen(redirect(url_for("certificates.verify", code=code), 302))


def _unseen(answer: object, status: int | None = None) -> Response:
    response = make_response(answer) if status is None else make_response(answer, status)
    response.headers.update(_UNSEEN)
    return response
