"""What an author sees in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.catalogue.commands import group
from lms.db import Database
from tests.conftest import rows
from tests.courses import write_tiny_course

SILENT = (
    "course.md: Nên xem: Chưa màn hình nào trong 4 màn hình có bản ghi âm tiếng Việt."
    " Không bắt buộc; ghi âm khi có người đọc, cách làm ở courses/README.md."
)


def no_database() -> Database:
    """Checking a course needs none."""
    raise AssertionError


def run(*arguments: str | Path, database: Database | None = None) -> Result:
    return CliRunner().invoke(group, [*map(str, arguments)], obj=(lambda: database) if database else no_database)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = write_tiny_course(tmp_path / "courses" / "broken")
    (folder / "course.md").write_text((folder / "course.md").read_text("utf-8").replace("den", "dem"), "utf-8")
    return folder


def test_a_good_course_is_told_so(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")

    for strictly in ((), ("--strict",)):
        result = run("check", *strictly, folder)
        assert (result.exit_code, result.output) == (0, f"{folder}/{SILENT}\ntiny: không có lỗi\n")


def test_advice_counts_as_a_fault_only_where_one_asks_for_it(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    lesson = folder / "01-bai-mot" / "lesson.md"
    lesson.write_text(lesson.read_text("utf-8").replace("minutes: 5", "minutes: 50"), "utf-8")

    assert run("check", folder).exit_code == 0
    assert "tiny: không có lỗi, 1 chỗ nên xem" in run("check", folder).output
    assert run("check", "--strict", folder).exit_code == 1


def test_a_fault_is_told_with_a_path_an_editor_opens(broken: Path) -> None:
    result = run("check", broken)

    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{broken}/{SILENT}",
        f"{broken}/course.md:5: “dem” không dùng cho “picture” được. Có phải là: den?",
        "broken: 1 chỗ cần sửa",
    ]


def test_english_on_demand(broken: Path) -> None:
    assert "Did you mean: den?" in run("check", "--english", broken).output


def test_without_folder_every_course_is_checked(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny_course(broken.parent / "tiny")
    monkeypatch.chdir(broken.parent.parent)

    result = run("check")

    assert result.exit_code == 1
    assert "broken: 1 chỗ cần sửa\n" in result.output
    assert "tiny: không có lỗi\n" in result.output


def test_no_course_at_all_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("check").exit_code == 1


def test_good_courses_are_published_and_broken_ones_told(broken: Path, database: Database) -> None:
    write_tiny_course(broken.parent / "tiny")

    result = run("publish", broken.parent, database=database)

    assert result.exit_code == 1
    assert "course.md:5" in result.output
    assert "tiny: đã xuất bản bản 1, 2 bài, 4 màn hình, 12 câu hỏi." in result.output
    assert rows(database, "SELECT slug FROM course") == [("tiny",)]


def test_publishing_twice_says_that_nothing_is_new(tmp_path: Path, database: Database) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    run("publish", folder, database=database)

    result = run("publish", folder, "--english", database=database)

    assert (result.exit_code, result.output) == (0, "tiny: nothing new, still version 1.\n")
