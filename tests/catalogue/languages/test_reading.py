"""Who reads English gets the English lesson, is told when it is old, and has the Vietnamese one a tap away."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue import queries
from lms.catalogue.actions import publish
from lms.catalogue.languages.queries import shelf, title_in
from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.builders import NOON
from tests.catalogue.languages.translated import MODULE, change, write_translated_course
from tests.conftest import rows
from tests.pages import Browser

SCREEN = f"/courses/tiny/{MODULE}/1"
OTHER = "/courses/tiny/02-bai-hai/1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_course(tmp_path / "tiny")


@pytest.fixture
def course(database: Database, folder: Path) -> PublishedCourse:
    return published(database, folder)


def published(database: Database, folder: Path) -> PublishedCourse:
    with database.transaction() as db:
        return queries.published(db, publish(db, folder, NOON).version_id)


@pytest.fixture
def reader(guest: Browser) -> Browser:
    """A guest whose pages are in English."""
    guest.post("/view", lang="en", next="/")
    return guest


def test_an_english_reader_gets_the_english_lesson(reader: Browser, course: PublishedCourse) -> None:
    text = reader.get(SCREEN).text

    assert "<h1>Screen 1.1</h1>" in text
    assert "One idea only." in text
    assert "What you can do after lesson 1." in text
    assert "Bản tiếng Việt" in text
    assert "older text" not in text


def test_the_title_in_english_is_there_if_somebody_translated_it(database: Database, course: PublishedCourse) -> None:
    with database.reading() as db:
        assert title_in(db, course, "en") == "Tiny course"
        assert title_in(db, course, "hmn") == ""


def test_a_vietnamese_reader_is_not_bothered(guest: Browser, course: PublishedCourse) -> None:
    text = guest.get(SCREEN).text

    assert "Màn hình 1.1" in text
    assert "English</span>" not in text
    assert 'class="tongues"' not in text


def test_the_vietnamese_text_is_one_tap_away_and_stays(reader: Browser, course: PublishedCourse) -> None:
    back = reader.follow(reader.post("/reading", page=SCREEN, read="vi", next=SCREEN)).text

    assert '<h1 lang="vi">Màn hình 1.1</h1>' in back
    assert 'value="en"' in back
    assert "Màn hình 1.2" in reader.get(f"/courses/tiny/{MODULE}/2").text


def test_the_choice_ends_when_the_page_speaks_another_language(reader: Browser, course: PublishedCourse) -> None:
    reader.post("/reading", page=SCREEN, read="en", next=SCREEN)
    reader.post("/view", lang="vi", next="/")

    assert "<h1>Màn hình 1.1</h1>" in reader.get(SCREEN).text


def test_what_nobody_translated_is_vietnamese_and_says_so(reader: Browser, course: PublishedCourse) -> None:
    text = reader.get(OTHER).text

    assert '<h1 lang="vi">Màn hình 2.1</h1>' in text
    assert "nobody has translated it yet" in text


def test_a_translation_of_an_older_text_says_so(
    reader: Browser, database: Database, folder: Path, course: PublishedCourse
) -> None:
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")
    published(database, folder)

    text = reader.get(SCREEN).text

    assert "This translation is of the older text of 23/11/2026." in text
    assert "One idea only." in text


def test_a_translation_that_lost_its_screens_is_not_shown(
    reader: Browser, database: Database, folder: Path, course: PublishedCourse
) -> None:
    change(folder / MODULE / "lesson.md", "## Màn hình 1.2", "## Thêm\n\nÝ nữa.\n\n## Màn hình 1.2")
    published(database, folder)

    assert "Màn hình 1.1" in reader.get(SCREEN).text


def test_who_began_the_older_version_keeps_its_translation(
    an: Browser, database: Database, folder: Path, course: PublishedCourse
) -> None:
    an.post("/view", lang="en", next="/")
    an.post(SCREEN)
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")
    published(database, folder)

    text = an.get(SCREEN).text

    assert "Screen 1.1" in text
    assert "older text" not in text


def test_a_translation_makes_no_new_version(database: Database, folder: Path, course: PublishedCourse) -> None:
    change(folder / MODULE / "lesson.en.md", "One idea only.", "Just one idea.")
    again = published(database, folder)

    assert again.version_id == course.version_id
    with database.reading() as db:
        shown = shelf(db, course.course_id).course_in(again, "en")
    assert "Just one idea." in shown.modules[0].screens[0].html
    assert rows(database, "SELECT part FROM translation ORDER BY part") == [("",), (MODULE,), (f"{MODULE}/quiz",)]


def test_a_translation_that_was_taken_away_is_gone(
    reader: Browser, database: Database, folder: Path, course: PublishedCourse
) -> None:
    (folder / MODULE / "lesson.en.md").unlink()
    published(database, folder)

    assert "Màn hình 1.1" in reader.get(SCREEN).text


def test_the_whole_course_in_english_keeps_ids_and_marks(database: Database, course: PublishedCourse) -> None:
    with database.reading() as db:
        shown = shelf(db, course.course_id).course_in(course, "en")

    assert (shown.title, shown.language, shown.modules[0].title) == ("Tiny course", "en", "Lesson 1")
    assert shown.modules[1] == course.modules[1]
    for item, original in zip(shown.modules[0].practice, course.modules[0].practice, strict=True):
        assert (item.id, item.key, item.kind, item.weight) == (
            original.id,
            original.key,
            original.kind,
            original.weight,
        )
        assert [option.right for option in item.options] == [option.right for option in original.options]
    assert shown.modules[0].practice[0].options[1].text == "Right"


def test_old_questions_are_shown_in_vietnamese(database: Database, folder: Path, course: PublishedCourse) -> None:
    change(folder / MODULE / "quiz.md", "- [ ] Ý sai thứ hai", "- [ ] Ý sai thứ ba")
    newer = published(database, folder)

    with database.reading() as db:
        shown = shelf(db, newer.course_id).course_in(newer, "en")
    assert shown.modules[0].practice == newer.modules[0].practice


def test_an_unknown_language_cannot_be_chosen(guest: Browser, course: PublishedCourse) -> None:
    assert guest.post("/reading", page=SCREEN, read="xx", next=SCREEN).status_code == 400
    assert guest.post("/reading", page=SCREEN, read="vi", next="https://example.com/").location == "/"
