"""A certificate as it lies on the table: what poppler reads in it, and where it stands on the page."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

from lms.certificates.issuers import PHU_THO, read_issuer
from lms.certificates.rules import Facts, Statement, freeze
from lms.clock import local
from tests.builders import NOON

CODE = "K7MW3DPX9RTAHC4R"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def some_facts(**changes: Any) -> Facts:
    """The facts of An's certificate, some of them changed."""
    issuer = read_issuer(PHU_THO, "https://hoc.example.vn").details
    statement = Statement(
        person_id=1,
        course_id=1,
        course_slug="dich-vu-cong",
        course_title="Dịch vụ công trực tuyến",
        version_number=1,
        edition=1,
        half_hours=12,
        score_percent=92,
        mode="alone",
        printed_name="Nguyễn Thị An",
        birth_year=1958,
        org_unit_id=1,
        place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        completed_at=NOON,
    )
    return replace(freeze(statement, issuer, 127, CODE, local(NOON)), **changes)


@dataclass(frozen=True)
class Word:
    """A word and its box, in millimetres from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def touches(self, other: Word) -> bool:
        """Whether the boxes overlap; ascenders and descenders of neighbouring lines may."""
        slack = 0.3 * min(self.bottom - self.top, other.bottom - other.top)
        return (
            self.left < other.right
            and other.left < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


class Paper:
    """A printed certificate."""

    def __init__(self, pdf: bytes, folder: Path) -> None:
        self.path = folder / "paper.pdf"
        self.path.write_bytes(pdf)

    @property
    def text(self) -> str:
        """Everything that is written on it, in the order of reading."""
        return _said("pdftotext", "-raw", self.path, "-")

    @property
    def words(self) -> list[Word]:
        """Its words, with where they stand."""
        found = _WORD.findall(_said("pdftotext", "-bbox", self.path, "-"))
        boxes = (([float(side) * 25.4 / 72 for side in sides], text) for *sides, text in found)
        return [Word(left, top, right, bottom, unescape(text)) for (left, top, right, bottom), text in boxes]

    @property
    def overlapping(self) -> list[tuple[str, str]]:
        """Words printed over one another."""
        return [(one.text, other.text) for one, other in combinations(self.words, 2) if one.touches(other)]

    @property
    def fonts(self) -> list[list[str]]:
        """A line for each font, as poppler lists them."""
        return [line.split() for line in _said("pdffonts", self.path).splitlines()[2:]]

    def scanned(self, dots_per_inch: int) -> str:
        """What a reader of QR codes sees on the printed page."""
        picture = self.path.with_suffix("")
        subprocess.run(["pdftoppm", "-r", str(dots_per_inch), "-png", "-singlefile", self.path, picture], check=True)
        return _said("zbarimg", "-q", "--raw", f"{picture}.png").strip()

    def info(self, *options: str) -> str:
        """What the file says of itself."""
        return _said("pdfinfo", *options, self.path)


def _said(*command: object) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout
