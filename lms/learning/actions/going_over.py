"""Learning a course again in a version that must be redone (decision 0019)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.db import insert_once
from lms.learning import queries
from lms.learning.actions.reading import held
from lms.learning.actions.taking_over import take_over_guest_work
from lms.learning.models import Enrolment
from lms.learning.rules.progress import FINAL
from lms.problems import N_, Conflict, NotFound


class FinalIsOpen(Conflict):
    """A final was begun, and what was begun is handed in."""

    def __init__(self) -> None:
        super().__init__(N_("You have begun the final. Hand it in first, then learn the new version."))


def go_over(db: Session, person_id: int, slug: str, now: datetime) -> Enrolment:
    """Open the next edition of somebody's enrolment, in the current version, because theirs has to be redone.

    The enrolment before it stays as it is, with its completion and certificate. What was read and practised, and
    stands in the new version in the very same words, is taken along; the final never is. Twice is once. Raises
    :class:`NotFound` for whoever is not on the course, :class:`Conflict` if nothing has to be redone,
    :class:`FinalIsOpen` while a final is open: it is handed in under the version it was begun in.
    """
    before = queries.enrolment(db, slug, person_id)
    if before is None:
        raise NotFound(N_("There is no such page here, or it is not yours."))
    held(db, before.id)
    latest = queries.enrolment(db, slug, person_id) or before
    if latest.id != before.id:  # another browser was faster
        return latest
    pinned, current = catalogue.published(db, before.version_id), catalogue.current(db, slug)
    if current is None or queries.must_redo(db, pinned) is None:
        raise Conflict(N_("This course need not be learned again."))
    if queries.open_sitting(db, pinned, before.id, FINAL):
        raise FinalIsOpen
    done = queries.done_under(db, before, pinned)
    opened = insert_once(db, Enrolment).values(
        person_id=person_id,
        course_id=before.course_id,
        version_id=current.version_id,
        edition=before.edition + 1,
        enrolled_at=now,
        printed_name=before.printed_name,
        name_confirmed_at=before.name_confirmed_at,
    )
    db.execute(opened.on_conflict_do_nothing())
    take_over_guest_work(db, person_id, [done], now)
    return queries.enrolment(db, slug, person_id) or before
