"""The history of a course: what each version changed, and the way back."""

from __future__ import annotations

import pytest

from lms.db import Database
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser


@pytest.fixture(autouse=True)
def _two_versions(database: Database) -> None:
    with database.transaction() as db:
        publish_tiny_course(db)
    with database.transaction() as db:
        publish_tiny_course(db, pass_mark=70)


def test_the_history_tells_what_changed(author: Browser) -> None:
    assert "/authoring/courses/tiny" in author.get("/authoring").text
    history = author.get("/authoring/courses/tiny").text

    assert "80% → 70%" in history
    assert author.get("/authoring/courses/khong-co").status_code == 404


def test_the_way_back_is_asked_before_it_is_gone(author: Browser, local_author: Browser, database: Database) -> None:
    back = "/authoring/courses/tiny/versions/1/back"
    assert "70% → 80%" in author.get(back).text
    assert local_author.get(back).status_code == 404
    assert local_author.post(back, page="/authoring").status_code == 404

    assert author.post(back, page=back).status_code == 303
    assert author.post(back, page="/authoring").status_code == 303

    assert rows(database, "SELECT number FROM course_version WHERE is_current") == [(1,)]
    assert "Quay lại ngày" in author.get("/authoring/courses/tiny").text
    assert author.get("/authoring/courses/tiny/versions/3/back").status_code == 404


def test_a_version_is_marked_with_a_reason(author: Browser, local_author: Browser) -> None:
    redo = "/authoring/courses/tiny/redo"
    assert local_author.post(redo, page="/authoring", because="Vì luật đổi.").status_code == 404
    assert author.post(redo, page="/authoring/courses/tiny", because="  ").status_code == 422

    author.post(redo, page="/authoring/courses/tiny", because="Vì luật đổi.")

    assert "Vì luật đổi." in author.get("/authoring/courses/tiny").text
    assert author.post(redo, page="/authoring", because="Lại đổi.").status_code == 409
