"""Pages for officials: of the province for batches and cases, of any unit for who is missing there."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from lms.audit.models import AuditRow
from lms.certificates.models import Certificate, Status
from lms.clock import now
from lms.db import Database
from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.jobs.models import State as JobState
from lms.jobs.worker import run_due
from lms.statistics.vneid.actions import batches
from lms.statistics.vneid.models import Batch, Confirmation, WaitingReply
from lms.statistics.vneid.queries import people
from lms.statistics.vneid.rules import State
from tests.builders import World
from tests.pages import Browser
from tests.statistics.vneid.facts import CONFIRMED, again, certified, made, opened, reply, take

HOME = "/statistics/vneid"


@pytest.fixture
def batch(database: Database, world: World) -> Batch:
    """A batch of two that is ready."""
    certified(database, world, 2)
    return made(database)


def at(batch: Batch, *more: str) -> str:
    return "/".join([HOME, batch.public_id, *more])


def bring(browser: Browser, batch: Batch, content: bytes, name: str = "tra-loi.csv") -> TestResponse:
    return browser.post(at(batch, "reply"), page=HOME, file=(BytesIO(content), name))


def test_only_officials_of_the_province_find_batches(
    batch: Batch, chi: Browser, an: Browser, giang: Browser, hoa: Browser
) -> None:
    for browser in (an, giang):
        assert browser.get(HOME).status_code == 404
    for path in (at(batch), at(batch, "package.zip")):
        assert chi.get(path).status_code == 404
        assert hoa.get(path).status_code == 200
    for path in ("send", "again", "discard", "handed-over", "reply", "reply/take"):
        assert chi.post(at(batch, path)).status_code == 404
    assert chi.post(f"{HOME}/batches", form="csv").status_code == 404


def test_officials_see_who_is_missing_in_their_own_units(
    database: Database, batch: Batch, chi: Browser, dung: Browser, hoa: Browser
) -> None:
    pages = [browser.get(f"{HOME}/awaiting").text for browser in (chi, hoa)]
    names = [row["Họ và tên"] for row in opened(batch).rows]

    assert all(name in shown for name in names for shown in pages)
    assert not any(name in dung.get(f"{HOME}/awaiting").text for name in names)
    assert "Lập đợt" not in chi.get(HOME).text
    assert "Lập đợt" in hoa.get(HOME).text


def test_the_list_is_a_file_too_and_that_it_was_taken_is_noted(
    database: Database, world: World, batch: Batch, chi: Browser, dung: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "_AT_ONCE", 1)  # so that two are read one after another, as thousands are
    answer = chi.get(f"{HOME}/awaiting.csv")
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    with database.reading() as db:
        noted = db.scalars(select(AuditRow).where(AuditRow.act == "vneid.list")).one()

    assert [row["Mã xã, phường"] for row in rows] == ["08500"] * 2
    assert (noted.actor_id, noted.details) == (world.chi.person_id, {"count": 2})
    assert dung.get(f"{HOME}/awaiting.csv").status_code == 404
    assert chi.get(f"{HOME}/without-certificate.csv").status_code == 404


def test_a_batch_is_asked_for_made_and_handed_over(database: Database, world: World, hoa: Browser) -> None:
    certified(database, world, 2)

    asked = hoa.post(f"{HOME}/batches", page=HOME, form="csv")
    while_making = hoa.follow(asked)
    twice = hoa.post(f"{HOME}/batches", page=HOME, form="csv")
    run_due(database, batches.MAKE)
    path = asked.location.removeprefix("https://hoc.example.vn")
    refused = hoa.post(f"{path}/handed-over", page=path, paper=" ")
    done = hoa.post(f"{path}/handed-over", page=path, paper="125/SKHCN")
    again_ = hoa.post(f"{path}/handed-over", page=path, paper="126/SKHCN")

    assert while_making.headers["Refresh"] == "5"
    assert (twice.status_code, refused.status_code, done.status_code, again_.status_code) == (409, 422, 303, 409)
    assert "125/SKHCN" in hoa.get(path).text


def test_a_reply_is_looked_through_then_taken_and_pressing_twice_is_once(
    database: Database, batch: Batch, hoa: Browser
) -> None:
    one, two = opened(batch).keys
    looked = bring(hoa, batch, reply({one: CONFIRMED, two: ("tu-choi", "", "sai tên")}))
    shown = hoa.get(at(batch)).text
    with database.reading() as db:
        before = list(db.scalars(select(Confirmation)))
        fingerprint = db.scalars(select(WaitingReply.sha256)).one()

    taken = [hoa.post(at(batch, "reply/take"), page=HOME, sha256=fingerprint).status_code for _ in range(2)]
    with database.reading() as db:
        after = list(db.scalars(select(Confirmation.batch_id)))

    assert looked.status_code == 303
    assert "2 đã gửi = 1 được xác nhận + 1 bị từ chối + 0 không tìm thấy + 0 còn chờ" in shown
    assert (before, after, taken) == ([], [batch.id], [303, 303])
    assert again(database, batch).state == State.ANSWERED
    assert "sai tên" in hoa.get(at(batch)).text


def test_a_wrong_reply_names_its_rows_and_is_not_kept(database: Database, batch: Batch, hoa: Browser) -> None:
    one, two = opened(batch).keys

    refused = bring(hoa, batch, reply({one: CONFIRMED, two: ("xac-nhan", "", ""), "KHAC": CONFIRMED}))
    with database.reading() as db:
        kept = list(db.scalars(select(WaitingReply)))

    assert refused.status_code == 422
    assert "dòng 3: thiếu ngày xác nhận" in refused.text
    assert "dòng 4: khóa «KHAC» không có trong đợt này" in refused.text
    assert kept == []
    assert hoa.post(at(batch, "reply"), page=HOME).status_code == 422


def test_another_file_brought_meanwhile_is_not_taken_unseen(database: Database, batch: Batch, hoa: Browser) -> None:
    one, two = opened(batch).keys
    bring(hoa, batch, reply({one: CONFIRMED, two: CONFIRMED}))
    with database.reading() as db:
        seen = db.scalars(select(WaitingReply.sha256)).one()
    bring(hoa, batch, reply({one: CONFIRMED, two: ("khong-tim-thay", "", "")}))

    assert hoa.post(at(batch, "reply/take"), page=HOME, sha256=seen).status_code == 409
    assert again(database, batch).state == State.READY


def test_a_case_stands_until_it_was_told(database: Database, world: World, batch: Batch, hoa: Browser) -> None:
    take(database, batch, reply(dict.fromkeys(opened(batch).keys, CONFIRMED)))
    with database.transaction() as db:
        first = db.scalars(select(Certificate.id).order_by(Certificate.number)).first()
        gone = {"status": Status.REVOKED, "is_void": True, "ended_on": Certificate.issued_on}
        ended = update(Certificate).where(Certificate.id == first)
        db.execute(ended.values(**gone, ended_at=now() + timedelta(seconds=1)))
    path = f"{HOME}/cases/{first}"

    shown = hoa.get(HOME).text
    refused = hoa.post(path, page=HOME, paper="")
    told = hoa.post(path, page=HOME, paper="Công văn 9")

    assert path in shown
    assert (refused.status_code, told.status_code) == (422, 303)
    assert path not in hoa.get(HOME).text
    assert hoa.post(path, page=HOME, paper="x").status_code == 404


def test_a_dead_letter_is_seen_and_offered_again(database: Database, batch: Batch, hoa: Browser) -> None:
    with database.transaction() as db:
        enqueue(db, batches.SEND, batch.public_id, now())
        db.execute(
            update(Job)
            .where(Job.kind == batches.SEND)
            .values(state=JobState.DEAD, tries=8, error="CannotSend: the other side refuses the batch: 400")
        )

    shown = hoa.get(at(batch)).text
    hoa.post(at(batch, "again"), page=HOME)
    with database.reading() as db:
        job = db.scalars(select(Job).where(Job.kind == batches.SEND)).one()

    assert "the other side refuses the batch: 400" in shown
    assert "Đang gửi" not in shown
    assert [at(batch, path) in shown for path in ("again", "handed-over", "discard")] == [True] * 3
    assert (job.state, job.tries) == (JobState.READY, 0)


def test_while_it_is_on_its_way_it_is_neither_handed_over_nor_discarded(
    database: Database, batch: Batch, hoa: Browser
) -> None:
    with database.transaction() as db:
        batches.send(db, batch.id, None, now())

    shown = hoa.get(at(batch)).text
    answers = [hoa.post(at(batch, path), page=HOME, paper="5").status_code for path in ("handed-over", "discard")]

    assert "Đang gửi" in shown
    assert [at(batch, path) in shown for path in ("handed-over", "discard")] == [False, False]
    assert answers == [409, 409]


def test_without_a_line_there_is_no_way_to_send(batch: Batch, hoa: Browser) -> None:
    assert at(batch, "send") not in hoa.get(at(batch)).text
    assert hoa.post(at(batch, "send"), page=HOME).status_code == 404


def test_the_sheet_leads_to_it(hoa: Browser, giang: Browser) -> None:
    assert f'href="{HOME}"' in hoa.get("/statistics").text
    assert f'href="{HOME}"' not in giang.get("/statistics").text
