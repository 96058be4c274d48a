"""A tiny course and what somebody changed in it, without a database."""

from __future__ import annotations

import shutil
from pathlib import Path

from lms.catalogue.actions import prepare
from lms.catalogue.versions.rules import Change, changes
from lms.catalogue.versions.snapshot import of_proof
from tests.courses import write_tiny_course

LESSON, QUIZ, FINAL, COURSE = "01-bai-mot/lesson.md", "01-bai-mot/quiz.md", "final.md", "course.md"


def course_in(folder: Path) -> Path:
    """The course as it was."""
    return write_tiny_course(folder / "tiny")


def change(folder: Path, file: str, *pairs: tuple[str, str]) -> Path:
    """Replace the first of each pair by the second, where it stands first."""
    text = (folder / file).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, "utf-8")
    return folder


def told(tmp_path: Path, file: str, *pairs: tuple[str, str]) -> list[Change]:
    """What is told of a change to one file of the tiny course."""
    before = course_in(tmp_path / "before")
    after = tmp_path / "after" / "tiny"
    shutil.copytree(before, after)
    change(after, file, *pairs)
    return list(changes(of_proof(prepare(before)), of_proof(prepare(after))))
