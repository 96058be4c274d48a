"""The `lms courses report` command: what each course holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lms.catalogue.folder import courses_in, read_course
from lms.catalogue.lints.report import ItemCount, Report
from lms.catalogue.lints.report import report as counted
from lms.catalogue.manuscript import Kind

_KINDS = {
    Kind.SINGLE: "chọn một",
    Kind.MULTIPLE: "chọn nhiều",
    Kind.TRUE_FALSE: "đúng hay sai",
    Kind.ORDERING: "xếp thứ tự",
    Kind.MATCHING: "ghép đôi",
    Kind.PAIR: "tin thật hay tin lạ",
    Kind.SCENARIO: "tình huống",
    Kind.TEXT: "gõ chữ",
    Kind.NUMBER: "gõ số",
}
_HEAD = f"{'bài':<34}{'màn':>5}{'tiếng':>7}{'dài nhất':>10}{'phút':>6}{'ước':>7}{'câu dài':>10}{'hình':>6}{'câu hỏi':>9}{'rút':>9}"


@click.command("report")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def report(folders: tuple[Path, ...]) -> None:
    """Count what each FOLDER holds: lengths, minutes, questions, where right answers stand, and what the final draws."""
    for folder in courses_in(folders):
        course, complaints = read_course(folder)
        if course is None:
            raise click.ClickException(f"{folder}: {len(complaints)} chỗ cần sửa; xem lms courses check {folder}")
        click.echo(f"\n{course.slug}: {course.facts.title}\n")
        click.echo("\n".join(_told(counted(course))))


def _told(found: Report) -> Iterator[str]:
    yield _HEAD
    for lesson, draw in zip(found.lessons, found.draws, strict=True):
        yield (
            f"{lesson.module:<34}{lesson.screens:>5}{lesson.length:>7}{lesson.longest_screen:>10}{lesson.stated_minutes:>6}"
            f"{lesson.minutes:>7.1f}{f'{lesson.long_sentences}/{lesson.sentences}':>10}{lesson.pictures:>6}{lesson.items:>9}"
            f"{f'{draw.drawn}/{draw.pool}':>9}" + (f"  {draw.core} cốt lõi" if draw.core else "")
        )
    for name, items in (("Câu luyện", found.practice), ("Kho cuối khóa", found.pool)):
        yield ""
        yield from _of_items(name, items)


def _of_items(name: str, items: ItemCount) -> Iterator[str]:
    kinds = ", ".join(f"{number} {_KINDS[kind]}" for kind, number in items.kinds.most_common())
    yield f"{name}: {items.kinds.total()} câu: {kinds}"
    yield f"  ý đúng đứng thứ 1, 2, 3…: {' · '.join(map(str, items.places))}; dài nhất: {items.longest}/{sum(items.places)}"
    yield f"  đúng hay sai: {items.true} đúng, {items.false} sai"
    if judged := items.genuine + items.scams:
        share = 100 * items.genuine // judged
        yield f"  tin phải phân biệt: {items.genuine} thật, {items.scams} giả ({share} % thật)"
    if items.messages:
        yield "  tin thật hay tin lạ: " + ", ".join(
            f"{number} «{text}»" for text, number in items.messages.most_common()
        )
