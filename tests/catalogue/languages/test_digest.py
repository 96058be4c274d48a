"""What an author copies into a translation is what the checker and the published pages count by."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from lms.catalogue.commands import group
from lms.catalogue.languages import spoken
from lms.db import Database
from tests.catalogue.languages.translated import original
from tests.courses import publish_tiny_course, write_tiny_course


def test_the_words_of_a_page_are_read_in_order_without_its_markup() -> None:
    html = (
        '<p>Một <strong>ý</strong></p>\n<p><img alt="Nút  quay lại" src="x"></p><ol class="how"><li>Mở\nmáy.</li></ol>'
    )

    assert spoken.paragraphs(html) == ["Một ý", "Nút quay lại", "Mở máy."]
    assert spoken.sections("<p>Mở đầu</p>", [("Tên", html), ("Hai", "")]) == [
        "Tên\nMở đầu\nMột ý\nNút quay lại\nMở máy.",
        "Hai",
    ]


def test_counting_stays_as_it_was() -> None:
    """Whoever changes this makes every translation and recording of every course stale."""
    assert spoken.digest("Tên\nMột ý") == "a63a6b90c2e0"


def test_the_folder_and_the_published_version_count_alike(database: Database, tmp_path: Path) -> None:
    found = original(write_tiny_course(tmp_path / "tiny"))
    with database.transaction() as db:
        module = publish_tiny_course(db).modules[0]

    assert (module.lesson_digest, module.quiz_digest) == (found.lesson_digest, found.quiz_digest)
    assert [screen.text_digest for screen in module.screens] == [spoken.digest(text) for text in found.sections]


def test_the_command_prints_what_to_write(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")

    printed = CliRunner().invoke(group, ["digest", str(folder)]).output

    found = original(folder)
    assert f'01-bai-mot/lesson.md: of: "{found.lesson_digest}"   of_day: 2026-11-23' in printed
    assert f'section: 2   text: "{spoken.digest(found.sections[1])}"   Màn hình 1.2' in printed
