"""A certificate for its holder, and for the officials of the place it was issued for; for others there is none."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.blueprint import bp
from lms.certificates.codes import grouped
from lms.certificates.corrections import queries as corrections
from lms.certificates.lookups.queries import lookups
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Signature
from lms.certificates.views import words
from lms.certificates.views.correction_words import correction_row
from lms.certificates.views.found import find, is_mine, may_end
from lms.certificates.views.signatures import signature_of
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to


@bp.get("/certificates")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """One's own certificates: those that hold first."""
    found = queries.of_person(reading(), me().person_id)
    rows = [(certificate, certificate.facts, words.status_word(certificate)) for certificate in found]
    return page("certificates/mine.html", rows=rows)


@bp.get("/certificates/<code>")
@open_to(Role.LEARNER)
def show(code: str) -> ResponseReturnValue:
    """What it is and whether it holds, the paper to take along, a link to send, and every line of it."""
    certificate = find(code)
    if code != certificate.code:
        return redirect_to("certificates.show", code=certificate.code)
    db = reading()
    kept, asked = queries.file_of(db, certificate.id), corrections.of_certificate(db, certificate.id)
    signature, signer = signature_of(certificate)
    return page(
        "certificates/show.html",
        said=words.verdict_on(certificate),
        facts=certificate.facts,
        certificate=certificate,
        code=grouped(certificate.code),
        holds=certificate.status == Status.ACTIVE,
        kilobytes=max(1, round(len(kept.content) / 1024)) if kept else None,
        successor=db.get(Certificate, certificate.replaced_by) if certificate.replaced_by else None,
        correction=correction_row(certificate.facts, asked) if asked else None,
        looked_up=lookups(db, certificate.id),
        is_mine=is_mine(certificate),
        may_end=may_end(certificate),
        is_waiting=signature is Signature.WAITING,
        signature=words.signature_on(signature, signer),
    )
