"""What the tables are made of: the privacy page and the copy of one's data are made from it."""

from __future__ import annotations

from lms.db import Base
from lms.home.rules import Column


def columns() -> list[Column]:
    """Every column of every table with how private its model says it is."""
    return [
        Column(table.name, column.name, column.info.get("privacy"))
        for table in Base.metadata.sorted_tables
        for column in table.columns
    ]
