"""What the office does in the background: print what was issued, then sign it. The number is given at once, the paper
follows; where certificates are signed, nothing unsigned is ever kept.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates import queries
from lms.certificates.actions import RENDER, keep_file
from lms.certificates.badges.actions import keep_badge
from lms.certificates.badges.background import sign_list  # so that the worker knows how to sign lists
from lms.certificates.badges.signing import badge_of
from lms.certificates.models import Certificate
from lms.certificates.signing import chosen
from lms.certificates.slips.actions import keep_slip, qr_text, slip_for
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler

__all__ = ["render", "sign_list"]


@handler(RENDER)
def render(database: Database, certificate_id: str) -> Effect | None:
    """Print and sign a certificate and keep it with its badge, unless it is there. While nobody can sign, it waits."""
    from lms.certificates.printing import SEAL_PLACE, paper
    from lms.certificates.templates.queries import form_of

    with database.reading() as db:
        certificate = db.get(Certificate, certificate_id)
        if certificate is None or queries.file_of(db, certificate_id) is not None:
            return None
        facts = certificate.facts
        form = form_of(db, facts)
        badge = badge_of(db, database.keys, certificate)
        slip = slip_for(db, certificate, database.keys, now())
    office = chosen.office()
    seal = SEAL_PLACE if chosen.chosen().seal else None
    printed = paper(facts, form, badge, seal=seal, qr_text=qr_text(facts, slip.payload))
    signed = office.sign(printed.pdf) if office else None

    def keep(db: Session) -> None:
        keep_slip(db, slip)
        if badge is not None:
            keep_badge(db, certificate, badge, now())
        keep_file(db, certificate_id, printed.pdf, now(), way=printed.way, signed=signed)

    return keep
