"""What only this room's tests need."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event

from lms.db import Database


@pytest.fixture
def statements(database: Database) -> Callable[[Callable[[], object]], int]:
    """Counts the SELECT statements something takes."""

    def count(doing: Callable[[], object]) -> int:
        seen: list[str] = []

        def see(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", see)
        doing()
        event.remove(database.engine, "before_cursor_execute", see)
        return sum(statement.lstrip().startswith("SELECT") for statement in seen)

    return count
