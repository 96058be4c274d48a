"""What `lms courses import` and `lms courses export` say of questions that travel."""

from __future__ import annotations

from pathlib import Path

import click

from lms.catalogue.complaints import Complaint
from lms.catalogue.exchange.exporting import gift_of
from lms.catalogue.exchange.importing import bring
from lms.catalogue.exchange.question import Journey, Refused
from lms.catalogue.exchange.words import NOTHING_CAME
from lms.catalogue.manuscript import Course


def import_questions(file: Path, into: Path, *, english: bool) -> None:
    """Add the questions in FILE to the quiz of a module, and tell everything that did not come along."""
    try:
        brought = bring(file, _module(into))
    except Refused as refused:
        raise click.ClickException(
            _said(Complaint(str(file), 0, refused.words, refused.values), english=english)
        ) from None
    _tell(brought.journey, english=english)
    course = brought.file.parent.parent
    for complaint in brought.to_fill:
        click.echo(f"{course}/{_said(complaint, english=english)}")
    if not brought.items:
        raise click.ClickException(_said(Complaint(str(file), 0, NOTHING_CAME), english=english))
    lost, first, last = len(brought.journey.refused), brought.items[0].key, brought.items[-1].key
    if english:
        said = f"{len(brought.items)} questions added ({first} to {last}), {len(brought.pictures)} pictures; "
        said += f"{lost} stayed behind, {len(brought.to_fill)} places to fill in."
    else:
        said = f"đã thêm {len(brought.items)} câu ({first} đến {last}), {len(brought.pictures)} hình; "
        said += f"{lost} câu không mang sang được, {len(brought.to_fill)} chỗ cần viết thêm."
    click.echo(f"{brought.file}: {said}")


def gift_file(course: Course, *, english: bool) -> bytes:
    """The questions of a course as GIFT; everything it could not hold is told."""
    given = gift_of(course)
    for journey in given.journeys:
        _tell(journey, english=english)
    lost = sum(len(journey.refused) for journey in given.journeys)
    if english:
        click.echo(f"{course.slug}: {given.count} questions given out, {lost} stayed behind.")
    else:
        click.echo(f"{course.slug}: xuất được {given.count} câu, {lost} câu không mang theo được.")
    return given.text.encode()


def _module(into: Path) -> Path:
    """A path, or COURSE/MODULE within the folder of courses."""
    inside = Path("courses") / into
    return inside if not into.is_dir() and inside.is_dir() else into


def _tell(journey: Journey, *, english: bool) -> None:
    """Every question that stays behind; of the others each kind of loss once, with the lines of all who share it."""
    for refused in sorted(journey.refused, key=lambda complaint: complaint.line):
        click.echo(_said(refused, english=english))
    alike: dict[tuple[int, str], list[Complaint]] = {}
    for note in sorted(journey.notes, key=lambda complaint: complaint.line):
        particulars = {name: value for name, value in note.values.items() if name != "name"}
        alike.setdefault((id(note.words), repr(particulars)), []).append(note)
    for first, *others in alike.values():
        also = f" (+ {', '.join(str(other.line) for other in others)})" if others else ""
        click.echo(f"{_said(first, english=english)}{also}")


def _said(complaint: Complaint, *, english: bool) -> str:
    return complaint.in_english() if english else str(complaint)
