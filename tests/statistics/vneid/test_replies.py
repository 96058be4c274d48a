"""A reply is taken whole or not at all, and twice is once (E22)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from lms.audit.models import AuditRow
from lms.clock import now
from lms.config_vneid import Vneid
from lms.db import Database
from lms.statistics.vneid.actions import replies
from lms.statistics.vneid.models import Batch, Confirmation, Member
from lms.statistics.vneid.queries.batches import totals_of
from lms.statistics.vneid.rules import State, Totals
from lms.tables.reading import BadFile
from tests.builders import World
from tests.statistics.vneid.facts import CONFIRMED, again, certified, e22, made, opened, reply, take

Answers = dict[str, tuple[str, str, str]]


@pytest.fixture
def batch(database: Database, world: World) -> Batch:
    """A batch of a hundred."""
    certified(database, world, 100)
    return made(database)


@pytest.fixture
def answers(batch: Batch) -> Answers:
    """What E22 says of it."""
    return e22(opened(batch).keys)


def kept(database: Database) -> list[Any]:
    """Everything a reply may change."""
    with database.reading() as db:
        members = [(row.key, row.status, row.confirmed_on, row.reason) for row in db.scalars(select(Member))]
        confirmed = [(row.person_id, row.confirmed_on, row.batch_id) for row in db.scalars(select(Confirmation))]
        return [*sorted(members), *sorted(confirmed), db.scalar(select(func.count()).select_from(AuditRow))]


def complaints(database: Database, batch: Batch, content: bytes) -> list[str]:
    """What is complained of; and that nothing was taken."""
    before = kept(database)
    with pytest.raises(BadFile) as refused:
        take(database, batch, content)
    assert kept(database) == before
    return refused.value.complaints


def test_e22_totals_hold_and_the_second_time_nothing_changes(
    database: Database, batch: Batch, answers: Answers
) -> None:
    first = take(database, batch, reply(answers))
    after = kept(database)
    second = take(database, batch, reply(answers))
    with database.reading() as db:
        control = totals_of(db, [batch.id])[batch.id]
        days = set(db.scalars(select(Confirmation.confirmed_on)))

    assert control == first.totals == Totals(100, 90, 6, 3, 1)
    assert (len(first.changes), first.same) == (99, 1)
    assert (len(second.changes), second.same) == (0, 100)
    assert kept(database) == after
    assert days == {date(2026, 5, 2)}
    assert again(database, batch).state == State.ANSWERED


def test_looking_through_it_changes_nothing(database: Database, batch: Batch, answers: Answers) -> None:
    before = kept(database)
    with database.reading() as db:
        judged = replies.look_through(db, batch, reply(answers), Vneid(), now())

    assert (len(judged.changes), judged.totals.pending) == (99, 1)
    assert kept(database) == before


def test_who_waited_may_be_answered_later_and_then_the_file_with_the_names_goes(
    database: Database, batch: Batch, answers: Answers
) -> None:
    take(database, batch, reply(answers))
    assert again(database, batch).package is not None
    last = list(answers)[-1]

    judged = take(database, batch, reply({**answers, last: CONFIRMED}))
    closed = again(database, batch)

    assert (len(judged.changes), judged.totals) == (1, Totals(100, 91, 6, 3, 0))
    assert closed.package is None
    assert closed.manifest is not None


def test_totals_stated_in_the_file_must_be_those_of_its_rows(
    database: Database, batch: Batch, answers: Answers
) -> None:
    wrong = "TONG;gui=100 xac-nhan=91 tu-choi=6 khong-tim-thay=3 cho=0;;"
    right = "TONG;gửi=100 xac-nhan=90 tu-choi=6 khong-tim-thay=3 cho=1;;"

    said = complaints(database, batch, reply(answers, wrong))

    assert said[0].startswith("tổng ghi trong tệp là 100 = 91 xác nhận + 6 từ chối + 3 không tìm thấy + 0 chờ, nhưng")
    assert len(said) == 1
    assert len(take(database, batch, reply(answers, right)).changes) == 99


def test_what_was_answered_stays_answered(database: Database, batch: Batch, answers: Answers) -> None:
    take(database, batch, reply(answers))

    first = next(iter(answers))

    said = complaints(database, batch, reply({**answers, first: ("tu-choi", "", "nhầm")}))

    assert said == [f"dòng 2: khóa «{first}» đã được trả lời «xac-nhan 02/05/2026», không đổi được bằng tệp này"]


def test_the_reply_to_another_batch_is_refused(database: Database, world: World) -> None:
    certified(database, world, 1)
    batch = made(database)
    rows = [{"khoa": opened(batch).keys[0], "trang_thai": "xac-nhan", "ngay": "2026-05-02", "ly_do": ""}]
    totals = {"sent": 1, "confirmed": 1, "rejected": 0, "not_found": 0, "pending": 0}

    def document(name: str, **other: int) -> bytes:
        return json.dumps({"batch": name, "totals": totals | other, "rows": rows}).encode()

    assert complaints(database, batch, document("another")) == ["tệp trả lời là của đợt another, không phải đợt này"]
    assert complaints(database, batch, document(batch.public_id, sent=2))
    assert len(take(database, batch, document(batch.public_id)).changes) == 1


def test_what_is_no_reply_is_told_so(database: Database, batch: Batch) -> None:
    missing = "dòng 1: thiếu cột khoa hoặc so_dinh_danh, ngay, ly_do; ghi đủ tên các cột ở dòng đầu"

    assert complaints(database, batch, b"") == ["tệp không có dòng nào; dòng 1 phải là tên các cột"]
    assert complaints(database, batch, "Trạng thái\ncho\n".encode()) == [missing]


def test_the_file_as_a_spreadsheet_here_writes_it_is_understood(database: Database, world: World) -> None:
    certified(database, world, 3)
    batch = made(database)
    one, two, three = opened(batch).keys
    text = (
        "\ufeffkhoa,nam_sinh,trang_thai,ngay,ly_do\r\n"
        f"{one},1990,Được xác nhận,2026-05-02,\r\n"
        f'{two},1990,Bị từ chối,,"tên, năm sinh sai"\r\n'
        f"{three},,Không tìm thấy,,\r\n\r\n"
    )

    assert take(database, batch, text.encode()).totals == Totals(3, 1, 1, 1, 0)


def test_another_year_of_birth_than_ours_is_named(database: Database, world: World) -> None:
    certified(database, world, 1)
    batch = made(database)
    text = f"khoa;nam_sinh;trang_thai;ngay;ly_do\n{opened(batch).keys[0]};1980;xac-nhan;02/05/2026;\n"

    assert complaints(database, batch, text.encode()) == [
        f"dòng 2: năm sinh 1980 không khớp với người mang khóa «{opened(batch).keys[0]}»"
    ]
