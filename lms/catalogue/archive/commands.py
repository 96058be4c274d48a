"""The commands `lms courses import` and `lms courses export`."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import click

from lms.catalogue.archive import packing, sources
from lms.catalogue.archive.editions import Edition, edition_of_course, edition_of_version
from lms.catalogue.archive.importing import FaultyCourse, import_course
from lms.catalogue.archive.names import COURSE_PAGE
from lms.catalogue.archive.reading import unpacked
from lms.catalogue.archive.starting import start_course
from lms.catalogue.complaints import Complaint
from lms.catalogue.exchange.commands import gift_file, import_questions
from lms.catalogue.exchange.importing import SUFFIXES as QUESTIONS
from lms.catalogue.folder import read_course
from lms.catalogue.manuscript import Course
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
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("courses"),
    help="The folder of courses; for questions COURSE/MODULE.",
)
@click.option("--replace", is_flag=True, help="Put it in the place of a course of that name.")
@_ENGLISH
def import_(file: Path, into: Path, *, replace: bool, english: bool) -> None:
    """Bring the course in FILE, a ZIP archive, into the folder of courses; check it first, keep all of it or nothing.

    Of questions, a .gift (or .txt) or a Moodle .xml file, add those that can be asked here to a module, and name the others.
    """
    if file.suffix.lower() in QUESTIONS:
        import_questions(file, into, english=english)
        return
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
@click.option("--booklet", "form", flag_value="booklet", help="A PDF to print, with questions and answers.")
@click.option("--scorm", "form", flag_value="scorm", help="A SCORM 1.2 package for other platforms; answers are in it.")
@click.option("--gift", "form", flag_value="gift", help="The questions in GIFT, for Moodle and others.")
@click.option("--paper", type=click.Choice(["A4", "A5"]), default="A4", help="The paper of the booklet.")
@click.option("--base-url", help="Where courses are found; the booklet's QR code leads there.")
@_ENGLISH
@click.pass_obj
def export(
    database_of: DatabaseOf,
    course: str,
    output: Path | None,
    number: int | None,
    form: str | None,
    paper: str,
    base_url: str | None,
    *,
    english: bool,
) -> None:
    """Give out COURSE, a folder or the address of a published course: a ZIP archive that can be imported elsewhere."""
    source = _Source(course, number, database_of, english=english)
    try:
        content = _given_out(source, form, paper, base_url or "")
    except Problem as problem:
        raise click.ClickException(_said(problem, english=english)) from None
    file = output or Path(f"{source.slug}{_ENDINGS[form]}")
    file.write_bytes(content)
    click.echo(f"{file}: {-(-len(content) // 1000)} kB")


_ENDINGS = {None: ".zip", "booklet": ".pdf", "scorm": "-scorm.zip", "gift": ".gift"}


def _given_out(source: _Source, form: str | None, paper: str, base_url: str) -> bytes:
    if form == "booklet":
        from lms.catalogue.archive.booklet import booklet

        return booklet(source.edition(), paper, f"{base_url.rstrip('/')}/courses/{source.slug}" if base_url else "")
    if form == "scorm":
        from lms.catalogue.archive.scorm import package

        return package(source.edition())
    if form == "gift":
        return source.gift()
    return packing.packed(source.slug, source.files())


class _Source:
    """What is to be given out: a folder, when there is a course in it, else what is published."""

    def __init__(self, course: str, number: int | None, database_of: DatabaseOf, *, english: bool) -> None:
        self._folder = Path(course) if (Path(course) / COURSE_PAGE).is_file() else None
        self._number = number
        self._database_of = database_of
        self._english = english
        self.slug = self._folder.resolve().name if self._folder else course

    def files(self) -> Mapping[str, bytes]:
        """The files of the folder. Those that do not belong to it are named."""
        if self._folder is None:
            with self._database_of().reading() as db:
                return sources.kept(db, self.slug, self._number)
        self._sound()
        found = packing.gathered(self._folder)
        for name in found.left_out:
            click.echo(f"{self._folder}/{name}: {'left out' if self._english else 'không thuộc khóa học, để lại'}")
        return found.files

    def gift(self) -> bytes:
        """Its questions in GIFT."""
        if self._folder is not None:
            return gift_file(self._sound(), english=self._english)
        with unpacked(BytesIO(packing.packed(self.slug, self.files()))) as self._folder:
            return gift_file(self._sound(), english=self._english)

    def edition(self) -> Edition:
        """The course as readers see it."""
        if self._folder is None:
            with self._database_of().reading() as db:
                return edition_of_version(db, self.slug, self._number)
        return edition_of_course(self._sound())

    def _sound(self) -> Course:
        assert self._folder  # noqa: S101 - only asked of a folder
        course, complaints = read_course(self._folder)
        if course is None:
            _tell(str(self._folder), complaints, english=self._english)
            raise click.ClickException("mend the faults first" if self._english else "hãy sửa các lỗi trên trước đã")
        return course


def _tell(course: str, complaints: list[Complaint], *, english: bool) -> None:
    for complaint in complaints:
        click.echo(f"{course}/{complaint.in_english() if english else complaint}")


def _said(problem: Problem, *, english: bool) -> str:
    return str(problem) if english else in_vietnamese(problem)
