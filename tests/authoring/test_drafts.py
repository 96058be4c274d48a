"""A draft is checked, looked at, and published once by somebody who may."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from lms.authoring.drafts.models import DraftPublished
from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.queries import index
from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.authoring.conftest import bring, packed
from tests.builders import NOON, World
from tests.catalogue.versions.changing import LESSON, QUIZ, change, course_in
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser

_WORDS = ("Một ý thôi", "Quạt nan phành phạch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return course_in(tmp_path)


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    with database.transaction() as db:
        return publish_tiny_course(db)


@pytest.fixture
def draft(author: Browser, folder: Path, course: PublishedCourse) -> str:
    """The published course with another first screen, brought as a draft."""
    return bring(author, packed(change(folder, LESSON, _WORDS)))


def against(text_: str) -> str:
    found = re.search(r'name="against"[^>]*value="(\d+)"', text_)
    assert found
    return found[1]


def test_a_draft_says_what_it_would_change_and_nobody_else_sees_it(
    author: Browser, an: Browser, guest: Browser, database: Database, draft: str
) -> None:
    assert "1 màn hình viết lại" in author.get(draft).text
    assert draft in author.get("/authoring").text

    screen = author.get(f"{draft}/01-bai-mot/1")
    assert "Quạt nan" in screen.text
    assert "Bản nháp" in screen.text
    assert "noindex" in screen.headers["X-Robots-Tag"]
    assert an.get(f"{draft}/01-bai-mot/1").status_code == 404
    assert guest.get(draft).status_code == 303
    assert "Quạt nan" not in an.get("/courses/tiny/01-bai-mot/1").text
    question = asked("quạt nan")
    assert question is not None
    with database.reading() as db:
        assert index(db).find(question) == []


def test_pictures_of_a_draft_are_for_authors_only(author: Browser, an: Browser, database: Database, draft: str) -> None:
    found = re.search(r'src="([^"]+/media/[0-9a-f]{64}\.svg)"', author.get(f"{draft}/01-bai-mot/1").text)
    assert found

    assert author.get(found[1]).mimetype == "image/svg+xml"
    assert an.get(found[1]).status_code == 404


def test_questions_are_shown_with_what_is_said_of_them(author: Browser, draft: str) -> None:
    for address, stem in ((f"{draft}/01-bai-mot/quiz/1", "tiny-1-01"), (f"{draft}/final/quiz/6", "tiny-2-53")):
        assert stem in author.get(address).text
    assert "Vì sao đúng." in author.get(f"{draft}/final/quiz/1").text
    assert author.get(f"{draft}/final/quiz/7").status_code == 404
    assert author.get(f"{draft}/03-khong-co/1").status_code == 404


def test_it_is_published_after_looking_at_what_changes(
    author: Browser, an: Browser, database: Database, draft: str
) -> None:
    looked_at = author.get(f"{draft}/publish")
    assert "1 màn hình viết lại" in looked_at.text

    answer = author.post(
        f"{draft}/publish", page=f"{draft}/publish", against=against(looked_at.text), because="Vì sai."
    )

    assert answer.headers["Location"] == "/authoring/courses/tiny"
    assert "Quạt nan" in an.get("/courses/tiny/01-bai-mot/1").text
    history = author.get("/authoring/courses/tiny").text
    assert "Vũ Hòa" in history
    assert "Vì sai." in history
    acts = rows(database, "SELECT act FROM audit_row WHERE actor_id IS NOT NULL ORDER BY id")
    assert acts == [("draft.bring",), ("courses.publish",), ("courses.redo",), ("draft.publish",)]


def test_a_draft_is_published_once_and_then_kept(author: Browser, database: Database, draft: str) -> None:
    sent = {"against": against(author.get(f"{draft}/publish").text), "because": ""}
    author.post(f"{draft}/publish", page=draft, **sent)

    assert author.post(f"{draft}/publish", page="/authoring", **sent).status_code == 303
    assert author.post(f"{draft}/throw-away", page="/authoring").status_code == 409
    assert rows(database, "SELECT count(*) FROM course_version") == [(2,)]


def test_what_changed_meanwhile_is_looked_at_again(
    author: Browser, database: Database, draft: str, course: PublishedCourse
) -> None:
    before = against(author.get(f"{draft}/publish").text)
    with database.transaction() as db:
        publish_tiny_course(db, pass_mark=70)

    answer = author.post(f"{draft}/publish", page=draft, against=before, because="")

    assert answer.status_code == 409
    assert "70% → 80%" in answer.text
    assert against(answer.text) != before


def test_a_draft_with_faults_is_kept_and_shown_and_never_published(
    author: Browser, database: Database, world: World, folder: Path, course: PublishedCourse
) -> None:
    draft = bring(author, packed(change(folder, QUIZ, ("[x] Ý đúng", "[ ] Ý đúng"))))

    assert "01-bai-mot/quiz.md:1" in author.get(draft).text
    assert author.get(f"{draft}/publish").status_code == 303
    assert author.post(f"{draft}/publish", page=draft, against=course.version_id, because="").status_code == 422
    assert author.get(f"{draft}/01-bai-mot/1").status_code == 404
    mark = DraftPublished(draft_id=1, version_id=course.version_id, published_by=world.hoa.person_id, published_at=NOON)
    with pytest.raises(IntegrityError), database.transaction() as db:
        db.add(mark)
    assert author.post(f"{draft}/throw-away", page=draft).status_code == 303
    assert author.get(draft).status_code == 404


def test_whoever_writes_for_a_commune_brings_drafts_and_publishes_nothing(local_author: Browser, folder: Path) -> None:
    draft = bring(local_author, packed(folder))

    assert "Người soạn của tỉnh" in local_author.get(draft).text
    assert local_author.get(f"{draft}/publish").status_code == 404
    assert local_author.post(f"{draft}/publish", page=draft, against="0", because="").status_code == 404


def test_what_is_no_course_is_refused(author: Browser) -> None:
    for content in (b"", b"PK\x03\x04 nonsense", b"just text"):
        answer = author.post("/authoring/drafts", page="/authoring", file=(BytesIO(content), "tiny.zip"))
        assert answer.status_code == 422


def test_a_draft_is_thrown_away_by_whoever_brought_it_or_may_publish(
    author: Browser, local_author: Browser, folder: Path, draft: str
) -> None:
    own = bring(local_author, packed(folder))

    assert "throw-away" not in local_author.get(draft).text
    assert local_author.post(f"{draft}/throw-away", page="/authoring").status_code == 404
    assert "throw-away" in local_author.get(own).text
    assert author.post(f"{own}/throw-away", page=own).status_code == 303
    assert local_author.get(own).status_code == 404
    assert author.get(draft).status_code == 200


def test_a_draft_that_had_faults_when_it_was_brought_is_brought_again(
    author: Browser, database: Database, draft: str
) -> None:
    sent = {"against": against(author.get(f"{draft}/publish").text), "because": ""}
    with database.transaction() as db:
        db.execute(text("UPDATE draft SET faults = 1"))  # the rules of that day found one

    assert f"{draft}/publish" not in author.get(draft).text
    assert "khi được nộp" in author.get(draft).text
    assert author.post(f"{draft}/publish", page=draft, **sent).status_code == 422
    assert rows(database, "SELECT count(*) FROM course_version") == [(1,)]
