"""Three lessons to be found, on the copy of the world, and a pair of ears at the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from lms.catalogue.actions import publish
from lms.db import Database
from tests.builders import NOON
from tests.courses import write_tiny_course

_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SET ")
_HEAD = "---\ntitle: {title}\nminutes: 5\nupdated: 2026-11-23\nsources: []\n---\n\n"

Publish = Callable[..., None]


@pytest.fixture
def publish_lesson(database: Database, tmp_path: Path) -> Publish:
    """Publish a course whose first lesson holds these screens: pairs of heading and text."""

    def now(slug: str, lesson: str, /, *screens: tuple[str, str], **facts: Any) -> None:
        folder = tmp_path / f"{slug}-{len(list(tmp_path.iterdir()))}" / slug
        folder.parent.mkdir()
        write_tiny_course(folder, **facts)
        text = _HEAD.format(title=lesson) + "".join(f"## {heading}\n\n{body}\n\n" for heading, body in screens)
        (folder / "01-bai-mot" / "lesson.md").write_text(text, "utf-8")
        for quiz in (folder / "01-bai-mot" / "quiz.md", folder / "final.md"):
            reread = f'reread="{screens[0][0]}"'
            quiz.write_text(quiz.read_text("utf-8").replace('reread="Màn hình 1.1"', reread), "utf-8")
        with database.transaction() as db:
            publish(db, folder, NOON)

    return now


@pytest.fixture
def asked(database: Database) -> Callable[[], Any]:
    """A context that notes every statement made within it."""

    @contextmanager
    def note() -> Iterator[list[str]]:
        statements: list[str] = []

        def hear(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if not statement.startswith(_NOT_COUNTED):
                statements.append(statement)

        event.listen(database.engine, "before_cursor_execute", hear)
        try:
            yield statements
        finally:
            event.remove(database.engine, "before_cursor_execute", hear)

    return note
