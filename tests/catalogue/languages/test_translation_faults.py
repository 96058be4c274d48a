"""A translation fits its original screen by screen and question by question, or it is told where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.actions import check, prepare
from lms.catalogue.complaints import Words
from lms.catalogue.words import front_matter
from lms.catalogue.words import languages as say
from tests.catalogue.languages.translated import MODULE, change, original, write_translated_course

PAGE, LESSON, QUIZ = "course.en.md", f"{MODULE}/lesson.en.md", f"{MODULE}/quiz.en.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_course(tmp_path / "tiny")


def test_a_translation_that_fits_is_no_fault(folder: Path) -> None:
    assert check(folder) == []


@pytest.mark.parametrize(
    ("words", "file", "old", "new", "at"),
    [
        (say.OTHER_LANGUAGE, LESSON, "language: en", "language: mtq", "language"),
        (front_matter.CHOICE, LESSON, "language: en", "language: english", "language"),
        (say.DIGEST_FORM, LESSON, 'of: "', 'of: "x', "of:"),
        (front_matter.MISSING, LESSON, "title: Lesson 1\n", "", "---"),
        (front_matter.UNKNOWN, LESSON, "title: Lesson 1", "title: Lesson 1\nminutes: 5", "minutes"),
        (say.SCREENS_DIFFER, LESSON, "## Screen 1.2", "### Screen 1.2", "## Screen 1.1"),
        (say.SCREENS_DIFFER, LESSON, "1. Open", "## Screen 1.3\n\n1. Open", "## Screen 1.3"),
        (say.ITEM_MISSING, QUIZ, "{#tiny-1-02}", "{#tiny-1-09}", "of:"),
        (say.ITEM_UNKNOWN, QUIZ, "{#tiny-1-02}", "{#tiny-1-09}", "## Question nhiều"),
        (say.OPTIONS_DIFFER, QUIZ, "- [ ] Wrong thứ hai\n    > Why chưa đúng.\n", "", "## Question một"),
        (say.RIGHT_DIFFERS, QUIZ, "- [ ] Đúng\n    > Why chưa đúng.\n- [x] Sai", "- [x] Đúng\n    > Why.\n- [ ] Sai", "- [x] Đúng"),
        (say.STALE, PAGE, 'of: "', 'of: "0', "of:"),
    ],
)  # fmt: skip
def test_the_fault_is_found_where_it_is(folder: Path, words: Words, file: str, old: str, new: str, at: str) -> None:
    if words is say.STALE:
        change(folder / "course.md", "Lời mở đầu.", "Lời mở đầu khác.")
    else:
        change(folder / file, old, new)
    text = (folder / file).read_text("utf-8")

    found = [(each.file, each.line) for each in check(folder) if each.words is words]

    assert (file, text[: text.index(at)].count("\n") + 1) in found, [*map(str, check(folder))]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (f"{MODULE}/lesson.english.md", say.UNKNOWN_LANGUAGE),
        (f"{MODULE}/lesson.vi.md", say.UNKNOWN_LANGUAGE),
        ("lesson.en.md", say.NO_ORIGINAL),
        ("final.en.md", say.FINAL_STAYS),
    ],
)
def test_a_file_that_translates_nothing_is_told(folder: Path, name: str, words: Words) -> None:
    (folder / name).write_text("x", "utf-8")

    assert [(each.file, each.words) for each in check(folder)] == [(name, words)]


def test_a_changed_original_only_warns(folder: Path) -> None:
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")

    (warning,) = check(folder)

    assert (warning.file, warning.words, warning.is_warning) == (LESSON, say.STALE, True)
    assert original(folder).lesson_digest in str(warning)
    assert prepare(folder)


def test_old_questions_are_told_to_be_hidden(folder: Path) -> None:
    change(folder / MODULE / "quiz.md", "- [ ] Ý sai thứ hai", "- [ ] Ý sai thứ ba")

    assert [each.words for each in check(folder)] == [say.STALE_HIDDEN]


def test_bold_letters_and_a_new_day_make_nothing_old(folder: Path) -> None:
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Một **ý** thôi")
    change(folder / MODULE / "lesson.md", "updated: 2026-11-23", "updated: 2026-11-24")

    assert check(folder) == []
