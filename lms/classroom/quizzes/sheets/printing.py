"""The sheets of a class as PDF: for each person the sheet for answers, then the questions; and the sheet of right answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lms.classroom.queries import ClassLine
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.quizzes.rules import marks_of
from lms.classroom.quizzes.sheets import layout
from lms.classroom.quizzes.sheets.drawing import drawn
from lms.classroom.quizzes.sheets.questions import Question, questions
from lms.clock import local
from lms.learning.rules.responses import right_answer

_DATA = Path(__file__).parent / "data"
MARKED = "BDHVS"
"""What the QR code of every sheet begins with."""


@dataclass(frozen=True, slots=True)
class _Set:
    """What one person gets."""

    sheet: Sheet
    questions: tuple[Question, ...]
    boxes: str
    right: tuple[tuple[str, str], ...] = ()


def sheets(one: ClassLine, chosen: Sequence[Sheet], pictures: Mapping[str, bytes], now: datetime) -> bytes:
    """All of it; each set begins on a leaf of its own, also where both sides are printed."""
    files = {f"{each.sheet.key}-qr.svg": _qr(each.sheet.key) for each in chosen} | dict(pictures)
    sets = [_Set(each, questions(each.items, each.rows), _file_of(files, drawn(each.rows))) for each in chosen]
    return _printed("sheets.html", now, files, one=one, sets=sets, qr=layout.QR)


def right_answers(one: ClassLine, chosen: Sequence[Sheet], now: datetime) -> bytes:
    """The right answers of each sheet, for the teacher: a line a person, to compare by eye."""
    rows = []
    for each in chosen:
        right = marks_of(each.rows, each.items, {item.id: right_answer(item) for item in each.items})
        rows.append((each, [(row.label, marked) for row, marked in zip(each.rows, right, strict=True)]))
    return _printed("right.html", now, {}, one=one, rows=rows)


def key_read(text: str) -> str | None:
    """The key of a sheet, out of what its QR code says."""
    begins, _, key = text.partition("-")
    return key if begins == MARKED else None


def _file_of(files: dict[str, bytes], drawing: bytes) -> str:
    name = f"{hashlib.sha256(drawing).hexdigest()[:12]}-boxes.svg"
    files[name] = drawing
    return name


def _qr(key: str) -> bytes:
    kept = BytesIO()
    code = segno.make(f"{MARKED}-{key}", error="q", micro=False)
    code.save(kept, kind="svg", scale=4, border=4, xmldecl=False, svgns=True)
    return kept.getvalue()


def _printed(template: str, now: datetime, files: Mapping[str, bytes], **values: object) -> bytes:
    from lms.press import printed  # the press is slow to load

    made = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    html = _forms().get_template(template).render(created=made, made_on=local(now), **values)
    return printed(html, hashlib.sha256(html.encode()).digest()[:16], files)[0]


@cache
def _forms() -> Environment:
    loader: Any = FileSystemLoader(_DATA)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["own"] = _own
    return made


def _own(html: str) -> Markup:
    """Cleaned HTML of a course with its pictures at hand."""
    return Markup(html.replace('src="/media/', 'src="own:'))  # noqa: S704 - cleaned when it was published
