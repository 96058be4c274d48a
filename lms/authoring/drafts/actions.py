"""What an author does with a draft: bring it, throw it away, publish it once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.authoring.drafts.models import Draft, DraftPublished
from lms.authoring.drafts.reading import Read
from lms.catalogue import queries as catalogue
from lms.catalogue.actions import Publication, store
from lms.catalogue.models import Course
from lms.catalogue.versions.actions import ask_to_redo
from lms.db import insert_once
from lms.problems import N_, Conflict, Problem


class Moved(Conflict):
    """Another version became current after the author looked at what would change."""

    def __init__(self) -> None:
        super().__init__(N_("Another version was published meanwhile. Look again at what changes, then publish."))


def bring(db: Session, read: Read, archive: bytes, person_id: int, now: datetime) -> Draft:
    """Keep an archive that was read as a draft, with or without faults."""
    brought = Draft(
        slug=read.slug,
        title=read.title,
        sha256=read.sha256,
        archive=archive,
        faults=read.faults,
        warnings=len(read.complaints) - read.faults,
        brought_by=person_id,
        brought_at=now,
    )
    db.add(brought)
    db.flush()
    record(db, "draft.bring", f"draft:{brought.id}", now, actor_id=person_id, course=read.slug, faults=read.faults)
    return brought


def throw_away(db: Session, draft: Draft, person_id: int, now: datetime) -> None:
    """Let a draft go. Raises :class:`Conflict` for one that was published: it tells where the version came from."""
    if db.get(DraftPublished, draft.id):
        raise Conflict(N_("This draft was published, so it is kept."))
    db.execute(delete(Draft).where(Draft.id == draft.id))
    record(db, "draft.throw-away", f"draft:{draft.id}", now, actor_id=person_id, course=draft.slug)


def publish(
    db: Session, draft: Draft, read: Read, against: int, person_id: int, now: datetime, *, redo: str = ""
) -> Publication:
    """Make a draft the current version of its course, once. ``against`` is the version it was compared with, or 0.

    With ``redo``, the reason, whoever had an older version is asked to learn this one. Raises :class:`Problem` for a
    draft that has faults or had them when it was brought, :class:`Conflict` for one that was published already, :class:`Moved` if ``against`` is no
    longer the current version.
    """
    if read.proof is None:
        raise Problem(N_("This draft has faults. Mend them and bring it again."))
    if draft.faults:
        raise Problem(N_("Bring this draft again to publish it."))
    db.execute(select(Course.id).where(Course.slug == read.slug).with_for_update(key_share=True))
    before = catalogue.current(db, read.slug)
    if (before.version_id if before else 0) != against:
        raise Moved
    publication = store(db, read.proof, now, actor_id=person_id)
    mark = insert_once(db, DraftPublished).values(
        draft_id=draft.id, faults=0, version_id=publication.version_id, published_by=person_id, published_at=now
    )
    if db.scalar(mark.on_conflict_do_nothing().returning(DraftPublished.draft_id)) is None:
        raise Conflict(N_("This draft was published already."))
    if redo:
        ask_to_redo(db, read.slug, redo, now, actor_id=person_id)
    subject = f"draft:{draft.id}"
    record(db, "draft.publish", subject, now, actor_id=person_id, course=read.slug, number=publication.number)
    return publication


def still_there(db: Session, draft_id: int) -> Draft | None:
    """The draft, held until the transaction ends; nothing if somebody threw it away."""
    return db.scalar(select(Draft).where(Draft.id == draft_id).with_for_update())
