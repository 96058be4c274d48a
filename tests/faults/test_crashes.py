"""PostgreSQL itself dies under the running server: what was acknowledged stays, exactly once."""

import pytest

from tests.conftest import Template
from tests.faults.striking import check, people_needed, strike
from tests.postgresql import Cluster

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}

pytestmark = [pytest.mark.long, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def durable(tmp_path_factory):
    """A PostgreSQL that keeps what it says it keeps, unlike the fast one of the other tests."""
    with Cluster(tmp_path_factory.mktemp("durable"), DURABLE) as cluster:
        yield cluster


@pytest.fixture
def template(durable, tmp_path):
    """The world in it."""
    return Template(durable.create("crashing"), tmp_path / "keys")


@pytest.fixture
def database_url(template):
    """Nobody else uses it, so it is not copied."""
    return template.url


def test_a_database_that_crashes_ten_times_loses_and_doubles_nothing(server, database, course, readers, durable):
    def crash():
        durable.crash()
        durable.start()

    memory = strike(server, database, course, readers(people_needed(10)), 10, crash)

    with database.reading() as db:
        check(db, memory)
