"""The `lms certificates keys` commands."""

from __future__ import annotations

import click

from lms.certificates.keys import queries
from lms.certificates.keys.actions import rotate
from lms.certificates.keys.folder import UnusableKey
from lms.certificates.keys.models import Purpose, SigningKey
from lms.clock import local_date, now
from lms.db import DatabaseOf


@click.group("keys")
def group() -> None:
    """The keys that sign: which there are, and beginning to sign with a new one."""


@group.command("list")
@click.pass_obj
def list_(database_of: DatabaseOf) -> None:
    """List every key, the newest first, and say what is wrong with those that sign now. Ends with 1 if anything is."""
    database = database_of()
    with database.reading() as db:
        for purpose in Purpose:
            for key in queries.public_keys(db, purpose):
                click.echo(f"{key.purpose}\t{key.kid}\t{_days(key)}")
        complaints = queries.complaints(db, database.keys)
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise click.exceptions.Exit(1)


@group.command("rotate")
@click.argument("purpose", type=click.Choice([purpose.value for purpose in queries.MADE_HERE]))
@click.pass_obj
def rotate_(database_of: DatabaseOf, purpose: str) -> None:
    """Sign with a new key from now on. What the old one signed stays good: its public part stays published."""
    database = database_of()
    if database.keys is None:
        raise click.ClickException("LMS_KEYS is missing: the folder for private keys, for example /var/lib/lms/keys")
    try:
        with database.transaction() as db:
            kid = rotate(db, Purpose(purpose), database.keys, now()).kid
    except (OSError, UnusableKey) as problem:
        raise click.ClickException(f"không tạo được khóa: {problem}") from None
    click.echo(f"Từ nay ký bằng khóa {kid}. Sao lưu thư mục {database.keys} ngay, để ở chỗ an toàn.")


def _days(key: SigningKey) -> str:
    since = local_date(key.valid_from).strftime("%d/%m/%Y")
    if key.retired_at is None:
        return f"đang ký, từ {since}"
    return f"đã nghỉ, ký từ {since} đến {local_date(key.retired_at).strftime('%d/%m/%Y')}"
