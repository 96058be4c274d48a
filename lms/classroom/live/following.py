"""What the teacher sees of a session: who is in it, where each is in the course, who needs help, which item goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedItem
from lms.classroom import queries as classes
from lms.classroom.live import queries
from lms.classroom.live.queries import Running
from lms.classroom.live.rules import (
    Contact,
    Signs,
    Tried,
    Trouble,
    contact,
    item_in_the_way,
    troubles,
    waits_since,
    wrong_by_person,
)
from lms.classroom.queries import Member
from lms.clock import local_date
from lms.learning import queries as learning
from lms.learning.queries import Follower

MOST_TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody of the class as the teacher sees them now."""

    member: Member
    contact: Contact
    seen_at: datetime | None
    follower: Follower | None
    """Nothing for who has not begun the course, and in a class without one."""
    waits_since: datetime | None
    item: PublishedItem | None
    """What they have answered wrongly again and again."""

    @property
    def needs_help(self) -> bool:
        """Whether somebody should go and look."""
        return self.contact is not Contact.NEVER and (self.waits_since is not None or self.item is not None)


@dataclass(frozen=True, slots=True)
class Overview:
    """The class at this moment, by given name."""

    people: tuple[Seen, ...]
    troubles: tuple[tuple[Trouble, PublishedItem], ...]

    def count(self, state: Contact) -> int:
        """How many are in this state."""
        return sum(one.contact == state for one in self.people)


def overview(db: Session, running: Running, now: datetime) -> Overview:
    """What there is to see; the number of statements does not grow with the class."""
    members = classes.members(db, running.group.id, local_date(now))
    ids = [one.person.id for one in members]
    course_id, since = running.group.course_id, running.live.started_at
    followers = learning.followers(db, course_id, ids) if course_id else {}
    given = learning.given(db, course_id, ids, since) if course_id else []
    tried = [Tried(one.person_id, one.item_id, one.is_right) for one in given if one.is_right is not None]
    last = {one.person_id: one.saved_at for one in given}
    signs = _signs(db, running, followers, last, tried)
    most = troubles(tried)[:MOST_TROUBLES]
    stuck = {person_id: item for person_id in ids if (item := item_in_the_way(signs.get(person_id, Signs())))}
    items = {item.id: item for item in catalogue.items(db, {*stuck.values(), *(one.item_id for one in most)})}
    people = (
        Seen(
            one,
            contact(known := signs.get(one.person.id, Signs()), now),
            known.seen_at,
            followers.get(one.person.id),
            waits_since(known, since, now),
            items.get(stuck.get(one.person.id, 0)),
        )
        for one in members
    )
    return Overview(tuple(people), tuple((one, items[one.item_id]) for one in most))


def _signs(
    db: Session, running: Running, followers: dict[int, Follower], last: dict[int, datetime], tried: list[Tried]
) -> dict[int, Signs]:
    presences, wrong = queries.presences(db, running.session.id), wrong_by_person(tried)
    found = {}
    for person_id in presences.keys() | followers.keys():
        here, follower = presences.get(person_id), followers.get(person_id)
        instants = [at for at in (follower.active_at if follower else None, last.get(person_id)) if at]
        found[person_id] = Signs(
            came_at=here.came_at if here else None,
            seen_at=here.seen_at if here else None,
            active_at=max(instants, default=None),
            is_completed=follower is not None and follower.progress.is_completed,
            wrong=wrong.get(person_id, {}),
        )
    return found
