"""Counts look-ups after the answer has gone out, so that looking something up waits for no write and never fails."""

from __future__ import annotations

import logging

from flask import Response, request
from flask_limiter.util import get_remote_address
from limits import parse
from sqlalchemy.exc import DBAPIError

from lms.certificates.lookups.actions import count_lookup
from lms.certificates.lookups.rules import is_machine
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.db import Database
from lms.web import database
from lms.web.failures import is_first
from lms.web.visitors import visitor_or_none

log = logging.getLogger("lms.certificates")
_ONCE = parse("1 per 10 minutes")


def count_after(response: Response, certificate: Certificate) -> None:
    """Note that somebody has looked a certificate up: the same address once in ten minutes, the holder never."""
    visitor = visitor_or_none()
    if visitor is not None and visitor.person_id == certificate.person_id:
        return
    if is_machine(request.user_agent.string, request.headers.get("Sec-Purpose", "")):
        return
    if is_first(_ONCE, "look-up", certificate.id, get_remote_address()):
        kept = database()
        response.call_on_close(lambda: _count(kept, certificate.id))


def _count(kept: Database, certificate_id: str) -> None:
    at = now()
    try:
        with kept.transaction() as db:
            count_lookup(db, certificate_id, local_date(at))
    except DBAPIError:  # the answer is out; one look-up less is no harm
        log.warning("a look-up was not counted", exc_info=True)
