"""What an author does with versions in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.catalogue.commands import group
from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.queries import index
from lms.catalogue.queries import current
from lms.catalogue.versions.queries import all_to_redo, must_redo
from lms.db import Database
from tests.catalogue.versions.changing import LESSON, change, course_in
from tests.conftest import rows


@pytest.fixture
def folder(tmp_path: Path, database: Database) -> Path:
    """A course that was published and then changed, the second version not yet published."""
    course = course_in(tmp_path)
    run(database, "publish", course)
    return change(course, LESSON, ("Một ý thôi", "Quạt nan"))


def run(database: Database, *arguments: str | Path, fails: bool = False) -> str:
    result = CliRunner().invoke(group, [*map(str, arguments)], obj=lambda: database)
    assert bool(result.exit_code) is fails, result.output
    return result.output


def finds(database: Database, words: str) -> bool:
    question = asked(words)
    assert question is not None
    with database.reading() as db:
        return bool(index(db).find(question))


def test_trying_it_says_what_would_change_and_changes_nothing(folder: Path, database: Database) -> None:
    assert run(database, "publish", "--dry-run", folder) == (
        "tiny: chưa xuất bản gì. So với bản 1:\n  1 màn hình viết lại:\n    - «Màn hình 1.1»\n"
    )
    assert rows(database, "SELECT number FROM course_version") == [(1,)]
    assert not finds(database, "quạt nan")


def test_publishing_says_what_changed_and_leaves_its_trace(folder: Path, database: Database) -> None:
    said = run(database, "publish", "--english", folder)

    assert "version 2 published" in said
    assert "  1 screen rewritten:\n    - «Màn hình 1.1»\n" in said
    assert rows(database, "SELECT act FROM audit_row WHERE act LIKE 'courses%'") == [("courses.publish",)] * 2


def test_an_earlier_version_becomes_current_again_with_what_is_found_of_it(folder: Path, database: Database) -> None:
    run(database, "publish", folder)
    assert finds(database, "quat nan")

    said = run(database, "rollback", "tiny")

    assert "bản 1 lại là bản đang dùng, thay bản 2" in said
    assert "1 màn hình viết lại" in said
    assert not finds(database, "quat nan")
    assert "bản 2" in run(database, "rollback", "tiny", "--to", "2")
    in_use = [row for row in run(database, "versions", "tiny").splitlines() if "đang dùng" in row]
    assert [row[:5] for row in in_use] == ["bản 2"]


def test_there_is_no_way_back_before_the_first_version(folder: Path, database: Database) -> None:
    assert "has no version 0" in run(database, "rollback", "tiny", "--english", fails=True)
    assert "is the current one already" in run(database, "rollback", "tiny", "--to", "1", "--english", fails=True)
    assert "There is no course" in run(database, "rollback", "no-such-course", "--english", fails=True)
    assert "no-such-course" in run(database, "versions", "no-such-course", fails=True)


def test_a_version_is_published_to_be_learned_again(folder: Path, database: Database) -> None:
    said = run(database, "publish", folder, "--redo", "Luật đã đổi từ 01/01/2027.")

    assert "ai đã học bản trước đều phải học lại bản 2" in said
    assert "phải học lại: Luật đã đổi từ 01/01/2027." in run(database, "versions", "tiny", "--changes")
    assert "again already" in run(database, "redo", "tiny", "--because", "Luật lại đổi.", "--english", fails=True)
    assert "Say why" in run(database, "redo", "tiny", "--because", " ", "--english", fails=True)


def test_only_what_is_new_has_to_be_learned_again(folder: Path, database: Database) -> None:
    run(database, "publish", folder)

    assert "phải học lại" not in run(database, "publish", folder, "--redo", "Luật đã đổi.")


def test_a_version_taken_back_asks_nothing_of_anybody(folder: Path, database: Database) -> None:
    run(database, "publish", folder)
    run(database, "redo", "tiny", "--because", "Luật đã đổi.")
    with database.reading() as db:
        course = current(db, "tiny")
        assert course is not None
        asked_for = must_redo(db, course.course_id)
        assert asked_for is not None
        assert (asked_for.number, asked_for.because) == (2, "Luật đã đổi.")

    run(database, "rollback", "tiny")

    with database.reading() as db:
        assert all_to_redo(db) == {}
