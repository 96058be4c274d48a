"""Confirmations obtained elsewhere, identity numbers where they are kept, and cases of void certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from lms.certificates.models import Certificate, Status
from lms.clock import local_date, now
from lms.config_vneid import COLUMNS, Vneid
from lms.db import Database
from lms.people.models import Person
from lms.problems import Conflict, Problem
from lms.statistics.rules import Indicator
from lms.statistics.vneid.actions import elsewhere, replies
from lms.statistics.vneid.chosen import choose
from lms.statistics.vneid.models import Confirmation, IdentityNumber, WaitingReply
from lms.statistics.vneid.numbers import Sealer, UnreadableNumber
from lms.statistics.vneid.queries.batches import open_cases
from lms.statistics.vneid.sealing import package_of
from lms.tables.reading import BadFile
from tests.builders import World
from tests.statistics.counted_anew import people_anew
from tests.statistics.facts import Facts
from tests.statistics.vneid.facts import CONFIRMED, certified, made, names, opened, reply, take

KEPT = replace(Vneid(), number_key=bytes(range(32)))
HEAD = "ho_ten;nam_sinh;ma_don_vi;ngay;nguon"
AN = "Nguyễn Thị An;1958;08500;02/05/2026;Công văn 7/CAT"


def test_somebody_confirmed_elsewhere_counts_and_twice_is_once(database: Database, world: World) -> None:
    with database.transaction() as db:
        first = elsewhere.import_confirmations(db, f"{HEAD}\n{AN}\n".encode(), Vneid(), now())
        second = elsewhere.import_confirmations(db, f"{HEAD}\n{AN}\n".encode(), Vneid(), now())
        people = people_anew(db, Indicator.VNEID, world.lam_thao, local_date(now()))
        rows = [(row.person_id, row.batch_id, row.source) for row in db.scalars(select(Confirmation))]

    assert (first, second) == (elsewhere.Imported(1, 0), elsewhere.Imported(0, 1))
    assert people == 1
    assert rows == [(world.an.person_id, None, "Công văn 7/CAT")]


def test_who_cannot_be_told_apart_is_named_and_nobody_is_taken(database: Database, world: World) -> None:
    rows = [
        AN,
        "Nguyễn Thị An;1959;08500;02/05/2026;x",
        "Nguyễn Thị An;1958;08770;02/05/2026;x",
        "Nguyễn Thị An;1958;08500;02/05/2999;x",
        "Nguyễn Thị An;1958;08500;02/05/2026;",
        "Trần Văn Bình;1985;08500;02/05/2026;x",
    ]
    with database.transaction() as db:
        double = db.get_one(Person, world.chi.person_id)
        double.name, double.folded_name, double.birth_year = "Trần Văn Bình", "tran van binh", 1985

    with pytest.raises(BadFile) as refused, database.transaction() as db:
        elsewhere.import_confirmations(db, "\n".join([HEAD, *rows]).encode(), Vneid(), now())
    with database.reading() as db:
        taken = list(db.scalars(select(Confirmation)))

    assert [said.partition(":")[0] for said in refused.value.complaints] == [f"dòng {line}" for line in range(3, 8)]
    assert "có nhiều người" in refused.value.complaints[-1]
    assert taken == []


def test_without_the_switch_no_number_is_kept(database: Database, world: World) -> None:
    with pytest.raises(Problem), database.transaction() as db:
        elsewhere.import_numbers(db, b"ho_ten;nam_sinh;ma_don_vi;so_dinh_danh\n", Vneid(), now())


def test_a_number_is_kept_sealed_sent_and_matched_with_the_year_of_birth(database: Database, world: World) -> None:
    people = certified(database, world, 2)
    given = {person_id: f"02500000000{at}" for at, person_id in enumerate(people)}
    rows = [f"{name};1990;08500.01;{given[whose]}" for whose, name in names(database, people).items()]
    content = "\n".join(["ho_ten;nam_sinh;ma_don_vi;so_dinh_danh", *rows]).encode()
    layout = tuple((name, COLUMNS[name]) for name in ("khoa", "ho_ten", "nam_sinh", "so_dinh_danh"))
    choose(KEPT)

    with database.transaction() as db:
        first, second = (elsewhere.import_numbers(db, content, KEPT, now()) for _ in range(2))
        sealed = {row.person_id: (row.mark, row.sealed) for row in db.scalars(select(IdentityNumber))}
    batch = made(database, vneid=replace(KEPT, layout=layout))
    sent = [row["Số định danh cá nhân"] for row in opened(batch, KEPT).rows]
    head = "so_dinh_danh;nam_sinh;trang_thai;ngay;ly_do\n"
    wrong = f"{head}{sent[0]};1990;xac-nhan;02/05/2026;\n999999999999;1990;cho;;\n".encode()
    right = f"{head}{sent[0]};1990;xac-nhan;02/05/2026;\n{sent[1]};1990;cho;;\n".encode()
    with pytest.raises(BadFile, match="dòng 3: số định danh không thuộc ai trong đợt này"):
        take(database, batch, wrong, KEPT)
    with database.transaction() as db:
        replies.put_by(db, batch, "tra-loi.csv", right, KEPT, world.hoa.person_id, now())
        waiting = db.scalars(select(WaitingReply)).one()
        put_by, read_again = waiting.content, replies.brought(waiting, KEPT)
    judged = take(database, batch, right, KEPT)
    choose(Vneid())
    with database.reading() as db:
        left = list(db.scalars(select(WaitingReply)))

    assert (first, second) == (elsewhere.Imported(2, 0), elsewhere.Imported(0, 2))
    assert not any(number.encode() in mark.encode() + hidden for number in sent for mark, hidden in sealed.values())
    assert not any(number.encode() in put_by for number in sent)
    assert not (batch.package or b"PK").startswith(b"PK")
    assert (read_again, left) == (right, [])
    with pytest.raises(Problem, match="the key does not fit"):
        package_of(Vneid(), batch)
    assert set(sent) == set(given.values())
    assert (judged.totals.confirmed, judged.totals.pending) == (1, 1)


def test_nobody_is_given_two_numbers_and_no_number_is_given_twice(database: Database, world: World) -> None:
    first, second = (f"{name};1990;08500.01" for name in names(database, certified(database, world, 2)).values())
    numbers = (f"{first};025000000001", f"{first};025000000002", f"{second};025000000001", f"{first};025000000001")
    content = "\n".join(["ho_ten;nam_sinh;ma_don_vi;so_dinh_danh", *numbers]).encode()

    with pytest.raises(BadFile) as refused, database.transaction() as db:
        elsewhere.import_numbers(db, content, KEPT, now())

    assert refused.value.complaints == [
        "dòng 3: người này đã có số định danh khác",
        "dòng 4: số định danh này đã là của người khác",
    ]


def test_a_number_moved_to_somebody_else_does_not_open() -> None:
    sealer = Sealer(KEPT.number_key)
    sealed = sealer.seal(1, "025000000001")

    assert sealer.open(1, sealed) == "025000000001"
    assert sealer.mark("025000000001") == Sealer(KEPT.number_key).mark("025000000001")
    with pytest.raises(UnreadableNumber):
        sealer.open(2, sealed)
    with pytest.raises(UnreadableNumber):
        Sealer(bytes(32)).open(1, sealed)


def test_a_void_certificate_raises_a_case_and_withdraws_nothing(database: Database, world: World) -> None:
    voided, revoked = certified(database, world, 2)
    batch = made(database)
    take(database, batch, reply(dict.fromkeys(opened(batch).keys, CONFIRMED)))
    later = now() + timedelta(seconds=1)
    with database.transaction() as db:
        for person_id, is_void in ((voided, True), (revoked, False)):
            ended = {"status": Status.REVOKED, "ended_on": Certificate.issued_on, "ended_at": later, "is_void": is_void}
            db.execute(update(Certificate).where(Certificate.person_id == person_id).values(**ended))
        [case] = open_cases(db, 10)
        still = people_anew(db, Indicator.VNEID, world.village_1, local_date(now()))
        elsewhere.close_case(db, case.certificate_id, "Công văn 9", world.hoa.person_id, now())
        left = open_cases(db, 10)
        with pytest.raises(Conflict):
            elsewhere.close_case(db, case.certificate_id, "", world.hoa.person_id, now())

    assert (case.batch_id, still, left) == (batch.id, 2, [])
    assert case.name == names(database, [voided])[voided]


def test_what_was_void_before_it_was_sent_is_no_case(database: Database, world: World) -> None:
    [somebody] = certified(database, world, 1)
    gone = {"is_void": True, "ended_on": Certificate.issued_on, "ended_at": now() - timedelta(days=1)}
    with database.transaction() as db:
        db.execute(update(Certificate).values(**gone))
        Facts(db, world).certify(somebody)
    batch = made(database)
    take(database, batch, reply(dict.fromkeys(opened(batch).keys, CONFIRMED)))

    with database.reading() as db:
        assert open_cases(db, 10) == []
