"""The server is killed in the middle of answers and submissions: what was acknowledged stays, exactly once."""

import pytest

from tests.faults.striking import check, people_needed, strike


@pytest.fixture
def kill(server):
    """Kills every process of the server and starts it anew."""

    def blow():
        server.kill()
        server.start()

    return blow


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_server_killed_twice_loses_and_doubles_nothing(server, database, course, readers, kill):
    memory = strike(server, database, course, readers(people_needed(2)), 2, kill)

    with database.reading() as db:
        check(db, memory)
    assert server.complaints == ""


@pytest.mark.long
def test_a_server_killed_fifty_times_loses_and_doubles_nothing(server, database, course, readers, kill):
    memory = strike(server, database, course, readers(people_needed(50)), 50, kill)

    with database.reading() as db:
        check(db, memory)
    assert server.complaints == ""
