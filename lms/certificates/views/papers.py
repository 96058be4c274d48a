"""A certificate for its holder, and for the officials of the place it was issued for; for others there is none."""

from __future__ import annotations

import hashlib

from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.actions import record_download
from lms.certificates.badges.signing import badge_of
from lms.certificates.blueprint import bp
from lms.certificates.codes import bare, grouped, is_well_formed
from lms.certificates.models import Certificate
from lms.certificates.rules import Signature
from lms.certificates.slips.actions import qr_text, slip_for
from lms.certificates.templates.queries import form_of
from lms.certificates.views import words
from lms.certificates.views.signatures import signature_of
from lms.certificates.wording import file_name
from lms.clock import local_date, now
from lms.roles import Role
from lms.web import database, me, open_to, page, reading, redirect_to, transaction

_RETRY_SECONDS = "60"


@bp.get("/certificates")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """One's own certificates."""
    found = queries.of_person(reading(), me().person_id)
    rows = [(certificate, certificate.facts, words.status_word(certificate)) for certificate in found]
    return page("certificates/mine.html", rows=rows)


@bp.get("/certificates/<code>")
@open_to(Role.LEARNER)
def show(code: str) -> ResponseReturnValue:
    """The facts of the paper as a page, whether it holds first."""
    certificate = _find(code)
    if code != certificate.code:
        return redirect_to("certificates.show", code=certificate.code)
    kept = queries.file_of(reading(), certificate.id)
    signature, signer = signature_of(certificate)
    return page(
        "certificates/show.html",
        said=words.verdict_on(certificate),
        facts=certificate.facts,
        certificate=certificate,
        code=grouped(certificate.code),
        kilobytes=max(1, round(len(kept.content) / 1024)) if kept else None,
        is_mine=certificate.person_id == me().person_id,
        is_waiting=signature is Signature.WAITING,
        signature=words.signature_on(signature, signer),
    )


@bp.get("/certificates/<code>.pdf")
@open_to(Role.LEARNER)
def pdf(code: str) -> ResponseReturnValue:
    """The paper as a file, printed right now if the background has not come to it: the bytes are the same.

    Where certificates are signed there is nothing to give before that: it is asked for again later (503). When an official takes somebody else's, that is noted in the audit record; otherwise nothing is written.
    """
    certificate = _find(code)
    if signature_of(certificate)[0] is Signature.WAITING:
        return _waiting(certificate)
    response = _file(certificate)
    if response.status_code == 200 and certificate.person_id != me().person_id:  # noqa: PLR2004 - not «not modified»
        with transaction() as db:
            record_download(db, certificate, me().person_id, now())
    return response


def _find(code: str) -> Certificate:
    """The certificate, if the visitor may see it."""
    certificate = queries.find(reading(), bare(code)) if is_well_formed(bare(code)) else None
    if certificate is None or not (_is_mine(certificate) or _is_in_my_charge(certificate)):
        abort(404)
    return certificate


def _is_mine(certificate: Certificate) -> bool:
    return certificate.person_id == me().person_id


def _is_in_my_charge(certificate: Certificate) -> bool:
    return queries.is_in_register(reading(), certificate, me().units(Role.OFFICIAL), local_date(now()))


def _waiting(certificate: Certificate) -> Response:
    said = page("certificates/waiting.html", number=certificate.facts.number, code=certificate.code)
    response = make_response(said, 503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file(certificate: Certificate) -> Response:
    kept = queries.file_of(reading(), certificate.id)
    content = kept.content if kept else _printed(certificate)
    response = make_response(content)
    response.mimetype = "application/pdf"
    name = file_name(certificate.facts.number, certificate.facts.holder)
    response.headers["Content-Disposition"] = f"inline; filename=\"{name}\"; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "private, no-store"
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.make_conditional(request)
    return response


def _printed(certificate: Certificate) -> bytes:
    from lms.certificates.printing import paper

    db, facts = reading(), certificate.facts
    slip = slip_for(db, certificate, database().keys, now())
    badge = badge_of(db, database().keys, certificate)
    return paper(facts, form_of(db, facts), badge, qr_text=qr_text(facts, slip.payload)).pdf
