"""The commands `lms courses import` and `lms courses export`."""

from __future__ import annotations

from pathlib import Path

import click

from lms.catalogue.archive.importing import FaultyCourse, import_course
from lms.catalogue.complaints import Complaint
from lms.problems import Problem
from lms.terminal import in_vietnamese

_ENGLISH = click.option("--english", is_flag=True, help="Say in English what is wrong.")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--into", type=click.Path(path_type=Path), default=Path("courses"), help="The folder of courses.")
@click.option("--replace", is_flag=True, help="Put it in the place of a course of that name.")
@_ENGLISH
def import_(file: Path, into: Path, *, replace: bool, english: bool) -> None:
    """Bring the course in FILE, a ZIP archive, into the folder of courses; check it first, keep all of it or nothing."""
    try:
        with file.open("rb") as archive:
            imported = import_course(archive, into, slug=file.stem, replace=replace)
    except FaultyCourse as problem:
        _tell(problem.course, problem.complaints, english=english)
        raise click.ClickException(_said(problem, english=english)) from None
    except Problem as problem:
        raise click.ClickException(_said(problem, english=english)) from None
    _tell(imported.folder.name, imported.complaints, english=english)
    if english:
        click.echo(f"{imported.folder}: {imported.files} files brought in.")
    else:
        click.echo(f"{imported.folder}: đã nhập {imported.files} tệp.")


def _tell(course: str, complaints: list[Complaint], *, english: bool) -> None:
    for complaint in complaints:
        click.echo(f"{course}/{complaint.in_english() if english else complaint}")


def _said(problem: Problem, *, english: bool) -> str:
    return str(problem) if english else in_vietnamese(problem)
