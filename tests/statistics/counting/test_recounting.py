"""Counting everybody anew from the facts: what it reads of a table of millions."""

from __future__ import annotations

import pytest

from lms.db import Database
from lms.statistics.counting.verifying import recounted
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.statistics.facts import TODAY, Facts
from tests.statistics.hearing import heard

OPEN = ("dich-vu-cong",), ("an-toan-so", "dich-vu-cong")


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_of_certificates_only_the_index_of_who_held_what_is_read(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        for courses in OPEN:
            facts.require(Indicator.ADULT, *courses)
        facts.adults(3, world.village_1, certified=2)

    with database.reading() as db:
        with heard(db) as said:
            found = dict(recounted(db, TODAY))
        asked = [words for words, _ in said if "certificate" in words]
        steps = [
            step for words in asked for (*_, step) in db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")
        ]

    assert found[Indicator.ADULT] == {world.village_1: 2}
    read = [step for step in steps if " certificate " in step]
    assert read
    assert all("COVERING INDEX ix_certificate_held" in step for step in read), read
