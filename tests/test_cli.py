"""The command line as a whole: what a command opened is closed when it ends, however it ends."""

from __future__ import annotations

import gc

import psycopg
import pytest
from click.testing import CliRunner

from lms.cli import main
from lms.db import Database


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("command", "code"), [("verify", 0), ("no-such-command", 2)])
def test_a_command_leaves_no_connection_open(database: Database, command: str, code: int) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    before = _open_connections()

    result = CliRunner().invoke(main, ["--database", url, "statistics", command])

    assert result.exit_code == code, result.output
    assert _open_connections() == before


def _open_connections() -> list[int]:
    found = (each for each in gc.get_objects() if isinstance(each, psycopg.Connection))
    return sorted(id(each) for each in found if not each.closed)
