"""The `lms courses` commands about versions: list them, take one back, ask for one to be learned again."""

from __future__ import annotations

from collections.abc import Iterable

import click

from lms.catalogue.proof import Proof
from lms.catalogue.queries import current
from lms.catalogue.versions import queries
from lms.catalogue.versions.actions import ask_to_redo, roll_back
from lms.catalogue.versions.rules import Change
from lms.catalogue.versions.words import lines
from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.problems import Problem
from lms.terminal import in_vietnamese

_ENGLISH = click.option("--english", is_flag=True, help="Say it in English.")
_SLUG = click.argument("slug")


@click.command("versions")
@_SLUG
@_ENGLISH
@click.option("--changes", is_flag=True, help="Say of each version what it changed.")
@click.pass_obj
def versions(database_of: DatabaseOf, slug: str, *, english: bool, changes: bool) -> None:
    """List the versions of the course SLUG, the newest first."""
    with database_of().reading() as db:
        found = queries.versions(db, slug)
        if not found:
            raise click.ClickException(f"không có khóa học {slug} / there is no course {slug}")
        for at, version in enumerate(found):
            click.echo(_line(version, english=english))
            if changes and at + 1 < len(found):
                tell(queries.differences(db, found[at + 1].id, version.id), english=english)


@click.command("rollback")
@_SLUG
@click.option("--to", type=int, help="The number of the version; without it the one before the current one.")
@_ENGLISH
@click.pass_obj
def rollback(database_of: DatabaseOf, slug: str, to: int | None, *, english: bool) -> None:
    """Give newcomers an earlier version of the course SLUG again. Whoever learns stays with the version they began."""
    try:
        with database_of().transaction() as db:
            done = roll_back(db, slug, to, now())
    except Problem as problem:
        raise click.ClickException(said(problem, english=english)) from None
    click.echo(
        f"{slug}: version {done.number} is the current one again, not {done.left}. Those who learn stay with theirs."
        if english
        else f"{slug}: bản {done.number} lại là bản đang dùng, thay bản {done.left}. Người đang học vẫn học bản của mình."
    )
    tell(done.changes, english=english)


@click.command("redo")
@_SLUG
@click.option("--because", required=True, help="Why, in a sentence that learners read.")
@_ENGLISH
@click.pass_obj
def redo(database_of: DatabaseOf, slug: str, because: str, *, english: bool) -> None:
    """Have the current version of the course SLUG learned by all who began or finished an older one."""
    try:
        with database_of().transaction() as db:
            number = ask_to_redo(db, slug, because, now())
    except Problem as problem:
        raise click.ClickException(said(problem, english=english)) from None
    click.echo(asked(slug, number, english=english))


def asked(slug: str, number: int, *, english: bool) -> str:
    """The sentence that a version has to be learned again."""
    if english:
        return f"{slug}: version {number} has to be learned by all who had an older one; certificates stay valid."
    return f"{slug}: ai đã học bản trước đều phải học lại bản {number}; giấy chứng nhận đã cấp vẫn có giá trị."


def said(problem: Problem, *, english: bool) -> str:
    """Why something cannot be done."""
    return str(problem) if english else in_vietnamese(problem)


def told_before(database_of: DatabaseOf, proof: Proof) -> tuple[int, tuple[Change, ...]] | None:
    """The number of the current version and what this would change; nothing for a course that is new."""
    with database_of().reading() as db:
        found = current(db, proof.slug)
        return (found.number, queries.differences_to(db, found.version_id, proof)) if found else None


def tell(changes: Iterable[Change], *, english: bool) -> None:
    """Print what differs."""
    for line in lines(changes, english=english):
        click.echo(line)


def _line(version: queries.Version, *, english: bool) -> str:
    on = f"{local_date(version.published_at):%d/%m/%Y}"
    word, mark, again = ("version", "current", "must be redone") if english else ("bản", "đang dùng", "phải học lại")
    more = [mark] if version.is_current else []
    more += [f"{again}: {version.redo}"] if version.redo else []
    said = f"  ({'; '.join(more)})" if more else ""
    return f"{word} {version.number}  {on}  {version.title}{said}"
