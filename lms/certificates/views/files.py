"""The paper as files: the PDF for whoever may see the certificate, a picture to send for its holder."""

from __future__ import annotations

import hashlib

from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.actions import record_download
from lms.certificates.badges.signing import badge_of
from lms.certificates.blueprint import bp
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Signature
from lms.certificates.slips.actions import qr_text, slip_for
from lms.certificates.templates.queries import form_of
from lms.certificates.views.found import find, find_mine, is_mine
from lms.certificates.views.signatures import signature_of
from lms.certificates.wording import file_name
from lms.clock import now
from lms.roles import Role
from lms.web import database, me, open_to, page, reading, transaction

_RETRY_SECONDS = "60"
_NO_LONGER = {Status.REVOKED: "da-thu-hoi-", Status.SUPERSEDED: "da-thay-the-"}


@bp.get("/certificates/<code>.pdf")
@open_to(Role.LEARNER)
def pdf(code: str) -> ResponseReturnValue:
    """The paper as a file, printed right now if the background has not come to it: the bytes are the same.

    Where certificates are signed there is nothing to give before that: it is asked for again later (503). When an
    official takes somebody else's, that is noted in the audit record; otherwise nothing is written.
    """
    certificate = find(code)
    if _is_waiting(certificate):
        return _waiting(certificate)
    response = _file(certificate)
    if response.status_code == 200 and not is_mine(certificate):  # noqa: PLR2004 - not «not modified»
        with transaction() as db:
            record_download(db, certificate, me().person_id, now())
    return response


@bp.get("/certificates/<code>.png")
@open_to(Role.LEARNER)
def picture(code: str) -> ResponseReturnValue:
    """The paper as a picture to send, for its holder, while it holds: a picture cannot say that it was replaced."""
    from lms.certificates.printing.picture import picture as picture_of

    certificate = find_mine(code)
    if certificate.status != Status.ACTIVE:
        abort(404)
    if _is_waiting(certificate):
        return _waiting(certificate)
    response = make_response(picture_of(_paper(certificate)))
    response.mimetype = "image/png"
    return _named(response, certificate, "png")


def _is_waiting(certificate: Certificate) -> bool:
    return signature_of(certificate)[0] is Signature.WAITING


def _waiting(certificate: Certificate) -> Response:
    said = page("certificates/waiting.html", number=certificate.facts.number, code=certificate.code)
    response = make_response(said, 503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _paper(certificate: Certificate) -> bytes:
    """The printed form as it is kept, or printed at this moment."""
    from lms.certificates.printing import paper

    kept = queries.file_of(reading(), certificate.id)
    if kept:
        return kept.content
    db, facts = reading(), certificate.facts
    slip = slip_for(db, certificate, database().keys, now())
    badge = badge_of(db, database().keys, certificate)
    return paper(facts, form_of(db, facts), badge, qr_text=qr_text(facts, slip.payload)).pdf


def _file(certificate: Certificate) -> Response:
    content = _paper(certificate)
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.make_conditional(request)
    return _named(response, certificate, "pdf")


def _named(response: Response, certificate: Certificate, kind: str) -> Response:
    """Kept by no cache on the way, and saved under a name that says if it no longer holds."""
    plain = file_name(certificate.facts.number, certificate.facts.holder).removesuffix("pdf") + kind
    name = _NO_LONGER.get(certificate.status, "") + plain
    response.headers["Content-Disposition"] = f"inline; filename=\"{name}\"; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
