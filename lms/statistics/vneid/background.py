"""What the background does: make the package of a batch, send it, ask for the reply. Every step may be begun anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, handler
from lms.statistics.vneid.actions import batches, replies
from lms.statistics.vneid.actions.batches import FETCH, MAKE, SEND
from lms.statistics.vneid.chosen import chosen
from lms.statistics.vneid.making import Chosen, choose, layout_of
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.package import About, Package, packed
from lms.statistics.vneid.problems import OtherSideAway
from lms.statistics.vneid.queries.batches import find
from lms.statistics.vneid.remote import Remote
from lms.statistics.vneid.rules import Form, State
from lms.statistics.vneid.sealing import package_of
from lms.statistics.vneid.signing import signer

_PATIENCE = text("SET LOCAL statement_timeout = '240s'")
"""Everybody of the province is gone through once a batch; a page would have to be faster."""


@handler(MAKE)
def make(database: Database, public_id: str) -> Effect | None:
    """Choose whom to send, write the file, sign the manifest; all of it is there, or nothing."""
    with database.reading() as db:
        batch = find(db, public_id)
        if batch is None or batch.state != State.MAKING:
            return None
        if database.engine.dialect.name == "postgresql":
            db.execute(_PATIENCE)
        found = choose(db, batch, chosen())
    made_at, people = now(), [(line.key, who) for line, who in zip(found.lines, found.person_ids, strict=True)]
    package = _packed(database, batch, found, made_at) if people else None
    return lambda db: batches.keep(db, batch.id, people, package, chosen(), made_at)


@handler(SEND)
def send(database: Database, public_id: str) -> Effect | None:
    """Send a batch. Until the other side has said that it has it, it is sent again under the same key."""
    with database.reading() as db:
        batch = find(db, public_id)
    content = package_of(chosen(), batch) if batch is not None and batch.state == State.READY else None
    if batch is None or content is None:
        return None
    receipt = Remote(chosen()).send(batch.public_id, content)
    return lambda db: batches.keep_receipt(db, batch.id, receipt, now())


@handler(FETCH)
def fetch(database: Database, public_id: str) -> Effect | None:
    """Ask for the reply to a batch, and take it if it is right. Raises what keeps it from being taken."""
    with database.reading() as db:
        batch = find(db, public_id)
    if batch is None or batch.package is None:  # nobody of it waits any more
        return None
    content = Remote(chosen()).reply(batch.public_id)
    return lambda db: _take(db, batch, content)


def _packed(database: Database, batch: Batch, found: Chosen, made_at: datetime) -> Package:
    about = About(batch.id, batch.public_id, Form(batch.form), layout_of(batch), batch.as_of, made_at)
    with database.transaction() as db:  # the first batch makes the key
        kid, key = signer(db, database.keys, made_at)
    return packed(about, found.lines, kid, key)


def _take(db: Session, batch: Batch, content: bytes) -> None:
    judged = replies.take(db, batch.id, content, chosen(), None, now())
    if not judged.changes and judged.totals.pending:
        raise OtherSideAway("the reply says nothing new")
