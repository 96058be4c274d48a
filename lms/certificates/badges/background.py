"""Signs the lists of what has ended, in the background: within seconds of the end of a certificate."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates.badges import queries
from lms.certificates.badges.actions import STATUS_LIST, keep_list
from lms.certificates.badges.signing import signed_list
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler


@handler(STATUS_LIST)
def sign_list(database: Database, subject: str) -> Effect | None:
    """Sign a list anew if more has ended in it than the kept one knows of."""
    number = int(subject)
    with database.reading() as db:
        kept, host = queries.kept_list(db, number), queries.host_of(db, number)
        if host is None or database.keys is None or (kept and kept.ended >= queries.count_ended(db, number)):
            return None
        ended, at = queries.ended_places(db, number), now()
        content = signed_list(db, database.keys, host, number, ended, at)

    def keep(db: Session) -> None:
        keep_list(db, number, len(ended), content, at)

    return keep
