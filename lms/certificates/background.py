"""What the office does in the background: print what was issued, then sign it. The number is given at once, the paper
follows; where certificates are signed, nothing unsigned is ever kept.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates import queries
from lms.certificates.actions import RENDER, keep_file
from lms.certificates.models import Certificate
from lms.certificates.signing import chosen
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler


@handler(RENDER)
def render(database: Database, certificate_id: str) -> Effect | None:
    """Print and sign a certificate and keep the file, unless it is there. While nobody can sign, it waits."""
    from lms.certificates.printing import SEAL_PLACE, paper
    from lms.certificates.templates.queries import form_of

    with database.reading() as db:
        certificate = db.get(Certificate, certificate_id)
        if certificate is None or queries.file_of(db, certificate_id) is not None:
            return None
        facts = certificate.facts
        form = form_of(db, facts)
    office = chosen.office()
    printed = paper(facts, form, seal=SEAL_PLACE if chosen.chosen().seal else None)
    signed = office.sign(printed.pdf) if office else None

    def keep(db: Session) -> None:
        keep_file(db, certificate_id, printed.pdf, now(), way=printed.way, signed=signed)

    return keep
