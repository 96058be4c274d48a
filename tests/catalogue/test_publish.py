"""Publishing keeps what an author wrote, once and for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.catalogue import queries
from lms.catalogue.actions import BrokenCourse, Outcome, Publication, publish
from lms.catalogue.folder import read_course
from lms.catalogue.proof import digest_of
from lms.db import Database
from tests.builders import NOON
from tests.conftest import rows
from tests.courses import publish_tiny_course, write_tiny_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "tiny")


def change(folder: Path, old: str, new: str, file: str = "01-bai-mot/lesson.md") -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")


def publish_in(database: Database, folder: Path) -> Publication:
    with database.transaction() as db:
        return publish(db, folder, NOON)


def digest(folder: Path) -> str:
    course, complaints = read_course(folder)
    assert course is not None, complaints
    return digest_of(course)


def test_a_published_course_is_the_current_one(db: Session) -> None:
    course = publish_tiny_course(db, title="Khóa đầu tiên")

    assert queries.current(db, "tiny") == course
    assert (course.title, course.half_hours, course.pass_mark) == ("Khóa đầu tiên", 3, 80)
    assert [(m.slug, m.position, m.final_draw, len(m.screens), len(m.practice)) for m in course.modules] == [
        ("01-bai-mot", 1, 2, 2, 3),
        ("02-bai-hai", 2, 2, 2, 3),
    ]


def test_what_nobody_published_is_not_found(db: Session) -> None:
    publish_tiny_course(db)

    assert queries.current(db, "mini") is None


def test_the_pool_of_the_final_quiz_is_apart_from_practice(db: Session) -> None:
    course = publish_tiny_course(db)

    pool = queries.final_pool(db, course.version_id)
    practice = [item for module in course.modules for item in module.practice]

    assert [(item.kind, item.weight, item.reread) for item in pool[:3]] == [
        ("single", 2, "Màn hình 1.1"),
        ("multiple", 1, "Màn hình 1.1"),
        ("true-false", 1, "Màn hình 1.1"),
    ]
    assert len(pool) == 6
    assert not {item.id for item in pool} & {item.id for item in practice}


def test_options_stay_in_the_author_s_order(db: Session) -> None:
    course = publish_tiny_course(db)

    kinds = [(item.kind, [option.right for option in item.options]) for item in course.modules[1].practice]

    assert kinds == [
        ("single", [False, True, False]),
        ("multiple", [True, False, True, False]),
        ("true-false", [False, True]),
    ]


def test_the_same_content_is_one_version(database: Database, folder: Path) -> None:
    first, second = publish_in(database, folder), publish_in(database, folder)

    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.SAME)
    assert first.version_id == second.version_id
    assert str(first) == "tiny: đã xuất bản bản 1, 2 bài, 4 màn hình, 12 câu hỏi."
    assert str(second) == "tiny: không có gì mới, vẫn là bản 1."


def test_new_content_is_a_new_version_and_the_old_one_stays(database: Database, folder: Path) -> None:
    first = publish_in(database, folder)
    change(folder, "câu ngắn", "câu thật ngắn")
    second = publish_in(database, folder)

    with database.reading() as db:
        old, new = queries.published(db, first.version_id), queries.published(db, second.version_id)
        assert queries.current(db, "tiny") == new
    assert (old.number, new.number) == (1, 2)
    assert "câu ngắn" in old.modules[0].screens[0].html
    assert "câu thật ngắn" in new.modules[0].screens[0].html


def test_older_content_published_again_is_current_again(database: Database, folder: Path) -> None:
    first = publish_in(database, folder)
    change(folder, "câu ngắn", "câu thật ngắn")
    publish_in(database, folder)
    change(folder, "câu thật ngắn", "câu ngắn")

    again = publish_in(database, folder)

    assert (again.outcome, again.version_id) == (Outcome.AGAIN, first.version_id)
    assert str(again) == "tiny: nội dung này đã có từ trước; bản 1 lại là bản đang dùng."
    assert rows(database, "SELECT number FROM course_version WHERE is_current") == [(1,)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("câu ngắn.", "câu ngắn.   "), ("Một ý", "<!-- ghi chú -->Một ý"), ("\n\n##", "\n\n\n##")],
)
def test_blanks_and_notes_make_no_new_version(folder: Path, old: str, new: str) -> None:
    before = digest(folder)
    change(folder, old, new)

    assert digest(folder) == before


def test_an_option_in_another_place_makes_a_new_version(folder: Path) -> None:
    before = digest(folder)
    change(folder, "[ ] Ý sai thứ nhất", "[ ] Ý sai số một", "01-bai-mot/quiz.md")

    assert digest(folder) != before


def test_another_picture_makes_a_new_version(folder: Path) -> None:
    before = digest(folder)
    change(folder, "<rect", "<rect fill='red'", "01-bai-mot/hinh.svg")

    assert digest(folder) != before


def test_a_broken_course_stores_nothing(database: Database, folder: Path) -> None:
    change(folder, "- [x] Sai", "- [ ] Sai", "02-bai-hai/quiz.md")

    with pytest.raises(BrokenCourse) as refused:
        publish_in(database, folder)

    assert [(c.file, c.line) for c in refused.value.complaints] == [("02-bai-hai/quiz.md", 23)]
    everything = "SELECT slug FROM course UNION SELECT digest FROM course_version UNION SELECT sha256 FROM media"
    assert rows(database, everything) == []


def test_two_publishers_at_once_end_with_one_version(database: Database, folder: Path) -> None:
    with ThreadPoolExecutor(8) as people:
        done = list(people.map(lambda _: publish_in(database, folder), range(8)))

    assert sorted(publication.outcome for publication in done) == [Outcome.NEW] + [Outcome.SAME] * 7
    assert rows(database, "SELECT count(*) FROM course_version") == [(1,)]
    assert rows(database, "SELECT count(*) FROM item") == [(12,)]


def test_publishers_of_different_contents_get_different_numbers(database: Database, tmp_path: Path) -> None:
    folders = [write_tiny_course(tmp_path / str(at) / "tiny", title=f"Khóa {at}") for at in range(6)]

    with ThreadPoolExecutor(6) as people:
        list(people.map(lambda folder: publish_in(database, folder), folders))

    assert rows(database, "SELECT number FROM course_version ORDER BY number") == [(n,) for n in range(1, 7)]
    assert rows(database, "SELECT number FROM course_version WHERE is_current") == [(6,)]


def test_courses_stand_in_the_order_of_the_front_page(database: Database) -> None:
    with database.transaction() as db:
        for slug, order in (("ba", 3), ("mot", 1), ("hai", 2), ("cung-hai", 2)):
            publish_tiny_course(db, slug, order=order)

    with database.reading() as db:
        assert [course.slug for course in queries.current_all(db)] == ["mot", "cung-hai", "hai", "ba"]


def test_a_version_is_read_from_the_database_once(database: Database) -> None:
    with database.transaction() as db:
        version_id = publish_tiny_course(db).version_id
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def read() -> int:
        return sum("version" in statement for statement in asked)

    with database.reading() as db:
        first = queries.published(db, version_id), queries.final_pool(db, version_id)
    once = read()
    with database.reading() as reading, database.transaction() as writing:
        for db in (reading, writing):
            assert (queries.published(db, version_id), queries.final_pool(db, version_id)) == first

    assert once
    assert read() == once


def test_a_version_that_was_rolled_back_is_not_remembered(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        gone = publish_tiny_course(db, title="Chưa từng có")
        assert queries.published(db, gone.version_id).title == "Chưa từng có"
        raise ZeroDivisionError
    with database.transaction() as db:
        kept = publish_tiny_course(db, title="Có thật")

    with database.reading() as db:
        assert queries.published(db, kept.version_id).title == "Có thật"


def test_two_databases_never_share_what_is_remembered(database: Database, tmp_path: Path) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
    with database.reading() as db:
        queries.published(db, course.version_id)
    other = Database(database.engine.url.render_as_string(hide_password=False))

    with other.transaction() as db:
        db.connection().exec_driver_sql("UPDATE course_version SET title = 'Khác'")
    with other.reading() as db:
        assert queries.published(db, course.version_id).title == "Khác"
    other.dispose()


def test_items_come_in_the_order_asked_for(db: Session) -> None:
    course = publish_tiny_course(db)
    pool = queries.final_pool(db, course.version_id)
    wanted = [pool[4], pool[0], pool[2]]

    assert queries.items(db, [item.id for item in wanted]) == tuple(wanted)
    assert queries.items(db, [0]) == ()


def test_publishing_says_when(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        publish(db, folder, NOON + timedelta(days=1))

    assert str(rows(database, "SELECT published_at FROM course_version")[0][0]).startswith("2026-11-24 05:00")
