"""Every certificate has a random place of its own in the public lists of what was revoked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from lms import schema
from lms.certificates.actions import issue, keep_file
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.certificates.status_places import LENGTH, free_place
from lms.db import Database
from tests.builders import NOON, World
from tests.conftest import rows

Issued = Callable[..., Certificate]


def test_the_first_list_has_number_one(database: Database) -> None:
    with database.reading() as db:
        number, place = free_place(db)

    assert number == 1
    assert 0 <= place < LENGTH


def test_the_next_list_begins_when_two_thirds_are_given(database: Database, issued: Issued, world: World) -> None:
    for edition in range(1, 5):
        certificate = issued(world.an, edition=edition)
        with database.transaction() as db:
            db.get_one(Certificate, certificate.id).status_index = edition - 1

    with database.reading() as db:
        assert {free_place(db, length=7) for _ in range(50)} == {(1, 4), (1, 5), (1, 6)}
        assert {number for number, _ in (free_place(db, length=6) for _ in range(50))} == {1, 2}
        assert free_place(db, length=4)[0] == 2


def test_no_two_certificates_have_the_same_place(database: Database, issued: Issued, world: World) -> None:
    first, second = issued(world.an), issued(world.binh)

    with pytest.raises(IntegrityError), database.transaction() as db:
        db.get_one(Certificate, second.id).status_index = first.status_index


def test_whoever_draws_the_same_place_in_that_moment_draws_again(
    database: Database, completes: Callable[..., Statement], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite writes one transaction at a time")
    drawn = iter([7, 7, 8])
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))
    with ThreadPoolExecutor(1) as other, database.transaction() as first:
        issue(first, completes(world.an), NOON)

        def draws() -> int:
            with database.transaction() as db:
                return issue(db, completes(world.binh), NOON + timedelta(days=365)).status_index  # from another book

        waiting = other.submit(draws)
        while not _somebody_waits(database):
            pass
        first.commit()
        assert waiting.result() == 8


def _somebody_waits(database: Database) -> bool:
    with database.reading() as db:
        return bool(db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def test_certificates_from_before_get_a_place(database: Database, issued: Issued, world: World) -> None:
    keys = sorted([issued(world.an).id, issued(world.binh).id])
    with database.transaction() as db:
        keep_file(db, keys[0], b"%PDF", NOON, way="laid-out")

    schema.downgrade(database.engine, "0007")
    schema.upgrade(database.engine)

    places = rows(database, "SELECT id, status_list, status_index FROM certificate ORDER BY id")
    assert [key for key, _, _ in places] == keys
    assert {number for _, number, _ in places} == {1}
    assert len({place for _, _, place in places}) == 2
    assert rows(database, "SELECT certificate_id FROM certificate_file") == [(keys[0],)]
