"""The first administrator is made on the command line, once, and the password is typed, not given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from lms.clock import local_date, now
from lms.db import Database
from lms.people import queries
from lms.people.commands import group
from lms.people.passwords import matches
from lms.problems import Problem
from lms.roles import Role
from lms.terminal import in_vietnamese
from tests.builders import World
from tests.conftest import rows

PASSWORD = "cay co la xanh"


def said(sentence: str, **values: object) -> str:
    """How the terminal says it: in Vietnamese, once the translations are compiled."""
    return in_vietnamese(Problem(sentence, **values))


@pytest.fixture
def add(database: Database) -> Callable[..., Result]:
    """Call the command, typing what it asks for."""

    def call(login: str = "quan.tri", name: str = "Đỗ Giang", year: str = "1982", typed: str = PASSWORD) -> Result:
        options = ["--login", login, "--name", name, "--birth-year", year]
        return CliRunner().invoke(
            group, ["add-administrator", *options], input=f"{typed}\n{typed}\n", obj=lambda: database
        )

    return call


@pytest.fixture
def unruled(database: Database) -> None:
    """Nobody administers anything."""
    with database.transaction() as db:
        db.execute(text("DELETE FROM role_grant WHERE role = 'administrator'"))


@pytest.mark.usefixtures("unruled")
def test_the_first_administrator_administers_the_province(
    add: Callable[..., Result], database: Database, world: World
) -> None:
    result = add()

    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    with database.reading() as db:
        login = queries.login_named(db, "quan.tri")
        assert login is not None
        [grant] = queries.grants(db, login.person_id, local_date(now()))
        home = queries.residence(db, login.person_id, local_date(now()))
    assert (grant.role, grant.org_unit_id, home) == (Role.ADMINISTRATOR, world.province, world.unknown)
    assert matches(login.password_hash, PASSWORD)


@pytest.mark.usefixtures("unruled")
def test_a_second_one_is_refused(add: Callable[..., Result], database: Database) -> None:
    add()

    result = add(login="hai")

    assert result.exit_code == 1
    assert said("There is an administrator already, who can give the role to others.") in result.output
    assert rows(database, "SELECT count(*) FROM login WHERE folded_name = 'hai'") == [(0,)]


@pytest.mark.usefixtures("unruled")
def test_without_a_province_it_says_what_to_do(add: Callable[..., Result], database: Database) -> None:
    with database.transaction() as db:
        db.execute(text("UPDATE org_unit SET valid_to = '2026-01-01' WHERE kind = 'province'"))

    result = add()

    assert result.exit_code == 1
    assert "lms places import" in result.output


@pytest.mark.usefixtures("unruled")
@pytest.mark.parametrize(
    ("typed", "sentence", "values"),
    [
        ({"login": "a"}, "A login name has %(least)s to %(most)s characters.", {"least": 3, "most": 40}),
        ({"login": "chi"}, "Somebody already has the login name %(login)s.", {"login": "chi"}),
        ({"name": "2"}, "A name has no digits in it. Type it as on the identity card.", {}),
        ({"year": "1850"}, "%(year)s is too long ago. Look at the year of birth again.", {"year": 1850}),
        ({"typed": "12345678"}, "This password is guessed first by thieves. Choose another one.", {}),
    ],
)
def test_bad_input_is_told_and_nobody_is_made(
    add: Callable[..., Result], database: Database, typed: dict[str, str], sentence: str, values: dict[str, object]
) -> None:
    result = add(**typed)

    assert result.exit_code == 1
    assert said(sentence, **values) in result.output
    assert rows(database, "SELECT count(*) FROM role_grant WHERE role = 'administrator'") == [(0,)]


def test_the_password_cannot_be_given_as_an_option() -> None:
    result = CliRunner().invoke(group, ["add-administrator", "--password", "x"])

    assert result.exit_code == 2
