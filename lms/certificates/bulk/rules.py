"""What can be taken at once, how much of it, for how long, and how its files are called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from lms.problems import N_, Problem

KEPT = timedelta(days=7)
"""How long what was made can be downloaded."""
PATIENCE = timedelta(hours=1)
"""How long certificates that wait for their signature are waited for; then they are listed as missing."""
MOST_AT_ONCE = 3
"""How many exports of one person may be in the making."""
PIECE = 1 << 20
"""The most bytes that are kept in one row."""


class Kind(StrEnum):
    """What is made of the certificates somebody has looked up."""

    PRINT = "print"
    """One file that a printer takes in one go."""
    ZIP = "zip"
    """A file for each person, in parts."""
    XLSX = "xlsx"
    PDF = "pdf"
    """The register with a column to sign for receipt."""


class State(StrEnum):
    """Where an export stands."""

    MAKING = "making"
    READY = "ready"
    STOPPED = "stopped"
    """Whoever asked is no longer in charge of it."""


PER_PART = {Kind.PRINT: 2000, Kind.ZIP: 500}
"""How many certificates one file holds; the register is one file."""
PER_STEP = {Kind.PRINT: 2000, Kind.ZIP: 100, Kind.PDF: 250}
"""How many are worked on between two looks at whether all is still in order; a worker killed between loses no more."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How many certificates one export may hold."""

    papers: int
    rows: int

    def most(self, kind: Kind) -> int:
        """The limit for a kind: rows of a spreadsheet cost less than papers and pages."""
        return self.rows if kind is Kind.XLSX else self.papers


def check_size(kind: Kind, count: int, caps: Caps) -> None:
    """Refuse to make something of nothing, or of too much at once."""
    if not count:
        raise Problem(
            N_("There is no certificate that holds among these. Look something else up, or take the ended ones too.")
        )
    if count > caps.most(kind):
        raise Problem(
            N_(
                "These are %(count)s certificates, and %(most)s can be taken at once. Look them up in parts, for"
                " example one commune or one month after the other."
            ),
            count=count,
            most=caps.most(kind),
        )


def parts_of(kind: Kind, total: int) -> int:
    """How many files an export has."""
    return -(-total // PER_PART.get(kind, total or 1)) if total else 0


def next_stop(kind: Kind, done: int, total: int) -> int:
    """Up to which certificate the next step works: never beyond the end of a file."""
    per_part, per_step = PER_PART.get(kind, total), PER_STEP.get(kind, total)
    end_of_part = (done // per_part + 1) * per_part
    return min(done + per_step, end_of_part, total)


def plain(text: str) -> str:
    """«Nguyễn Thị An» as «Nguyen-Thi-An»: a name every system and every ZIP program takes."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^A-Za-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", bare)).strip("-")[:60] or "khong-ten"


def paper_name(number: int, year: int, holder: str, issuer: str = "") -> str:
    """«00007-2026_Nguyen-Thi-An.pdf»; a second issuer's key stands behind the number, which would be there twice."""
    return f"{number:05d}-{year}{f'-{plain(issuer)}' if issuer else ''}_{plain(holder)}.pdf"


def part_name(kind: Kind, day: str, number: int, parts: int) -> str:
    """The name of a file for downloading."""
    stem = {Kind.PRINT: "in-hang-loat", Kind.ZIP: "tung-nguoi", Kind.XLSX: "so-cap", Kind.PDF: "so-cap-ky-nhan"}[kind]
    ending = kind.value if kind in (Kind.ZIP, Kind.XLSX) else "pdf"
    return f"{stem}-{day}{f'-phan-{number}-tren-{parts}' if parts > 1 else ''}.{ending}"
