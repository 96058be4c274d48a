"""What the office does in the background: print what was issued. The number is given at once, the paper follows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates import queries
from lms.certificates.actions import RENDER, keep_file
from lms.certificates.models import Certificate
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler


@handler(RENDER)
def render(database: Database, certificate_id: str) -> Effect | None:
    """Print a certificate and keep the file, unless it is there."""
    from lms.certificates.printing import printed
    from lms.certificates.templates.queries import form_of

    with database.reading() as db:
        certificate = db.get(Certificate, certificate_id)
        if certificate is None or queries.file_of(db, certificate_id) is not None:
            return None
        facts = certificate.facts
        form = form_of(db, facts)
    content = printed(facts, form)

    def keep(db: Session) -> None:
        keep_file(db, certificate_id, content, now())

    return keep
