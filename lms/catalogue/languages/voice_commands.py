"""The `lms courses voices` commands: have lessons read by a machine, listen, approve. Off unless a voice is chosen."""

from __future__ import annotations

from pathlib import Path

import click

from lms.catalogue.languages import actions, background, queries
from lms.catalogue.languages.models import Status
from lms.catalogue.languages.names import NAMES
from lms.catalogue.languages.voices import VOICES, CannotSpeak, voice_called
from lms.catalogue.models import Media
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current
from lms.clock import now
from lms.db import Database, DatabaseOf

__all__ = ["background", "voices"]


@click.group("voices")
def voices() -> None:
    """Voices of machines: nobody hears them before a person has listened and approved."""


@voices.command("make")
@click.argument("course")
@click.option("--voice", default="", help=f"Which voice; else LMS_VOICE. Known: {', '.join(VOICES)}.")
@click.option("--language", default="vi", type=click.Choice(list(NAMES)), show_default=True)
@click.pass_obj
def make(database_of: DatabaseOf, course: str, voice: str, language: str) -> None:
    """Have every section of COURSE read in the background; each becomes a draft."""
    if not voice:
        raise click.ClickException("no voice is chosen: set LMS_VOICE, or give --voice")
    try:
        languages = voice_called(voice).languages()
    except CannotSpeak as problem:
        raise click.ClickException(str(problem)) from None
    if language not in languages:
        raise click.ClickException(f"{voice} không đọc được {NAMES[language]}")
    found = _course(database_of(), course)
    with database_of().transaction() as db:
        asked = actions.ask_for_voices(db, found, voice, language, now())
    click.echo(f"{course}: {asked} đoạn chờ đọc; xem bằng lms courses voices list {course}")


@voices.command("list")
@click.argument("course")
@click.pass_obj
def list_(database_of: DatabaseOf, course: str) -> None:
    """List what machines have read of COURSE, with the number that approving takes."""
    found = _course(database_of(), course)
    with database_of().reading() as db:
        for row in queries.machine_voices(db, found.course_id):
            state = f"đã duyệt: {row.approved_by}" if row.status == Status.APPROVED else "chờ nghe và duyệt"
            click.echo(
                f"{row.id}\t{row.module}\t{row.section}\t{row.language}\t{row.seconds} s\tgiọng máy {row.voice}\t{state}"
            )


@voices.command("save")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def save(database_of: DatabaseOf, number: int, file: Path) -> None:
    """Write reading NUMBER into FILE, to listen to it before approving."""
    with database_of().reading() as db:
        row = queries.machine_voice(db, number)
        media = db.get(Media, row.sha256) if row else None
        if media is None:
            raise _no_such(number)
        file.write_bytes(media.content)


@voices.command("approve")
@click.argument("numbers", type=int, nargs=-1, required=True)
@click.option("--by", required=True, help="Who has listened to it, by name.")
@click.pass_obj
def approve(database_of: DatabaseOf, numbers: tuple[int, ...], by: str) -> None:
    """Let people hear the readings with these NUMBERS; all of them, or none when one does not exist."""
    if not by.strip():
        raise click.ClickException("--by: who has listened to it?")
    with database_of().transaction() as db:
        for number in numbers:
            if not actions.approve(db, number, by.strip()):
                raise _no_such(number)
    click.echo(f"đã duyệt {len(numbers)} bản đọc")


@voices.command("withdraw")
@click.argument("number", type=int)
@click.pass_obj
def withdraw(database_of: DatabaseOf, number: int) -> None:
    """Let nobody hear reading NUMBER any more; it becomes a draft again."""
    with database_of().transaction() as db:
        if not actions.withdraw(db, number):
            raise _no_such(number)


def _course(database: Database, slug: str) -> PublishedCourse:
    with database.reading() as db:
        found = current(db, slug)
    if found is None:
        raise click.ClickException(f"khóa học {slug} chưa xuất bản")
    return found


def _no_such(number: int) -> click.ClickException:
    return click.ClickException(f"không có bản đọc nào của máy mang số {number}")
