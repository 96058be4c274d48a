"""Somebody is told once, in the transaction of the event, and nobody else hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from lms.db import Database
from lms.notices import queries
from lms.notices.actions import mark_seen, tell
from lms.notices.models import Kind, Notice
from lms.notices.words import LINKS, SENTENCES
from tests.builders import NOON, World

KEY = "certificate-1"


def tell_of_certificate(db: Session, person_id: int, key: str = KEY, minutes: int = 0) -> None:
    at = NOON + timedelta(minutes=minutes)
    tell(db, person_id, "certificate-issued", at, key=key, link="/certificates/ABC", course="An toàn trên mạng")


def test_a_notice_keeps_what_it_was_told_with(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id)

    (notice,) = queries.of_person(db, world.an.person_id)
    assert (notice.kind, notice.link, notice.at) == (Kind.CERTIFICATE_ISSUED, "/certificates/ABC", NOON)
    assert notice.values == {"course": "An toàn trên mạng"}
    assert notice.seen_at is None


def test_telling_twice_is_telling_once(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id)
    tell_of_certificate(db, world.an.person_id, minutes=5)

    assert queries.count_new(db, world.an.person_id) == 1


def test_two_at_the_same_moment_tell_once(database: Database, world: World) -> None:
    for _ in range(2):
        with database.transaction() as db:
            tell_of_certificate(db, world.an.person_id)

    with database.reading() as db:
        assert db.query(Notice).count() == 1


def test_others_hear_nothing_of_it(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id)

    assert queries.of_person(db, world.binh.person_id) == []
    assert queries.count_new(db, world.binh.person_id) == 0


def test_what_was_rolled_back_was_never_told(database: Database, world: World) -> None:
    with pytest.raises(RuntimeError), database.transaction() as db:
        tell_of_certificate(db, world.an.person_id)
        raise RuntimeError

    with database.reading() as db:
        assert queries.of_person(db, world.an.person_id) == []


def test_the_newest_stands_first(db: Session, world: World) -> None:
    for key, minutes in (("a", 2), ("b", 9), ("c", 5)):
        tell_of_certificate(db, world.an.person_id, key, minutes)

    assert [notice.key for notice in queries.of_person(db, world.an.person_id)] == ["b", "c", "a"]


def test_what_came_after_the_page_was_shown_stays_new(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id, "a")
    shown = queries.of_person(db, world.an.person_id)[0].id
    tell_of_certificate(db, world.an.person_id, "b", minutes=1)

    mark_seen(db, world.an.person_id, shown, NOON)

    assert queries.count_new(db, world.an.person_id) == 1


def test_nobody_marks_the_notices_of_another(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id)
    shown = queries.of_person(db, world.an.person_id)[0].id

    mark_seen(db, world.binh.person_id, shown, NOON)

    assert queries.count_new(db, world.an.person_id) == 1


def test_an_instant_of_having_seen_is_not_moved(db: Session, world: World) -> None:
    tell_of_certificate(db, world.an.person_id)
    shown = queries.of_person(db, world.an.person_id)[0].id

    for minutes in (0, 7):
        mark_seen(db, world.an.person_id, shown, NOON + timedelta(minutes=minutes))

    db.expire_all()
    assert queries.of_person(db, world.an.person_id)[0].seen_at == NOON


@pytest.mark.parametrize("link", ["https://example.com", "//example.com"])
def test_a_notice_never_leads_away(db: Session, world: World, link: str) -> None:
    with pytest.raises(ValueError, match="leads to a path"):
        tell(db, world.an.person_id, Kind.CARD_PRINTED, NOON, key="1", link=link)


def test_an_unknown_kind_is_refused(db: Session, world: World) -> None:
    with pytest.raises(ValueError, match="lottery"):
        tell(db, world.an.person_id, "lottery", NOON, key="1")


def test_a_sentence_with_an_empty_hole_is_refused(db: Session, world: World) -> None:
    with pytest.raises(KeyError):
        tell(db, world.an.person_id, Kind.CERTIFICATE_ISSUED, NOON, key="1")


def test_every_kind_has_its_words() -> None:
    assert set(SENTENCES) == set(LINKS) == set(Kind)
