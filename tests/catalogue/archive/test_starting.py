"""A new course is sound before its author has written a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.catalogue.archive.starting import start_course
from lms.catalogue.commands import group
from lms.catalogue.folder import read_course
from lms.catalogue.manuscript import FRAMES, Kind
from lms.problems import Conflict, Problem


def test_a_new_course_has_no_fault_and_shows_everything(tmp_path: Path) -> None:
    folder = start_course("khoa-moi", tmp_path / "courses", date(2028, 2, 29))

    course, complaints = read_course(folder)

    assert (complaints, course is not None) == ([], True)
    assert course
    assert course.facts.review_by == date(2029, 2, 28)
    assert {item.kind for item in course.modules[0].practice.items} == set(Kind)
    text = (folder / "01-bai-mau" / "lesson.md").read_text("utf-8")
    assert [frame for frame in FRAMES if f"!!! {frame} " not in text] == []
    assert [mark for mark in ("[^1]: ", "\n:   ", "| --- |", "![", "](https://", "\n1. ") if mark not in text] == []
    assert "{{" not in "".join(path.read_text("utf-8") for path in folder.rglob("*.md"))


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "khoa").mkdir()

    with pytest.raises(Conflict):
        start_course("khoa", tmp_path, date(2026, 11, 26))
    with pytest.raises(Problem):
        start_course("../khoa", tmp_path, date(2026, 11, 26))

    assert list((tmp_path / "khoa").iterdir()) == []


def test_the_command_asks_nothing(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, ["new", "khoa", "--into", str(tmp_path)])

    assert (result.exit_code, result.output.startswith(f"{tmp_path}/khoa: đã có khung.")) == (0, True)
