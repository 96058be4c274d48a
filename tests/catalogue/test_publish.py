"""Publishing keeps what an author wrote, once and for ever."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.catalogue import queries
from tests.courses import publish_tiny_course


def test_a_published_course_is_the_current_one(db: Session) -> None:
    course = publish_tiny_course(db, title="Khóa đầu tiên")

    assert queries.current(db, "tiny") == course
    assert course.title == "Khóa đầu tiên"
    assert [(m.slug, m.position, m.final_draw, len(m.screens), len(m.practice)) for m in course.modules] == [
        ("01-bai-mot", 1, 2, 2, 3),
        ("02-bai-hai", 2, 2, 2, 3),
    ]


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
