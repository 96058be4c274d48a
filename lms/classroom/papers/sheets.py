"""The papers of a class as PDF: A4, tagged for reading aloud (PDF/UA-1)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lms.classroom.codes import grouped
from lms.classroom.papers.queries import Report
from lms.classroom.papers.tables import in_parts
from lms.classroom.queries import ClassLine
from lms.classroom.sessions.models import ClassSession
from lms.classroom.sessions.queries import OnRoster
from lms.clock import local

_DATA = Path(__file__).parent / "data"
_PICTURES = Path(__file__).parents[2] / "static" / "pictures.svg"
PER_SHEET = 10
EMPTY_ROWS = 5
"""Room on a sheet to sign for those who come and are not on the list."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the card of one person; the digits are nowhere else."""

    name: str
    login: str
    """Nothing for somebody who has no account yet: the card begins one."""
    digits: str
    address: str
    """Where its QR code leads."""


def cards(one: ClassLine, handed_out: Sequence[Card], host: str, until: datetime, now: datetime) -> bytes:
    """Ten cards a sheet, with marks where to cut."""
    files = {f"{place}.svg": _qr(card.address) for place, card in enumerate(handed_out)}
    files["cuts.svg"] = (_DATA / "cuts.svg").read_bytes()
    return _printed(
        "cards.html",
        now,
        files,
        one=one,
        sheets=[
            list(enumerate(handed_out))[first : first + PER_SHEET] for first in range(0, len(handed_out), PER_SHEET)
        ],
        code=grouped(one.group.code),
        host=host,
        until=local(until),
    )


def picture_sheet(names: Mapping[str, str], host: str, now: datetime) -> bytes:
    """The twelve pictures with their names in large letters, and room to note one's own three at home."""
    files = {f"{name}.svg": _picture(name) for name in names}
    return _printed("pictures.html", now, files, pictures=list(names.items()), host=host)


def attendance_sheet(
    one: ClassLine, session: ClassSession, roster: Sequence[OnRoster], teacher: str, now: datetime, *, is_filled: bool
) -> bytes:
    """The list of a session to sign, with who came or with nothing but names and empty rows."""
    belong = [each for each in roster if each.mark.was_in or each.mark.present is not None]
    marks = [each.mark.present for each in belong]
    return _printed(
        "attendance.html",
        now,
        {},
        one=one,
        session=session,
        begins=local(session.starts_at),
        ends=local(session.ends_at) if session.ends_at else None,
        roster=belong,
        teacher=teacher,
        is_filled=is_filled,
        present=marks.count(True),
        absent=marks.count(False),
        empty_rows=0 if is_filled else EMPTY_ROWS,
    )


def report_sheet(report: Report, now: datetime) -> bytes:
    """The report of a class: what everybody has reached, then who came when, ten sessions side by side."""
    parts = list(in_parts(report.attendance))
    return _printed("report.html", now, {}, one=report.one, report=report, results=report.results, parts=parts)


def _printed(template: str, now: datetime, files: dict[str, bytes], **values: object) -> bytes:
    from lms.press import printed  # the press is slow to load

    made = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    html = _forms().get_template(template).render(created=made, made_on=local(now), **values)
    return printed(html, hashlib.sha256(html.encode()).digest()[:16], files)[0]


def _qr(address: str) -> bytes:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, border=4, xmldecl=False, svgns=True)
    return drawn.getvalue()


@cache
def _picture(name: str) -> bytes:
    """One of the pictures of the pages, as a file of its own."""
    drawn = re.search(rf'<g id="p-{name}">.*?</g>\n', _PICTURES.read_text(encoding="utf-8"), re.DOTALL)
    assert drawn, name  # noqa: S101 - every picture is drawn
    plain = re.sub(r"var\(--[\w-]+,(#\w+)\)", r"\1", drawn[0])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{plain}</svg>'.encode()


@cache
def _forms() -> Environment:
    loader = FileSystemLoader(_DATA)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
