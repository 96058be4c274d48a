"""The `lms people` commands."""

from __future__ import annotations

import click

from lms.clock import local_date, now
from lms.db import Database, DatabaseOf
from lms.people import actions, passwords, queries, rules
from lms.people.models import Login
from lms.problems import Problem
from lms.terminal import in_vietnamese


@click.group("people")
def group() -> None:
    """Persons and their roles."""


@group.command("add-administrator")
@click.option("--login", prompt="Tên đăng nhập", help="What the administrator signs in with, for example giang82.")
@click.option("--name", prompt="Họ và tên", help="As on the identity card.")
@click.option("--birth-year", prompt="Năm sinh", help="Four digits.")
@click.pass_obj
def add_administrator(database_of: DatabaseOf, login: str, name: str, birth_year: str) -> None:
    """Make the first administrator, for the whole province. It works once; the password is asked for."""
    try:
        added = _add(database_of(), login, name, birth_year)
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    click.echo(f"Đã có quản trị viên đầu tiên: {added.name}. Đăng nhập trên trang rồi trao vai trò cho người khác.")


def _add(database: Database, login: str, name: str, birth_year: str) -> Login:
    name = rules.full_name(name)
    year = rules.birth_year(birth_year, local_date(now()).year)
    login = rules.login_name(login)
    with database.reading() as db:
        queries.province_without_administrator(db)  # before a password is asked for in vain
    typed = click.prompt("Mật khẩu (không hiện khi gõ)", hide_input=True, confirmation_prompt="Gõ lại mật khẩu")
    password_hash = passwords.hashed(rules.password(typed, login))
    with database.transaction() as db:
        return actions.add_administrator(db, name, year, login, password_hash, now())
