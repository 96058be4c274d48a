"""Facts for the statistics to count."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.builders import World
from tests.statistics.facts import Facts


@pytest.fixture
def facts(db: Session, world: World) -> Facts:
    """A writer of facts, in the transaction of the test."""
    return Facts(db, world)
