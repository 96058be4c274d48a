"""Whether a paper is genuine: for everybody, without a sign-in. The QR code leads here."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.blueprint import bp
from lms.certificates.codes import bare, check_typed, grouped, is_well_formed
from lms.certificates.forms import CodeForm, NameForm
from lms.certificates.lookups.counting import count_after
from lms.certificates.models import Certificate
from lms.certificates.rules import Likeness, likeness
from lms.certificates.slips.queries import is_as_signed
from lms.certificates.views import words
from lms.certificates.views.offline_check import what_phones_need
from lms.certificates.views.signatures import signature_of
from lms.certificates.views.unseen import unseen, wait
from lms.certificates.wording import masked
from lms.clock import local_date, now
from lms.problems import Problem, TooMany
from lms.web import EVERYONE, open_to, page, reading
from lms.web.failures import count_failure, never_refuse, refuse_after_failures
from lms.web.pages import in_words

_LARGEST_FILE = 2 * 1024 * 1024


@bp.get("/x")
@open_to(EVERYONE)
def look_up() -> ResponseReturnValue:
    """Ask for the code; when one was typed, lead to its page, or say that it is mistyped without looking it up."""
    form = CodeForm(request.args)
    if "code" not in request.args:
        return _ask(form)
    try:
        code = check_typed(form.code.data or "")
    except Problem as problem:
        form.take(problem)
        return _ask(form, status=422)
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
    response = _verdict(certificate)
    count_after(response, certificate)
    return response


@bp.post("/x/<code>")
@open_to(EVERYONE)
def compare_name(code: str) -> ResponseReturnValue:
    """Say whether a name and a year of birth are those of the register, which shows neither."""
    certificate = _find(code)
    if not isinstance(certificate, Certificate):
        return certificate
    form = NameForm()
    if not form.validate():
        return _verdict(certificate, form=form, status=422)
    refuse_after_failures("name")
    compared = likeness(certificate.facts, form.name.data or "", int(form.birth_year.data or 0))
    if compared is Likeness.DIFFERENT:
        count_failure("name")
    return _verdict(certificate, form=form, answer=words.answer_on(compared))


@bp.post("/x/<code>/file")
@open_to(EVERYONE)
def compare_file(code: str) -> ResponseReturnValue:
    """Say whether a file is the one that was issued. A browser that runs script says it without sending the file."""
    certificate = _find(code)
    if not isinstance(certificate, Certificate):
        return certificate
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _verdict(certificate, about_file=words.no_file(), status=422)
    same = hashlib.sha256(sent.read()).hexdigest() == queries.fingerprint(reading(), certificate.id)
    return _verdict(certificate, about_file=words.on_file(same=same))


@bp.url_value_preprocessor
def take_whole_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A certificate is larger than any form; nothing of the file is kept."""
    if endpoint == "certificates.compare_file":
        request.max_content_length = _LARGEST_FILE


@bp.record
def _never_refuse(state: BlueprintSetupState) -> None:
    """Many people of one office look papers up behind one address; only what is not found is counted."""
    never_refuse(state, verify)


def _find(code: str) -> Certificate | ResponseReturnValue:
    if not is_well_formed(code):
        return _mistyped(code)
    return queries.find(reading(), code) or _unknown(code)


def _verdict(
    certificate: Certificate, *, form: NameForm | None = None, status: int = 200, **answers: object
) -> Response:
    db, facts = reading(), certificate.facts
    is_right = is_as_signed(db, certificate)
    return unseen(
        page(
            "certificates/verify.html",
            said=words.verdict_on(certificate) if is_right else words.altered(),
            facts=facts,
            holder=masked(facts.holder),
            signature=words.signature_on(*signature_of(certificate)),
            code=grouped(certificate.code),
            fingerprint=queries.fingerprint(db, certificate.id),
            certificate=certificate,
            needed=what_phones_need(db),
            checked_at=(at := now()),
            checked_on=local_date(at),
            form=form or NameForm(formdata=None),
            same_file=words.on_file(same=True),
            other_file=words.on_file(same=False),
            **answers,
        ),
        status,
    )


def _mistyped(typed: str) -> ResponseReturnValue:
    form = CodeForm(formdata=None, code=typed)
    try:
        check_typed(typed)
    except Problem as problem:
        form.take(problem)
    return _ask(form, words.mistyped(), 422)


def _unknown(code: str) -> ResponseReturnValue:
    form = CodeForm(formdata=None, code=grouped(code))
    try:
        count_failure("code")
    except TooMany as problem:
        return wait(_ask(form, words.unreachable(in_words(problem)), problem.status), problem.retry_after)
    return _ask(form, words.unknown(), 404)


def _ask(form: CodeForm, said: words.Said | None = None, status: int = 200) -> Response:
    return unseen(page("certificates/look_up.html", form=form, said=said), status)


def _to(code: str) -> ResponseReturnValue:
    return unseen(redirect(url_for("certificates.verify", code=code), 302))
