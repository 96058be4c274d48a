"""The server starts only on a database it can work with, and says in one sentence what is wrong with another."""

import contextlib
import gc
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, text

from lms import schema
from lms.certificates.models import Issuer
from lms.cli import main
from lms.config import ROOT
from lms.db import Database
from lms.people.models import Person
from lms.server import CannotServe, Gunicorn, check_database, check_office, job_worker
from tests.builders import NOON
from tests.serving import SECRET, Server, free_port

GOOD = {"LMS_SECRET_KEY": SECRET, "LMS_BASE_URL": "https://hoc.example.vn", "LMS_KEYS": "/nowhere/keys"}


def lms(*arguments, **environment):
    """What `lms …` prints and how it ends, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "lms", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timedelta(minutes=1).total_seconds(),
        check=False,
    )


def refused(database_url, **environment):
    """What the command to serve answers where it must not serve."""
    result = CliRunner().invoke(
        main, ["serve", "--bind", f"127.0.0.1:{free_port()}"], env={**GOOD, "DATABASE_URL": database_url, **environment}
    )
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.fixture
def nobody_there():
    """The address of a database server that does not run."""
    return f"postgresql://lms:hunter2@127.0.0.1:{free_port()}/lms"


def test_a_database_that_does_not_answer_is_told_in_one_sentence(nobody_there):
    told = refused(nobody_there).splitlines()

    assert told[0] == "Error: the server does not start:"
    assert len(told) == 2
    assert "does not answer" in told[1]
    assert "check DATABASE_URL" in told[1]


def test_the_password_of_the_database_is_not_printed(nobody_there):
    assert "hunter2" not in refused(nobody_there)


def test_other_commands_tell_it_in_one_sentence_too(nobody_there):
    result = lms("jobs", "dead", DATABASE_URL=nobody_there)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "does not answer" in result.stderr


def test_a_folder_that_does_not_exist_is_told_as_well(tmp_path):
    assert "does not answer" in refused(f"sqlite:///{tmp_path}/no/such/folder/lms.sqlite3")


def test_no_address_at_all_is_told():
    result = lms("db", "upgrade")

    assert result.returncode == 1
    assert "DATABASE_URL is missing" in result.stderr


def test_an_address_that_is_none_is_told():
    result = lms("db", "upgrade", DATABASE_URL="lms")

    assert result.returncode == 1
    assert "DATABASE_URL must begin with" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_fault_of_the_settings_is_told_at_once():
    told = refused("", LMS_SECRET_KEY="weak", LMS_BASE_URL="")

    assert [line.split()[1] for line in told.splitlines()[1:]] == ["DATABASE_URL", "LMS_SECRET_KEY", "LMS_BASE_URL"]


def test_an_empty_database_is_told_what_to_run(tmp_path):
    told = refused(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    assert "the database is at no migration" in told
    assert "lms db upgrade" in told


def test_an_old_schema_is_told_what_to_run(database, database_url):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    told = refused(database_url)

    assert f"the database is at 0000, this program needs {schema.newest()}: run lms db upgrade" in told


def test_demonstration_accounts_keep_a_production_server_from_starting(database, database_url):
    with database.transaction() as db:
        db.add(
            Person(
                name="Minh", folded_name="minh", sort_key="1", birth_year=1990, created_at=NOON, is_demonstration=True
            )
        )

    assert "demonstration accounts" in refused(database_url)


def test_a_server_for_which_nobody_issues_is_told_what_to_run(database, database_url):
    with database.transaction() as db:
        db.execute(delete(Issuer))

    assert "lms certificates set-issuer" in refused(database_url)


def test_papers_that_would_lead_to_another_server_are_told(database_url):
    told = refused(database_url, LMS_BASE_URL="https://moi.example.vn")

    assert "https://hoc.example.vn, not to https://moi.example.vn" in told


def test_keys_that_cannot_sign_are_told(database_url):
    told = refused(database_url)

    assert told.count("/nowhere/keys/") == 2
    assert "bring back the folder of keys" in told


def test_an_office_that_issues_and_signs_is_accepted(database):
    check_office(database, "https://hoc.example.vn")


def test_a_demonstration_may_have_them(database):
    with database.transaction() as db:
        db.add(
            Person(
                name="Minh", folded_name="minh", sort_key="1", birth_year=1990, created_at=NOON, is_demonstration=True
            )
        )

    check_database(database, production=False)


def test_a_database_in_order_is_accepted(database):
    check_database(database, production=True)


def test_the_server_asks_the_database_before_it_listens(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    with pytest.raises(CannotServe) as told:
        check_database(database, production=True)

    assert len(told.value.complaints) == 1
    database.dispose()


def arguments_of(session):
    """What everybody on the machine can read of the processes of a session."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone meanwhile
            if os.getsid(int(process.name)) == session:
                yield (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_no_process_shows_the_address_of_the_database_to_everybody(database_url, tmp_path):
    with Server(database_url, tmp_path / "log", beside=job_worker) as server:
        shown = list(arguments_of(server.pid))

    assert any("jobs work" in arguments for arguments in shown)
    assert not [arguments for arguments in shown if database_url in arguments]


def test_what_a_server_is_made_of_is_not_looked_through_for_garbage(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["lms"])  # gunicorn reads it
    before, app = gc.get_freeze_count(), [[] for _ in range(1000)]

    assert Gunicorn(lambda: app, "127.0.0.1:0", 1, lambda: None).load() is app

    assert gc.get_freeze_count() >= before + len(app)
