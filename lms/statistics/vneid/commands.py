"""The `lms statistics vneid` commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.certificates.keys.folder import UnusableKey
from lms.clock import local, now
from lms.db import Database, DatabaseOf
from lms.jobs.queries import named
from lms.jobs.worker import run_due
from lms.problems import Problem
from lms.statistics.vneid.actions import batches, elsewhere, replies
from lms.statistics.vneid.background import make  # and the worker knows all that is done in the background
from lms.statistics.vneid.chosen import chosen
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.queries import batches as queries
from lms.statistics.vneid.rules import NOBODY, Form, State, in_words
from lms.statistics.vneid.sealing import package_of
from lms.statistics.vneid.signing import signing_key
from lms.tables.reading import BadFile
from lms.terminal import in_vietnamese

_A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_STATES = {
    State.MAKING: "đang lập",
    State.EMPTY: "không có ai",
    State.READY: "đã lập, chưa gửi",
    State.SENT: "đã gửi",
    State.ANSWERED: "đã có trả lời",
    State.DISCARDED: "đã bỏ",
}
DRY_RUN = click.option("--dry-run", is_flag=True, help="Look through the file and say what it would do.")


@click.group("vneid")
def group() -> None:
    """Batches of people to be confirmed on VNeID, and the replies."""


@group.command("export")
@click.option("--format", "form", type=click.Choice([form.value for form in Form]), default=Form.CSV.value)
@click.option("--to", "folder", type=_A_FOLDER, default=".", help="The folder the package is written to.")
@click.pass_obj
def export(database_of: DatabaseOf, form: str, folder: Path) -> None:
    """Make a batch of everybody who has attained and waits for confirmation, and write its package."""
    database = database_of()
    with _said(), database.transaction() as db:
        batch = batches.ask(db, None, Form(form), chosen().layout, now())
    made = _made(database, batch)
    with _said():
        content = package_of(chosen(), made)
    if content is None:
        click.echo("không có ai đang chờ xác nhận")
        return
    with database.transaction() as db:
        batches.record_download(db, made, None, now())
    file = folder / f"vneid-dot-{made.id}.zip"
    file.write_bytes(content)
    click.echo(f"{file}: đợt {made.id}, {made.total} người, SHA-256 {made.sha256}")


@group.command("import")
@click.argument("number", type=int)
@click.argument("file", type=_A_FILE)
@DRY_RUN
@click.pass_obj
def import_(database_of: DatabaseOf, number: int, file: Path, *, dry_run: bool) -> None:
    """Take FILE as the reply to batch NUMBER: all of it or nothing."""
    with _said(), _session(database_of(), dry_run=dry_run) as db:
        batch, content = _batch(db, number), file.read_bytes()
        if dry_run:
            judged = replies.look_through(db, batch, content, chosen(), now())
        else:
            judged = replies.take(db, batch.id, content, chosen(), None, now())
    word = "sẽ đổi" if dry_run else "đã đổi"
    click.echo(f"{in_words(judged.totals)}; {word} {len(judged.changes)}, như cũ {judged.same}")


@group.command("send")
@click.argument("number", type=int)
@click.pass_obj
def send(database_of: DatabaseOf, number: int) -> None:
    """Send batch NUMBER to the configured address; the background tries again by itself."""
    if not chosen().is_connected:
        raise click.ClickException("LMS_VNEID_URL is missing: there is nobody to send batches to")
    database = database_of()
    with _said(), database.transaction() as db:
        batches.send(db, _batch(db, number).id, None, now())
    run_due(database, batches.SEND)
    with database.reading() as db:
        click.echo(_line(db, _batch(db, number)))


@group.command("status")
@click.argument("number", type=int, required=False)
@click.pass_obj
def status(database_of: DatabaseOf, number: int | None) -> None:
    """Say how far batches are, the newest first."""
    with database_of().reading() as db:
        for batch in [_batch(db, number)] if number is not None else queries.batches(db):
            click.echo(_line(db, batch))


@group.command("import-elsewhere")
@click.argument("file", type=_A_FILE)
@DRY_RUN
@click.pass_obj
def import_elsewhere(database_of: DatabaseOf, file: Path, *, dry_run: bool) -> None:
    """Take from FILE who was confirmed without us, on which day, by which document."""
    with _said(), _session(database_of(), dry_run=dry_run) as db:
        imported = elsewhere.import_confirmations(db, file.read_bytes(), chosen(), now())
    click.echo(f"{file.name}: {imported.new} người mới, {imported.same} như cũ{' (chạy thử)' * dry_run}")


@group.command("import-numbers")
@click.argument("file", type=_A_FILE)
@DRY_RUN
@click.pass_obj
def import_numbers(database_of: DatabaseOf, file: Path, *, dry_run: bool) -> None:
    """Keep the identity numbers of FILE, sealed. Only where LMS_VNEID_NUMBERS=on."""
    with _said(), _session(database_of(), dry_run=dry_run) as db:
        imported = elsewhere.import_numbers(db, file.read_bytes(), chosen(), now())
    click.echo(f"{file.name}: {imported.new} số mới, {imported.same} như cũ{' (chạy thử)' * dry_run}")


@group.command("key")
@click.pass_obj
def key(database_of: DatabaseOf) -> None:
    """Print the public key that manifests are checked with."""
    with database_of().reading() as db:
        found = signing_key(db)
    if found is None:
        raise click.ClickException("chưa có khóa nào: khóa được tạo cùng đợt đầu tiên")
    click.echo(found.public_key, nl=False)


def _made(database: Database, batch: Batch) -> Batch:
    """The batch, made at once; where that fails the background tries again."""
    try:
        effect = make(database, batch.public_id)
        if effect is not None:
            with database.transaction() as db:
                effect(db)
    except UnusableKey as problem:
        raise click.ClickException(f"chưa lập được: {problem}") from None
    with database.reading() as db:
        return _batch(db, batch.id)


@contextmanager
def _session(database: Database, *, dry_run: bool) -> Iterator[Session]:
    """A transaction; a dry run takes back what it did."""
    with database.transaction() as db:
        if not dry_run:
            yield db
            return
        attempt = db.begin_nested()
        yield db
        attempt.rollback()


@contextmanager
def _said() -> Iterator[None]:
    """Say in words why something cannot be done."""
    try:
        yield
    except BadFile as problem:
        raise click.ClickException("\n".join(["chưa lấy được gì, vì:", *problem.complaints])) from None
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None


def _batch(db: Session, number: int) -> Batch:
    found = queries.numbered(db, number)
    if found is None:
        raise click.ClickException(f"không có đợt số {number}")
    return found


def _line(db: Session, batch: Batch) -> str:
    said = queries.totals_of(db, [batch.id]).get(batch.id, NOBODY)
    jobs = [job for name in batches.job_names(batch) if (job := named(db, name)) and job.error]
    trouble = "".join(f"\t{job.kind}: {job.error} (lần {job.tries}, {job.state})" for job in jobs)
    at = local(batch.asked_at).strftime("%d/%m/%Y %H:%M")
    return f"{batch.id}\t{at}\t{_STATES[State(batch.state)]}\t{in_words(said)}{trouble}"
