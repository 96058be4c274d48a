"""Who is to be counted, and what is known of them: asked for one after the other, or by one function of PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Column, Select, inspect, text
from sqlalchemy.sql import visitors

from lms.certificates.models import Certificate
from lms.db import Database
from lms.statistics.counting import asking
from lms.statistics.counting.knowing import known, take
from tests.builders import World
from tests.statistics.facts import move

KEPT_AS = {"%(many)s": "many", "%(person)s": "one", "::INTEGER": ""}
"""What is given with the statements is a name in the function."""
UNASKED_NAME = r""" AS (anon_\w+|"'@?\w+'")"""


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", [asking.TAKEN, asking.KNOWN_OF_ONE], ids=["taken", "known"])
def test_the_function_has_the_words_of_both_statements(database: Database, statement: Select[Any]) -> None:
    words = " ".join(str(statement.compile(database.engine)).split())
    for given, kept in KEPT_AS.items():
        words = words.replace(given, kept)
    with database.reading() as db:
        body = db.scalar(text("SELECT prosrc FROM pg_proc WHERE proname = 'taken_and_known'"))

    assert re.sub(UNASKED_NAME, "", words) in " ".join(str(body).split())


def test_of_one_who_was_touched_all_is_told_at_once_on_postgresql(
    database: Database, world: World, pair: tuple[int, int]
) -> None:
    with database.transaction() as db:
        move(db, pair[0], world.village_2)
        taken = take(db, 2)

        assert tuple(taken.causes) == pair[:1]
        assert bool(taken.told) == (database.engine.name == "postgresql")
        assert known(db, pair[:1], taken.told) == known(db, pair[:1])


def test_of_two_who_were_touched_nothing_is_told_yet(database: Database, world: World, pair: tuple[int, int]) -> None:
    with database.transaction() as db:
        for person_id in pair:
            move(db, person_id, world.village_2)
        taken = take(db, 2)

        assert (tuple(taken.causes), taken.told, taken.is_full) == (pair, [], True)


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_an_index_has_all_that_is_asked_of_the_certificates_of_persons(database: Database) -> None:
    found = (one for one in visitors.iterate(asking.KNOWN) if isinstance(one, Column))
    asked = {column.name for column in found if column.table is Certificate.__table__}
    unique = next(
        one
        for one in inspect(database.engine).get_indexes(Certificate.__tablename__)
        if one["unique"] and one["column_names"][:2] == ["person_id", "course_id"]
    )
    told_as_well = unique["dialect_options"]["postgresql_include"]

    assert {"person_id", "attained_on"} <= asked <= {*unique["column_names"], *told_as_well}
