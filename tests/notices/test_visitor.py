"""Whoever is signed in is known together with how much is new, without another question to the database."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.notices.actions import mark_seen, tell
from lms.notices.models import Kind
from lms.notices.queries import of_person
from lms.people.queries import visitor
from tests.builders import NOON, Somebody, World

TODAY = date(2026, 11, 23)


def news_of(db: Session, somebody: Somebody) -> int:
    found = visitor(db, f"{somebody.login_id}:1", TODAY)
    assert found is not None
    return found.news


def test_the_visitor_knows_how_much_is_new(db: Session, world: World) -> None:
    for key in ("1", "2"):
        tell(db, world.an.person_id, Kind.CARD_PRINTED, NOON, key=key)

    assert news_of(db, world.an) == 2
    assert news_of(db, world.binh) == 0


def test_what_was_seen_is_not_new(db: Session, world: World) -> None:
    tell(db, world.an.person_id, Kind.CARD_PRINTED, NOON, key="1")
    mark_seen(db, world.an.person_id, of_person(db, world.an.person_id)[0].id, NOON)

    assert news_of(db, world.an) == 0
