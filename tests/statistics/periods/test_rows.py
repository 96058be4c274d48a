"""The rows of a frozen period are those of its tables, column by column; what is inserted at once is refused as anything."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.db import Base, Database, insert_many
from lms.statistics.periods.models import FrozenFigure, FrozenNote, FrozenUnit
from lms.statistics.periods.rows import Figure, Note, Unit
from lms.statistics.rules import Indicator
from tests.builders import World


@pytest.mark.parametrize(("row", "table"), [(Unit, FrozenUnit), (Note, FrozenNote), (Figure, FrozenFigure)])
def test_a_row_has_the_columns_of_its_table(row: type[Unit | Note | Figure], table: type[Base]) -> None:
    assert ("frozen_id", *row._fields) == tuple(column.name for column in table.__table__.columns)


def test_rows_that_are_refused_are_refused_as_any_and_none_is_there(database: Database, world: World) -> None:
    figure = Figure(world.village_1, Indicator.ADULT, 1, 1, None, None, None, None, None, None, None, None)
    with pytest.raises(IntegrityError), database.transaction() as db:
        insert_many(db, FrozenFigure, [(-1, *figure)])

    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(FrozenFigure)) == 0


def test_no_rows_are_nothing_to_insert(database: Database) -> None:
    with database.transaction() as db:
        insert_many(db, FrozenFigure, [])

        assert db.scalar(select(func.count()).select_from(FrozenFigure)) == 0
