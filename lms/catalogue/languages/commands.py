"""The `lms courses digest` command: what a translation or recording writes to name its original."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lms.catalogue.folder import read_course
from lms.catalogue.languages import spoken
from lms.catalogue.languages.folder import Original, page_digest
from lms.catalogue.manuscript import Course
from lms.catalogue.proof import module_proof


@click.command("digest")
@click.argument("folder", type=click.Path(path_type=Path))
def digest(folder: Path) -> None:
    """Print what to write into translations (of, of_day) and into audio.yaml (text) for the course in FOLDER."""
    course, complaints = read_course(folder)
    if course is None:
        raise click.ClickException(f"{folder.name}: sửa {len(complaints)} chỗ trước, chạy lms courses check {folder}")
    for line in _lines(course):
        click.echo(line)


def _lines(course: Course) -> Iterator[str]:
    yield f"course.md: {_origin(page_digest(course), course.facts.updated.isoformat())}"
    for module in course.modules:
        original, day = Original(module, module_proof(course, module)), module.lesson.facts.updated.isoformat()
        yield f"{module.slug}/lesson.md: {_origin(original.lesson_digest, day)}"
        yield f"{module.slug}/quiz.md: {_origin(original.quiz_digest, day)}"
        for at, (screen, text) in enumerate(zip(module.lesson.screens, original.sections, strict=True), 1):
            yield f'  section: {at}   text: "{spoken.digest(text)}"   {screen.title}'


def _origin(of: str, day: str) -> str:
    return f'of: "{of}"   of_day: {day}'
