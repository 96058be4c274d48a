"""The `lms courses` commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lms.catalogue.actions import BrokenCourse, Outcome, prepare, review, store
from lms.catalogue.archive.commands import export, import_, new
from lms.catalogue.complaints import Complaint
from lms.catalogue.finding import glossary
from lms.catalogue.folder import courses_in
from lms.catalogue.languages.commands import digest
from lms.catalogue.languages.voice_commands import voices
from lms.catalogue.lints.commands import report
from lms.catalogue.proof import Proof
from lms.catalogue.versions import commands as versions
from lms.catalogue.versions.actions import ask_to_redo
from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.problems import Problem

_FOLDERS = click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
_ENGLISH = click.option("--english", is_flag=True, help="Say in English what is wrong.")


@click.group("courses")
def group() -> None:
    """Courses: check what authors write, publish it."""


group.add_command(digest)
group.add_command(report)
group.add_command(new)
group.add_command(import_)
group.add_command(export)
group.add_command(voices)
for command in (versions.versions, versions.rollback, versions.redo):
    group.add_command(command)


@group.command("check")
@_FOLDERS
@_ENGLISH
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
def check_(folders: Sequence[Path], *, english: bool, strict: bool) -> None:
    """Look for faults in each FOLDER (without FOLDER: in every course of courses/). Exit code 1 when there are any."""
    faults, today = 0, local_date(now())
    for folder in courses_in(folders):
        complaints = review(folder, today)
        _say(folder, complaints, english=english)
        faults += sum(not (complaint.is_note if strict else complaint.is_warning) for complaint in complaints)
    for file in _glossaries(folders):
        complaints = glossary.check(file)
        _say(file.parent, complaints, english=english)
        faults += len(complaints)
    if faults:
        raise SystemExit(1)


@group.command("publish")
@_FOLDERS
@_ENGLISH
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--redo", help="Why all who began or finished an older version have to learn this one: learners read it.")
@click.pass_obj
def publish_(
    database_of: DatabaseOf, folders: Sequence[Path], *, english: bool, dry_run: bool, redo: str | None
) -> None:
    """Make each FOLDER the current version of its course (without FOLDER: every course of courses/)."""
    broken = False
    for folder in courses_in(folders):
        try:
            proof = prepare(folder)
        except BrokenCourse as problem:
            _say(folder, problem.complaints, english=english)
            broken = True
            continue
        before = versions.told_before(database_of, proof)
        if dry_run:
            click.echo(_tried(proof.slug, before[0] if before else 0, english=english))
        else:
            _publish(database_of, proof, redo, english=english)
        if before and (dry_run or before[1]):
            versions.tell(before[1], english=english)
    if broken:
        raise SystemExit(1)


def _publish(database_of: DatabaseOf, proof: Proof, redo: str | None, *, english: bool) -> None:
    try:
        with database_of().transaction() as db:
            publication = store(db, proof, now())
            is_new = publication.outcome is not Outcome.SAME  # without FOLDER every course is published
            number = ask_to_redo(db, proof.slug, redo, now()) if redo is not None and is_new else 0
    except Problem as problem:
        raise click.ClickException(versions.said(problem, english=english)) from None
    click.echo(publication.in_english() if english else str(publication))
    if number:
        click.echo(versions.asked(proof.slug, number, english=english))


def _tried(slug: str, number: int, *, english: bool) -> str:
    """Before nothing is published: what it would be compared with."""
    if english:
        return f"{slug}: nothing was published. Beside version {number}:" if number else f"{slug}: would be new."
    return f"{slug}: chưa xuất bản gì. So với bản {number}:" if number else f"{slug}: khóa mới, chưa xuất bản gì."


def _glossaries(folders: Sequence[Path]) -> list[Path]:
    """The file of words beside the courses, when a whole folder of courses is asked for."""
    files = (folder / glossary.FILE.name for folder in folders or [Path("courses")])
    return [file for file in files if file.is_file()]


def _say(folder: Path, complaints: list[Complaint], *, english: bool) -> None:
    for complaint in complaints:
        sentence = complaint.in_english() if english else str(complaint)
        click.echo(f"{folder.parent / folder.name}/{sentence}")
    warnings = sum(complaint.is_warning and not complaint.is_note for complaint in complaints)
    faults = sum(not complaint.is_warning for complaint in complaints)
    if english:
        said = [f"{faults} faults" if faults else "no faults", *([f"{warnings} to look at"] if warnings else [])]
    else:
        said = [
            f"{faults} chỗ cần sửa" if faults else "không có lỗi",
            *([f"{warnings} chỗ nên xem"] if warnings else []),
        ]
    click.echo(f"{folder.name}: {', '.join(said)}")
