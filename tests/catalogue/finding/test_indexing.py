"""What is in the index: every screen of the current versions, and never a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.finding.actions import text_of
from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.models import IndexedScreen
from lms.catalogue.finding.queries import index
from lms.db import Database
from tests.conftest import rows
from tests.courses import publish_tiny_course


def found(database: Database, typed: str) -> list[tuple[str, str, int]]:
    with database.reading() as db:
        return [hit.entry.key for hit in index(db).find(asked(typed))]


def test_every_screen_and_the_course_itself_are_in_it(database: Database) -> None:
    with database.transaction() as db:
        publish_tiny_course(db)

    with database.reading() as db:
        keys = [entry.key for entry in index(db).entries]

    assert keys == [
        ("tiny", "", 0),
        *[("tiny", module, position) for module in ("01-bai-mot", "02-bai-hai") for position in (1, 2)],
    ]


def test_words_of_a_question_are_never_in_it(database: Database) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
        pool = catalogue.final_pool(db, course.version_id)

    kept = " ".join(str(value) for row in rows(database, "SELECT * FROM indexed_screen") for value in row)

    questions = [*pool, *(item for module in course.modules for item in module.practice)]
    assert len(questions) == 12
    assert not [item.stem for item in questions if item.stem in kept]
    assert found(database, '"câu một lựa chọn"') == found(database, '"ý sai thứ nhất"') == []
    assert "lựa chọn" not in kept


def test_what_is_no_longer_current_leaves_it(database: Database, publish_lesson: Callable[..., None]) -> None:
    publish_lesson("mot", "Bài một", ("Con gà", "Gà gáy sáng."))
    assert found(database, "con gà") == [("mot", "01-bai-mot", 1)]

    publish_lesson("mot", "Bài một", ("Con vịt", "Vịt bơi ao."))

    assert found(database, "con gà") == []
    assert found(database, "con vịt") == [("mot", "01-bai-mot", 1)]


def test_what_becomes_current_again_comes_back(database: Database, publish_lesson: Callable[..., None]) -> None:
    for heading in ("Con gà", "Con vịt", "Con gà"):
        publish_lesson("mot", "Bài một", (heading, "Một ý thôi."))

    assert found(database, "con gà") == [("mot", "01-bai-mot", 1)]
    assert found(database, "con vịt") == []


def test_publishing_the_same_again_puts_a_lost_index_right(
    database: Database, publish_lesson: Callable[..., None]
) -> None:
    publish_lesson("mot", "Bài một", ("Con gà", "Gà gáy sáng."))
    with database.transaction() as db:
        db.execute(delete(IndexedScreen))
    assert found(database, "con gà") == []

    publish_lesson("mot", "Bài một", ("Con gà", "Gà gáy sáng."))

    assert found(database, "con gà") == [("mot", "01-bai-mot", 1)]


def test_courses_do_not_push_each_other_out(database: Database, publish_lesson: Callable[..., None]) -> None:
    publish_lesson("mot", "Bài một", ("Con gà", "Gà gáy sáng."), order=2)
    publish_lesson("hai", "Bài một", ("Con gà", "Gà gáy sáng."), order=1)

    assert found(database, "con gà") == [("hai", "01-bai-mot", 1), ("mot", "01-bai-mot", 1)]


def test_a_failed_publication_changes_nothing(database: Database) -> None:
    class Stop(Exception):
        pass

    with database.transaction() as db:
        publish_tiny_course(db)
    with pytest.raises(Stop), database.transaction() as db:
        publish_tiny_course(db, title="Khóa khác hẳn")
        index(db)
        raise Stop

    assert found(database, "khác hẳn") == []
    assert found(database, "khóa mẫu") == [("tiny", "", 0)]


def test_the_order_is_the_same_on_both_databases(database: Database, publish_lesson: Callable[..., None]) -> None:
    publish_lesson(
        "mot",
        "Ruộng đồng",
        ("Ruộng lúa", "Lúa chín vàng."),
        ("Dải lụa", "Lụa Hà Đông."),
        ("Kẻ gian", "Gặp kẻ lừa đảo thì dập máy."),
    )

    assert [position for _course, _module, position in found(database, "lừa")] == [3, 1, 2]
    assert [position for _course, _module, position in found(database, "lua")] == [1, 2, 3]
    assert [position for _course, _module, position in found(database, "lừa đảo")] == [3]


def test_a_search_reads_the_index_once_and_then_asks_one_thing(database: Database, db: Session, asked: Any) -> None:
    publish_tiny_course(db)
    db.commit()

    with database.reading() as session, asked() as first:
        index(session)
    with database.reading() as session, asked() as second:
        index(session)

    assert (len(first), len(second)) == (2, 1), (first, second)


def test_a_text_keeps_its_words_and_loses_its_markup() -> None:
    html = "<p>Mã &lt;OTP&gt; <strong>lạ</strong></p>\n<ol><li>Một</li><li>Hai</li></ol><p>Hoa\u0300</p>"

    assert text_of(html) == "Mã <OTP> lạ\nMột\nHai\nHoà"
