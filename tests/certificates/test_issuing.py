"""A certificate is issued once, numbered without gaps, and says for ever what it said that day."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError

from lms.certificates.actions import issue
from lms.certificates.codes import is_well_formed
from lms.certificates.models import Certificate, Issuer
from lms.certificates.rules import Facts, NotReady, Statement
from lms.db import Database, new_id
from lms.people.models import Person
from tests.builders import NOON, World
from tests.conftest import rows

Issued = Callable[..., Certificate]
Completes = Callable[..., Statement]
NEW_YEARS_EVE = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
"""23:59 in Việt Nam."""
NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def test_the_paper_says_what_was_stated(ans: Certificate) -> None:
    facts = ans.facts

    assert facts.holder == "Nguyễn Thị An"
    assert facts.number == "00001/2026/GCN-BCĐ"
    assert facts.place_and_date == "Phú Thọ, ngày 23 tháng 11 năm 2026"
    assert facts.place_line == "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ"
    assert (facts.hours_line, facts.result_line, facts.completed_line) == ("6 giờ", "đạt 92 %", "23/11/2026")
    assert is_well_formed(ans.code)
    assert facts.address == f"https://hoc.example.vn/x/{ans.code}"


def test_the_facts_come_back_from_the_database_as_they_went_in(database: Database, ans: Certificate) -> None:
    with database.reading() as db:
        kept = db.get_one(Certificate, ans.id).snapshot

    assert Facts.from_json(kept) == ans.facts


def test_asking_twice_gives_the_first_one(issued: Issued, world: World) -> None:
    first, second = issued(world.an), issued(world.an, NEW_YEAR, printed_name="Nguyễn Thị Ân")

    assert (second.id, second.facts) == (first.id, first.facts)


def test_another_edition_is_another_certificate(issued: Issued, world: World) -> None:
    assert issued(world.an).number == 1
    assert issued(world.an, edition=2).number == 2


def test_the_holder_is_told_once(database: Database, issued: Issued, world: World) -> None:
    certificate = issued(world.an)
    issued(world.an)

    assert rows(database, "SELECT person_id, kind, key, link FROM notice") == [
        (world.an.person_id, "certificate-issued", certificate.id, f"/certificates/{certificate.code}")
    ]


def test_issuing_leaves_an_audit_row_and_a_job(database: Database, ans: Certificate) -> None:
    assert rows(database, "SELECT act, subject FROM audit_row") == [("certificates.issue", f"certificate:{ans.id}")]
    assert rows(database, "SELECT kind, subject FROM job") == [("certificates.render", ans.id)]


def test_numbers_begin_again_with_the_local_year(issued: Issued, world: World) -> None:
    numbers = [issued(world.an, NEW_YEARS_EVE), issued(world.binh, NEW_YEAR), issued(world.chi, NEW_YEAR)]

    assert [certificate.facts.number[:10] for certificate in numbers] == ["00001/2026", "00001/2027", "00002/2027"]


def test_every_issuer_has_a_book_of_its_own(database: Database, issued: Issued, world: World) -> None:
    issued(world.an)
    with database.transaction() as db:
        first = db.scalars(select(Issuer)).one()
        first.is_default = False
        db.flush()
        lines = {column.name: getattr(first, column.name) for column in Issuer.__table__.columns if column.name != "id"}
        db.add(Issuer(**{**lines, "key": "another", "is_default": True}))

    assert issued(world.binh).number == 1


def test_there_is_one_default_issuer(database: Database, world: World) -> None:
    with database.transaction() as db:
        first = db.scalars(select(Issuer)).one()
        lines = {column.name: getattr(first, column.name) for column in Issuer.__table__.columns if column.name != "id"}

    with pytest.raises(IntegrityError), database.transaction() as db:
        db.add(Issuer(**{**lines, "key": "another"}))


def test_what_was_issued_does_not_change_with_the_person_or_the_issuer(
    database: Database, ans: Certificate, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(Person, world.an.person_id).name = "Somebody Else"
        db.scalars(select(Issuer)).one().name = "Another office"

    with database.reading() as db:
        assert db.get_one(Certificate, ans.id).facts == ans.facts


def test_a_refused_transaction_takes_no_number(database: Database, completes: Completes, world: World) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        issue(db, completes(world.an), NOON)
        raise ZeroDivisionError

    with database.transaction() as db:
        assert issue(db, completes(world.binh), NOON).number == 1


def test_without_an_issuer_nothing_is_issued(database: Database, completes: Completes, world: World) -> None:
    with database.transaction() as db:
        db.execute(delete(Issuer))

    with pytest.raises(NotReady), database.transaction() as db:
        issue(db, completes(world.an), NOON)


def test_twenty_threads_leave_no_gap(database: Database, completes: Completes, world: World) -> None:
    with database.transaction() as db:
        people = [
            Person(name=f"Người {n}", folded_name="", sort_key="", birth_year=1960, created_at=NOON) for n in range(60)
        ]
        db.add_all(people)
        db.flush()
        keys = [person.id for person in people]

    def certify(person_id: int) -> int:
        with database.transaction() as db:
            return issue(db, completes(world.an, person_id=person_id), NOON).number

    with ThreadPoolExecutor(20) as threads:
        given = list(threads.map(certify, keys))

    assert sorted(given) == list(range(1, 61))
    assert rows(database, "SELECT last_number FROM register_book") == [(60,)]


def test_twenty_threads_issue_one_certificate_to_one_person(
    database: Database, completes: Completes, world: World
) -> None:
    def certify(_: int) -> str:
        with database.transaction() as db:
            return issue(db, completes(world.an), NOON).id

    with ThreadPoolExecutor(20) as threads:
        keys = set(threads.map(certify, range(60)))

    assert len(keys) == 1
    assert rows(database, "SELECT count(*) FROM certificate") == [(1,)]
    assert rows(database, "SELECT last_number FROM register_book") == [(1,)]


def test_whoever_comes_second_over_new_year_gives_the_number_back(
    database: Database, completes: Completes, world: World
) -> None:
    """Two transactions that lock different books: the unique constraint decides, not the lock."""
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite writes one transaction at a time")
    with database.transaction() as first, ThreadPoolExecutor(1) as other:
        won = issue(first, completes(world.an), NEW_YEARS_EVE)

        def too_late() -> str:
            with database.transaction() as db:
                return issue(db, completes(world.an), NEW_YEAR).id

        waiting = other.submit(too_late)
        while not _somebody_waits(database):
            pass
        first.commit()
        assert waiting.result() == won.id

    assert rows(database, "SELECT year, last_number FROM register_book") == [(2026, 1)]


def _somebody_waits(database: Database) -> bool:
    with database.reading() as db:
        return bool(db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def test_two_certificates_never_share_a_code(database: Database, ans: Certificate) -> None:
    with pytest.raises(IntegrityError), database.transaction() as db:
        row = db.get_one(Certificate, ans.id)
        columns = {column.name: getattr(row, column.name) for column in Certificate.__table__.columns}
        db.add(Certificate(**{**columns, "id": new_id(), "number": 2, "edition": 2, "status_index": -1}))


def test_the_book_cannot_give_a_number_twice(database: Database, ans: Certificate) -> None:
    with pytest.raises(IntegrityError), database.transaction() as db:
        row = db.get_one(Certificate, ans.id)
        columns = {column.name: getattr(row, column.name) for column in Certificate.__table__.columns}
        db.add(Certificate(**{**columns, "id": new_id(), "code": "2" * 16, "edition": 2, "status_index": -1}))
    assert rows(database, "SELECT count(*) FROM certificate") == [(1,)]
