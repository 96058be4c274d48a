"""The commands: from home onto a laptop and back, as somebody types them."""

from __future__ import annotations

import stat
from pathlib import Path

from click.testing import CliRunner, Result

from lms.catalogue.published import PublishedCourse
from lms.classroom.bundles import laptop as folders
from lms.classroom.commands import group, opened_in
from lms.cli import main
from lms.db import Database
from tests.builders import World
from tests.classroom.bundles.conftest import figures
from tests.classroom.conftest import CODE, Lesson
from tests.learning.learners import prepare


def test_there_and_back(
    database: Database, lesson: Lesson, course: PublishedCourse, world: World, tmp_path: Path
) -> None:
    bundle, results, folder = tmp_path / "lop.bdhvs", tmp_path / "ket-qua.bdhvs", tmp_path / "lop"

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(group, [str(word) for word in words], obj=lambda: database)

    taken = run("take", "4k7 m2p", "--out", bundle)
    opened = run("open", bundle, "--folder", folder)
    again = run("open", bundle, "--folder", folder)
    assert (taken.exit_code, opened.exit_code, again.exit_code) == (0, 0, 1), taken.output + opened.output
    assert "1 người" in taken.output
    assert "đăng nhập trên máy này bằng tên" in opened.output
    assert "đã có dữ liệu" in again.output
    assert stat.S_IMODE(bundle.stat().st_mode) == stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600

    there = Database(folders.database_url(folder))
    prepare(there, world.an, course)
    there.dispose()
    found = opened_in(folder)
    assert found is not None
    assert (found.name, found.province) == ("Lớp tối", "Tỉnh Phú Thọ")
    made = run("results", "--folder", folder, "--out", results)
    looked = run("bring", results, "--class", CODE, "--dry-run")
    assert figures(database).reads == 0
    brought = run("bring", results)
    wrong = run("bring", bundle)
    assert [one.exit_code for one in (made, looked, brought, wrong)] == [0, 0, 0, 1], brought.output
    assert "Chạy thử: chưa ghi gì." in looked.output
    assert "Màn hình đã đọc: 4 mới" in brought.output
    assert "không phải kết quả" in wrong.output
    assert figures(database).reads == 4
    assert CliRunner().invoke(main, ["serve", "--folder", str(tmp_path)]).exit_code == 1


def test_the_address_is_one_that_a_telephone_can_reach() -> None:
    settings = folders.own_address().split(".")

    assert len(settings) == 4
    assert "10.0.0.7:8000/lop" in folders.welcome("http://10.0.0.7:8000", "Lớp tối")
