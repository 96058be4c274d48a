"""`lms statistics vneid`: the same steps from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from lms.db import Database
from lms.statistics.vneid.commands import group
from tests.builders import World
from tests.statistics.vneid.facts import CONFIRMED, certified, reply

Run = Callable[..., Result]


@pytest.fixture
def lms(database: Database) -> Run:
    return lambda *words: CliRunner().invoke(group, [str(word) for word in words], obj=lambda: database)


def test_a_batch_goes_out_and_its_reply_comes_in(lms: Run, database: Database, world: World, tmp_path: Path) -> None:
    certified(database, world, 2)
    exported = lms("export", "--to", str(tmp_path))
    [package] = tmp_path.glob("*.zip")
    number = package.stem.rpartition("-")[2]
    with ZipFile(package) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        table = opened.read(manifest["file"]["name"]).decode("utf-8-sig")
    keys = [line.split(";")[2] for line in table.splitlines()[1:]]
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(reply(dict.fromkeys(keys, CONFIRMED)))
    bad.write_bytes(reply({keys[0]: CONFIRMED}))

    refused = lms("import", number, str(bad))
    looked = lms("import", number, str(good), "--dry-run")
    before = lms("status", number)
    taken = [lms("import", number, str(good)).output for _ in range(2)]

    assert exported.exit_code == 0, exported.output
    assert manifest["control"]["sent"] == 2
    assert (refused.exit_code, "tệp thiếu 1 người" in refused.output) == (1, True)
    assert "sẽ đổi 2, như cũ 0" in looked.output
    assert "đã lập, chưa gửi\t2 = 0 xác nhận" in before.output
    assert ["đã đổi 2, như cũ 0" in taken[0], "đã đổi 0, như cũ 2" in taken[1]] == [True, True]
    assert "đã có trả lời\t2 = 2 xác nhận" in lms("status").output
    assert lms("key").output.startswith("-----BEGIN PUBLIC KEY-----")
    assert "không có ai" in lms("export", "--to", str(tmp_path)).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("send", "1"), "LMS_VNEID_URL is missing"),
        (("status", "7"), "không có đợt số 7"),
        (("key",), "chưa có khóa nào"),
    ],
    ids=["send", "status", "key"],
)
def test_what_cannot_be_done_is_said_in_a_sentence(lms: Run, arguments: tuple[str, ...], said: str) -> None:
    answer = lms(*arguments)

    assert (answer.exit_code, said in answer.output) == (1, True)


def test_what_is_refused_is_said_in_vietnamese(lms: Run, tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    file.write_text("ho_ten;nam_sinh;ma_don_vi;so_dinh_danh\n")

    assert "Máy chủ này không giữ số định danh" in lms("import-numbers", str(file)).output


def test_who_was_confirmed_elsewhere_is_taken_from_a_file(lms: Run, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.csv"
    file.write_text("ho_ten;nam_sinh;ma_don_vi;ngay;nguon\nNguyễn Thị An;1958;08500;02/05/2026;Công văn 7\n")

    tried = lms("import-elsewhere", str(file), "--dry-run")
    taken = [lms("import-elsewhere", str(file)).output for _ in range(2)]

    assert "1 người mới, 0 như cũ (chạy thử)" in tried.output
    assert ["1 người mới" in taken[0], "0 người mới, 1 như cũ" in taken[1]] == [True, True]
