"""The rows of a frozen period are those of its tables, column by column; what is inserted at once is refused as anything."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from lms.db import Base, Database, insert_many
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.periods.models import FrozenFigure, FrozenNote, FrozenUnit
from lms.statistics.periods.rows import Figure, Note, Unit
from lms.statistics.rules import Indicator
from tests.builders import World, add_unit
from tests.statistics.periods.frozen import frozen, open_2026


@pytest.mark.parametrize(("row", "table"), [(Unit, FrozenUnit), (Note, FrozenNote), (Figure, FrozenFigure)])
def test_a_row_has_the_columns_of_its_table(row: type[Unit | Note | Figure], table: type[Base]) -> None:
    assert ("frozen_id", *row._fields) == tuple(column.name for column in table.__table__.columns)


def test_rows_that_are_refused_are_refused_as_any_and_none_is_there(database: Database, world: World) -> None:
    with pytest.raises(IntegrityError), database.transaction() as db:
        insert_many(db, FrozenFigure, [(-1, *_figure(world.village_1))])

    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(FrozenFigure)) == 0


def test_no_rows_are_nothing_to_insert(database: Database) -> None:
    with database.transaction() as db:
        insert_many(db, FrozenFigure, [])

        assert db.scalar(select(func.count()).select_from(FrozenFigure)) == 0


def test_no_row_joins_what_is_frozen(database: Database, world: World) -> None:
    open_2026(database)
    frozen_id = frozen(database).id
    with database.transaction() as db:
        new = add_unit(db, "25.99", "Khu mới", Kind.VILLAGE, db.get(OrgUnit, world.lam_thao))
    rows = {
        FrozenUnit: Unit(new.id, new.code, new.name, "", Kind.VILLAGE, "", None, None),
        FrozenFigure: _figure(new.id),
    }

    for table, row in rows.items():
        with pytest.raises(DBAPIError, match="never changes"), database.transaction() as db:
            insert_many(db, table, [(frozen_id, *row)])


def _figure(unit_id: int) -> Figure:
    return Figure(unit_id, Indicator.ADULT, 1, 1, None, None, None, None, None, None, None, None)
