"""People whose counting is watched."""

from __future__ import annotations

import pytest

from lms.db import Database
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.statistics.facts import Facts


@pytest.fixture
def pair(database: Database, world: World) -> tuple[int, int]:
    """Two adults of a village, in their order, each with a certificate."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        one, other = facts.adults(2, world.village_1, certified=2)
    return one, other
