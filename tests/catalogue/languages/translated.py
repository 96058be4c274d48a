"""The tiny course with its first lesson in English, for tests."""

from __future__ import annotations

from pathlib import Path

from lms.catalogue.folder import read_course
from lms.catalogue.languages.folder import Original, page_digest
from lms.catalogue.proof import module_proof
from tests.courses import write_tiny_course

MODULE = "01-bai-mot"
_HEAD = """---
language: en
of: "{of}"
of_day: 2026-11-23
translators: [Translators]
{more}---

"""
_LESSON = """What you can do after lesson 1.

## Screen 1.1

One idea only.

![The back button, bottom left](hinh.svg)

## Screen 1.2

1. Open the phone.

!!! nho "Remember"
    Press the back button.
"""


def original(folder: Path) -> Original:
    """What a translation of the first lesson is held against."""
    course, complaints = read_course(folder)
    assert course is not None, complaints
    return Original(course.modules[0], module_proof(course, course.modules[0]))


def write_translated_course(folder: Path, *, quiz: bool = True, page: bool = True) -> Path:
    """Write the tiny course, and its page, first lesson and questions in English."""
    write_tiny_course(folder)
    found = original(folder)
    lesson = _HEAD.format(of=found.lesson_digest, more="title: Lesson 1\n") + _LESSON
    (folder / MODULE / "lesson.en.md").write_text(lesson, "utf-8")
    if quiz:
        text = (folder / MODULE / "quiz.md").read_text("utf-8")
        for said, meant in (("Câu", "Question"), ("Ý đúng", "Right"), ("Ý sai", "Wrong"), ("Vì sao", "Why")):
            text = text.replace(said, meant)
        (folder / MODULE / "quiz.en.md").write_text(_HEAD.format(of=found.quiz_digest, more="") + text, "utf-8")
    if page:
        course, _ = read_course(folder)
        assert course is not None
        more = "title: Tiny course\nsummary: Afterwards you can do two things.\n"
        text = _HEAD.format(of=page_digest(course), more=more) + "Introduction.\n"
        (folder / "course.en.md").write_text(text, "utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Write ``new`` where ``old`` stood."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
