"""«Từng người»: every paper as it is kept, a list of them, fingerprints; whole, or not to be had at all."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lms.certificates.actions import revoke
from lms.certificates.bulk import background, rules
from lms.certificates.bulk.models import Export
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.clock import now
from lms.db import Database
from lms.jobs.models import Job
from lms.jobs.worker import run_due
from tests.builders import NOON, World
from tests.certificates.bulk.conftest import Asking, paper_of
from tests.pages import Browser

Issued = Callable[..., list[Certificate]]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of ten, made in steps of four."""
    monkeypatch.setitem(rules.PER_PART, rules.Kind.ZIP, 10)
    monkeypatch.setitem(rules.PER_STEP, rules.Kind.ZIP, 4)


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def listed(data: bytes) -> list[dict[str, str]]:
    lines = io.StringIO(opened(data).read("danh-sach.csv").decode("utf-8-sig"))
    return list(csv.DictReader(lines, delimiter=";"))


def test_a_zip_holds_every_paper_under_a_name_any_system_takes(
    chi: Browser, asking: Asking, people_with_papers: Issued
) -> None:
    issued = people_with_papers(3, printed_name="Đỗ Thị Ưng Ỷ")

    data = chi.get(asking.have(chi, "zip") + "/1").data

    names = [f"{one.number:05d}-2026_Do-Thi-Ung-Y.pdf" for one in issued]
    assert opened(data).namelist() == [*names, "danh-sach.csv", "SHA256SUMS"]
    assert [opened(data).read(name) for name in names] == [paper_of(one) for one in issued]
    assert {info.compress_type for info in opened(data).infolist()} == {zipfile.ZIP_STORED}


def test_other_programs_find_it_whole(chi: Browser, asking: Asking, people_with_papers: Issued, tmp_path: Path) -> None:
    people_with_papers(5)
    (tmp_path / "all.zip").write_bytes(chi.get(asking.have(chi, "zip") + "/1").data)

    subprocess.run(["unzip", "-tq", "all.zip"], cwd=tmp_path, check=True)
    subprocess.run(["unzip", "-q", "all.zip", "-d", "out"], cwd=tmp_path, check=True)
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "out", check=True, capture_output=True)
    assert checked.stdout.count(b": OK") == 6


def test_the_parts_hold_everybody_once_in_order(
    chi: Browser, asking: Asking, people_with_papers: Issued, small_parts: None, world: World
) -> None:
    people_with_papers(11, org_unit_id=world.village_2)
    people_with_papers(12, org_unit_id=world.village_1)
    address = asking.have(chi, "zip")

    parts = [listed(chi.get(f"{address}/{number}").data) for number in (1, 2, 3)]

    assert [len(part) for part in parts] == [10, 10, 3]
    assert [line["Họ và tên"] for part in parts for line in part] == [
        *(f"Bùi Thị {n:03d}" for n in range(12)),
        *(f"Bùi Thị {n:03d}" for n in range(11)),
    ]
    assert chi.get(f"{address}/4").status_code == 404


def test_a_killed_worker_goes_on_and_the_bytes_are_the_same(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, small_parts: None
) -> None:
    people_with_papers(17)
    undisturbed, killed = asking.ask(chi, "zip"), asking.ask(chi, "zip")
    with database.transaction() as db:  # the entries bear the minute in which they were asked for
        db.query(Export).update({Export.asked_at: NOON})
    for _ in range(3):  # the step is made, and nobody lives to keep it; then it is made again and kept
        background.make(database, killed.rpartition("/")[2])
        effect = background.make(database, killed.rpartition("/")[2])
        with database.transaction() as db:
            effect(db)
    assert chi.get(killed + "/1").status_code == 200
    assert chi.get(killed + "/2").status_code == 404

    run_due(database)

    assert chi.get(killed + "/1").data == chi.get(undisturbed + "/1").data
    assert chi.get(killed + "/2").data == chi.get(undisturbed + "/2").data


def test_a_step_is_kept_once_however_often_it_was_made(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, small_parts: None
) -> None:
    people_with_papers(9)
    address = asking.ask(chi, "zip")
    effects = [background.make(database, address.rpartition("/")[2]) for _ in range(2)]
    for effect in effects:
        with database.transaction() as db:
            effect(db)

    run_due(database)

    assert len(listed(chi.get(address + "/1").data)) == 9


def test_a_full_disk_leaves_nothing_half_made_and_it_is_tried_again(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, small_parts: None
) -> None:
    people_with_papers(9)
    address = asking.ask(chi, "zip")
    with database.transaction() as db:
        full = (
            "CREATE TRIGGER full BEFORE INSERT ON certificate_export_piece WHEN NEW.begins_at > 2500"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        if database.engine.dialect.name == "postgresql":
            full = "ALTER TABLE certificate_export_piece ADD CONSTRAINT full_disk CHECK (begins_at <= 2500)"
        db.connection().exec_driver_sql(full)
    run_due(database)
    troubled = chi.get(address)

    assert chi.get(address + "/1").status_code == 404
    assert 'class="say mind"' in troubled.text
    with database.transaction() as db:
        away = "ALTER TABLE certificate_export_piece DROP CONSTRAINT full_disk"
        db.connection().exec_driver_sql("DROP TRIGGER full" if database.engine.dialect.name == "sqlite" else away)
        db.query(Job).update({Job.run_after: now()})
    run_due(database)

    assert len(listed(chi.get(address + "/1").data)) == 9


def test_the_ended_are_left_out_unless_asked_for(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued
) -> None:
    issued = people_with_papers(3)
    with database.transaction() as db:
        revoke(db, issued[1], None, Reason.NOT_EARNED, NOON)

    without, with_ = asking.have(chi, "zip"), asking.have(chi, "zip", ended="1")

    assert len(listed(chi.get(without + "/1").data)) == 2
    assert [line["Trạng thái"] for line in listed(chi.get(with_ + "/1").data)][1] == "Đã thu hồi"


def test_what_is_revoked_while_it_is_made_stays_out_and_the_page_says_so(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued
) -> None:
    issued = people_with_papers(3)
    address = asking.ask(chi, "zip")
    with database.transaction() as db:
        revoke(db, issued[1], None, Reason.NOT_EARNED, NOON)
    run_due(database)

    data = chi.get(address + "/1").data

    assert len(opened(data).namelist()) == 4
    assert listed(data)[1]["Tệp"] == "(chưa có tệp)"
    assert 'class="say mind"' in chi.get(address).text


@pytest.mark.parametrize("title", ['=HYPERLINK("http://127.0.0.1:9/")', "<img src=http://127.0.0.1:9/x>"])
def test_what_a_title_holds_is_text_in_the_list(
    chi: Browser, asking: Asking, people_with_papers: Issued, title: str
) -> None:
    people_with_papers(1, course_title=title)

    cell = listed(chi.get(asking.have(chi, "zip") + "/1").data)[0]["Khóa học"]

    assert cell.removeprefix("'") == title
    assert not cell.startswith("=")
