"""Notes for who teaches: read from a lesson, kept beside it, and in nothing that learners are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.actions import check, prepare, publish
from lms.catalogue.archive.editions import as_published
from lms.catalogue.complaints import Sheet
from lms.catalogue.folder import read_course
from lms.catalogue.languages.spoken import count
from lms.catalogue.lesson import parse_lesson
from lms.catalogue.manuscript import Lesson
from lms.catalogue.queries import presenter_notes, published
from lms.catalogue.versions.queries import differences
from lms.catalogue.versions.rules import Sort
from lms.catalogue.words import prose as say
from lms.clock import now
from lms.db import Database
from tests.courses import write_tiny_course

HEAD = "---\ntitle: Bài\nminutes: 5\nupdated: 2026-11-23\nsources: []\n---\n"
SECRET = "Hỏi cả lớp trước đã"
NOTE = f'!!! giang-bai "Ba phút"\n    {SECRET}.\n\n    - Mời một người kể.\n'


def parsed(body: str) -> tuple[Lesson, list[tuple[int, object]]]:
    sheet = Sheet("lesson.md", [])
    lesson = parse_lesson(HEAD + body, sheet)
    return lesson, [(complaint.line, complaint.words) for complaint in sheet.complaints]


def test_a_note_belongs_to_what_stands_above_it_and_is_no_part_of_the_screen() -> None:
    lesson, complaints = parsed(
        f"Mở đầu.\n\n{NOTE}\n## Một\n\nĐoạn một.\n\n{NOTE}\nĐoạn hai.\n\n!!! giang-bai\n    Nghỉ.\n"
    )

    assert complaints == []
    assert [(note.title, note.screen, note.above.text) for note in lesson.notes] == [
        ("Ba phút", 0, "Mở đầu."),
        ("Ba phút", 1, "Đoạn một."),
        ("", 1, "Đoạn một.\n\n\n\n\n\n\nĐoạn hai."),
    ]
    assert [note.line for note in lesson.notes] == [9, 18, 25]
    assert lesson.notes[0].prose.text == f"{SECRET}.\n\n- Mời một người kể."
    assert SECRET not in lesson.intro.text + "".join(screen.prose.text for screen in lesson.screens)
    assert lesson.screens[0].prose.text.endswith("Đoạn hai.")


@pytest.mark.parametrize(
    ("note", "line", "words"),
    [
        ("!!! giang-bai Ba phút\n    Hỏi.\n", 11, say.NOTE_FORM),
        ('!!! giang-bai "Ba phút"\n\nHỏi.\n', 11, say.NOTE_EMPTY),
        ('!!! giang-bai "Ba phút"\n    Hỏi.\n  Rồi nghe.\n', 13, say.NOTE_INDENT),
        ('!!! giang-bai "Ba phút"\n  Hỏi.\n', 12, say.NOTE_INDENT),
        ("!!! giang-bai\n    ![Cái ao](ao.svg)\n", 12, say.NOTE_PICTURE),
        ('!!! giang-bai\n    !!! nho "Nhớ"\n        Hỏi.\n', 12, say.NOTE_FRAME),
        ("!!! giang-bai\n    <b>Hỏi</b>\n", 12, say.RAW_HTML),
        ("!!! giang-bai\n    Hỏi[^a].\n", 12, say.FOOTNOTE_MISSING),
        ("- ý\n\n    !!! giang-bai\n        Hỏi.\n", 13, say.NOTE_ELSEWHERE),
        ('!!! nho "Nhớ"\n    !!! giang-bai\n        Hỏi.\n', 12, say.NOTE_ELSEWHERE),
        ("> !!! giang-bai\n>     Hỏi.\n", 11, say.NOTE_ELSEWHERE),
        ("- ý\n\n    !!! giang-bia\n        Hỏi.\n", 13, say.FRAME_UNKNOWN),
        ("!!! giang-bia\n    Hỏi.\n", 11, say.FRAME_UNKNOWN),
        ("!! giang-bai\n    Hỏi.\n", 11, say.FRAME_MARKS),
    ],
)
def test_a_broken_note_is_told_with_its_line(note: str, line: int, words: object) -> None:
    _, complaints = parsed(f"## Một\n\nĐoạn.\n\n{note}")

    assert (line, words) in complaints


def test_a_note_stands_in_no_other_file(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "khoa")
    for name in ("course.md", "01-bai-mot/quiz.md"):
        file = folder / name
        file.write_text(file.read_text("utf-8").rstrip() + "\n\n!!! giang-bai\n    Hỏi.\n", "utf-8")

    assert {complaint.file for complaint in check(folder)} == {"course.md", "01-bai-mot/quiz.md"}


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A small course with a note after the first words of a screen."""
    folder = write_tiny_course(tmp_path / "khoa")
    file = folder / "01-bai-mot" / "lesson.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Một ý thôi, câu ngắn.\n", f"Một ý thôi, câu ngắn.\n\n{NOTE}"), "utf-8")
    return folder


def test_without_notes_a_course_is_the_version_it_was(tmp_path: Path, noted: Path) -> None:
    plain = write_tiny_course(tmp_path / "tron" / "khoa")
    course, _ = read_course(plain)

    assert course is not None
    assert prepare(plain).digest != prepare(noted).digest
    assert "notes" not in str([sorted(module.row) for module in prepare(plain).modules])


def test_nothing_made_for_learners_holds_a_note(noted: Path) -> None:
    proof = prepare(noted)

    [note] = proof.modules[0].notes
    assert SECRET in note["html"]
    assert note["after"] == count("<p>Một ý thôi, câu ngắn.</p>")
    assert SECRET not in str(
        [proof.row, proof.translations, *(m.row for m in proof.modules), *(m.screens for m in proof.modules)]
    )
    assert SECRET not in str(as_published(proof))  # what booklets, packages and previews are made of


def test_notes_are_kept_with_the_version_and_their_change_is_told(
    database: Database, noted: Path, tmp_path: Path
) -> None:
    with database.transaction() as db:
        before = publish(db, write_tiny_course(tmp_path / "tron" / "khoa"), now())
    with database.transaction() as db:
        after = publish(db, noted, now())
    with database.reading() as db:
        first = [presenter_notes(db, published(db, each.version_id).modules[0].id) for each in (before, after)]
        told = differences(db, before.version_id, after.version_id)

    assert first[0] == []
    assert [(note.screen, note.after, note.title) for note in first[1]] == [(1, 5, "Ba phút")]
    assert [change.sort for change in told] == [Sort.NOTES]
