"""A batch holds everybody who waits, once; its file is what was configured, its manifest is signed and its totals hold."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import select

from lms.audit.models import AuditRow
from lms.clock import now
from lms.config_vneid import Vneid
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import Person
from lms.problems import Conflict
from lms.statistics.vneid.actions import batches
from lms.statistics.vneid.background import make
from lms.statistics.vneid.models import Member
from lms.statistics.vneid.queries.batches import totals_of
from lms.statistics.vneid.rules import Form, State, Totals
from lms.statistics.vneid.signing import signing_key
from tests.builders import World
from tests.statistics.vneid.facts import CONFIRMED, again, certified, made, opened, reply, take


def test_everybody_who_waits_is_in_it_under_a_key_of_this_batch(database: Database, world: World) -> None:
    people = certified(database, world, 3)

    batch = made(database)
    package = opened(batch)
    with database.reading() as db:
        members = db.scalars(select(Member).order_by(Member.position)).all()
        control = totals_of(db, [batch.id])[batch.id]

    assert (batch.state, batch.total) == (State.READY, 3)
    assert {member.person_id for member in members} == set(people)
    assert [member.key for member in members] == package.keys
    assert control == Totals(3, 0, 0, 0, 3)
    assert [row["Mã xã, phường"] for row in package.rows] == ["08500"] * 3
    assert {row["Nơi ở"] for row in package.rows} == {"Khu 1, Xã Lâm Thao"}
    assert {row["Ngày cấp giấy chứng nhận"] for row in package.rows} == {"01/03/2026"}
    assert all(len(row["Mã tra cứu giấy chứng nhận"]) == 16 for row in package.rows)


def test_the_manifest_says_how_many_and_of_whom_and_openssl_finds_it_signed(
    database: Database, world: World, tmp_path: Path
) -> None:
    certified(database, world, 4)
    batch = made(database)
    package = opened(batch)
    for name, content in package.files.items():
        (tmp_path / name).write_bytes(content)
    with database.reading() as db:
        key = signing_key(db)
    assert key is not None
    (tmp_path / "key.pem").write_text(key.public_key)
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin"]
    check += ["-in", "manifest.json", "-sigfile", "manifest.json.sig"]

    found = subprocess.run(check, cwd=tmp_path, capture_output=True, check=False)
    (tmp_path / "manifest.json").write_bytes(package.files["manifest.json"].replace(b'"sent": 4', b'"sent": 5'))
    changed = subprocess.run(check, cwd=tmp_path, capture_output=True, check=False)

    assert (found.returncode, changed.returncode) == (0, 1)
    assert package.manifest["control"] == {"sent": 4, "birth_years": 4 * 1990, "communes": {"08500": 4}}
    assert package.manifest["file"] == {
        "name": f"vneid-dot-{batch.id}.csv",
        "sha256": hashlib.sha256(package.files[f"vneid-dot-{batch.id}.csv"]).hexdigest(),
        "bytes": len(package.files[f"vneid-dot-{batch.id}.csv"]),
    }
    assert (package.manifest["batch"], package.manifest["kid"]) == (batch.public_id, key.kid)


def test_whoever_waits_in_a_batch_is_not_sent_again_and_whoever_was_rejected_is(
    database: Database, world: World
) -> None:
    people = certified(database, world, 4)
    first = made(database)
    assert made(database).state == State.EMPTY

    answers = [CONFIRMED, ("tu-choi", "", "sai năm sinh"), ("khong-tim-thay", "", ""), ("cho", "", "")]
    take(database, first, reply(dict(zip(opened(first).keys, answers, strict=True))))
    second = made(database)
    with database.reading() as db:
        again_sent = set(db.scalars(select(Member.person_id).where(Member.batch_id == second.id)))

    assert again_sent == set(people[1:3])
    assert not set(opened(first).keys) & set(opened(second).keys)


def test_a_discarded_batch_sets_its_people_free(database: Database, world: World) -> None:
    certified(database, world, 2)
    first = made(database)
    with database.transaction() as db:
        batches.discard(db, first.id, None, now())

    assert (again(database, first).state, again(database, first).package) == (State.DISCARDED, None)
    assert made(database).total == 2
    with pytest.raises(Conflict), database.transaction() as db:
        batches.hand_over(db, first.id, "", None, now())


def test_while_one_is_being_made_there_is_no_other(database: Database, world: World) -> None:
    with database.transaction() as db:
        batches.ask(db, None, Form.CSV, Vneid().layout, now())

    with pytest.raises(Conflict), database.transaction() as db:
        batches.ask(db, None, Form.CSV, Vneid().layout, now())


def test_columns_and_their_heads_are_as_configured_and_names_are_no_formulas(database: Database, world: World) -> None:
    [somebody] = certified(database, world, 1)
    with database.transaction() as db:
        db.get_one(Person, somebody).name = "=1+1"
    layout = (("khoa", "Mã người"), ("ho_ten", "Tên"), ("nam_sinh", "Năm sinh"))

    rows = opened(made(database, vneid=replace(Vneid(), layout=layout))).rows

    assert list(rows[0]) == ["Mã người", "Tên", "Năm sinh"]
    assert (rows[0]["Tên"], rows[0]["Năm sinh"]) == ("'=1+1", "1990")


def test_a_workbook_holds_the_same_rows(database: Database, world: World) -> None:
    certified(database, world, 3)
    batch = made(database, Form.XLSX)
    package = opened_workbook(batch.package or b"")
    with database.reading() as db:
        keys = list(db.scalars(select(Member.key).order_by(Member.position)))

    assert package[0][:3] == ("STT", "Mã đợt", "Khóa")
    assert [row[2] for row in package[1:]] == keys
    assert [row[0] for row in package[1:]] == [1, 2, 3]


def opened_workbook(content: bytes) -> list[tuple[object, ...]]:
    with ZipFile(BytesIO(content)) as package:
        name = next(one for one in package.namelist() if one.endswith(".xlsx"))
        book = openpyxl.load_workbook(BytesIO(package.read(name)), read_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_what_was_done_with_a_batch_is_on_record(database: Database, world: World) -> None:
    certified(database, world, 1)
    batch = made(database)
    with database.transaction() as db:
        batches.record_download(db, batch, world.hoa.person_id, now())
        batches.hand_over(db, batch.id, "Công văn 5", world.hoa.person_id, now())
    with database.reading() as db:
        acts = db.scalars(
            select(AuditRow.act).where(AuditRow.subject == f"vneid_batch:{batch.id}").order_by(AuditRow.id)
        )
        found = list(acts)

    assert found == ["vneid.ask", "vneid.made", "vneid.taken", "vneid.handed-over"]


def test_a_job_that_is_done_twice_makes_the_batch_once(database: Database, world: World) -> None:
    certified(database, world, 2)
    batch = made(database)

    assert make(database, batch.public_id) is None
    assert run_due(database, batches.MAKE) == 0
