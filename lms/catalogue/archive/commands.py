"""The commands `lms courses import` and `lms courses export`."""

from __future__ import annotations

from pathlib import Path

import click

from lms.catalogue.archive import packing, sources
from lms.catalogue.archive.importing import FaultyCourse, import_course
from lms.catalogue.archive.names import COURSE_PAGE
from lms.catalogue.archive.starting import start_course
from lms.catalogue.complaints import Complaint
from lms.catalogue.folder import read_course
from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.problems import Problem
from lms.terminal import in_vietnamese

_ENGLISH = click.option("--english", is_flag=True, help="Say in English what is wrong.")


@click.command("new")
@click.argument("slug")
@click.option("--into", type=click.Path(path_type=Path), default=Path("courses"), help="The folder of courses.")
@_ENGLISH
def new(slug: str, into: Path, *, english: bool) -> None:
    """Begin a course: a folder named SLUG without a fault, with everything of the format shown once."""
    try:
        folder = start_course(slug, into, local_date(now()))
    except Problem as problem:
        raise click.ClickException(_said(problem, english=english)) from None
    if english:
        click.echo(f"{folder}: ready. Change its texts, then run lms courses check {folder}")
    else:
        click.echo(f"{folder}: đã có khung. Sửa chữ trong đó, rồi chạy lms courses check {folder}")


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


@click.command("export")
@click.argument("course")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--version", "number", type=int, help="Of a published course: the version with this number.")
@_ENGLISH
@click.pass_obj
def export(database_of: DatabaseOf, course: str, output: Path | None, number: int | None, *, english: bool) -> None:
    """Pack COURSE, a folder or the address of a published course, into a ZIP archive that can be imported elsewhere."""
    folder = Path(course)
    if (folder / COURSE_PAGE).is_file():
        slug, content = folder.resolve().name, _of_folder(folder, english=english)
    else:
        try:
            with database_of().reading() as db:
                slug, content = course, packing.packed(course, sources.kept(db, course, number))
        except Problem as problem:
            raise click.ClickException(_said(problem, english=english)) from None
    file = output or Path(f"{slug}.zip")
    file.write_bytes(content)
    click.echo(f"{file}: {-(-len(content) // 1000)} kB")


def _of_folder(folder: Path, *, english: bool) -> bytes:
    course, complaints = read_course(folder)
    if course is None:
        _tell(str(folder), complaints, english=english)
        raise click.ClickException("mend the faults first" if english else "hãy sửa các lỗi trên trước đã")
    found = packing.gathered(folder)
    for name in found.left_out:
        click.echo(f"{folder}/{name}: {'left out' if english else 'không thuộc khóa học, để lại'}")
    return packing.packed(course.slug, found.files)


def _tell(course: str, complaints: list[Complaint], *, english: bool) -> None:
    for complaint in complaints:
        click.echo(f"{course}/{complaint.in_english() if english else complaint}")


def _said(problem: Problem, *, english: bool) -> str:
    return str(problem) if english else in_vietnamese(problem)
