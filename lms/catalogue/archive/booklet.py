"""A course as a booklet to print: lessons, questions with room to answer, and the answers at the end. A tagged PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from lms.catalogue.archive.apart import Solution, Told, apart, solutions
from lms.catalogue.archive.editions import Edition
from lms.catalogue.archive.sheets import Sheet, sheet_of
from lms.catalogue.manuscript import WITH_PARTS, Kind
from lms.catalogue.published import PublishedModule
from lms.catalogue.render import ICONS
from lms.press import printed

PAPERS = ("A4", "A5")
DATA = Path(__file__).parent / "data"
_HEADING = re.compile(r"<(/?)h([2-5])>")
_ICON = re.compile(r'<svg class="i".*?</svg>')
_ICON_FILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1a1511" stroke-width="1.8">'
    '<path d="{drawing}"/></svg>'
)
_QR = "dia-chi.svg"
_AUDIENCES = {
    "adult": "người trưởng thành",
    "public-sector": "cán bộ, công chức, viên chức",
    "secondary-student": "học sinh trung học",
    "primary-pupil": "học sinh tiểu học",
    "enterprise-worker": "người lao động trong doanh nghiệp",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module as the booklet shows it."""

    module: PublishedModule
    screens: tuple[Told, ...]
    solutions: tuple[Solution, ...]
    """Of tasks its screens set."""
    sheets: tuple[tuple[int, Sheet], ...]
    """Its questions, numbered through the booklet."""


def booklet(edition: Edition, paper: str = "A4", address: str = "") -> bytes:
    """The bytes of the PDF; the same edition gives the same bytes. ``address`` is where the course is found."""
    files = {**edition.pictures, **_icons()}
    if address:
        files[_QR] = _qr(address)
    html = page(edition, paper, address)
    digest = hashlib.sha256(html.encode()).digest()[:16]
    return printed(html, digest, files)[0]


def page(edition: Edition, paper: str, address: str = "") -> str:
    """What is printed, as HTML."""
    return _form().render(
        edition=edition,
        course=edition.course,
        chapters=_chapters(edition),
        sourced=any(module.sources for module in edition.course.modules),
        audience=[_AUDIENCES[name] for name in edition.course.audience],
        hours=f"{edition.course.half_hours / 2:g}".replace(".", ","),
        paper=paper,
        address=address,
        qr=_QR,
        css=Markup((DATA / "booklet" / "print.css").read_text("utf-8")),  # noqa: S704 - our own
        kinds=Kind,
        with_parts=WITH_PARTS,
    )


def _chapters(edition: Edition) -> list[Chapter]:
    chapters: list[Chapter] = []
    count = 0
    for module in edition.course.modules:
        sheets = tuple((count + at, sheet_of(item)) for at, item in enumerate(module.practice, 1))
        count += len(sheets)
        screens = apart(module)
        chapters.append(Chapter(module, screens, tuple(solutions(screens)), sheets))
    return chapters


@cache
def _form() -> Template:
    environment = Environment(
        loader=FileSystemLoader(DATA / "booklet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(beginning=_beginning, deep=_deep, own=_own)
    return environment.get_template("print.html")


def _own(html: str) -> Markup:
    """Cleaned HTML of a course. Its pictures are at hand; its icons are backgrounds, or they would need descriptions."""
    here = _ICON.sub("", html).replace('src="/media/', 'src="own:').replace("<p><img", '<p class="pic"><img')
    return Markup(here)  # noqa: S704 - cleaned when it was rendered


def _deep(html: str) -> Markup:
    """The same two headings deeper: on paper a screen stands below a lesson, and the lesson below the course."""
    return _own(_HEADING.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + 2, 6)}>", html))


def _beginning(html: str, label: str) -> Markup:
    """The same with a few words before its first, in the same line where it begins with a paragraph."""
    paragraph = Markup("<p><b>{}</b> ").format(Markup(label))  # noqa: S704 - made by the template
    return paragraph + Markup(html.removeprefix("<p>") if html.startswith("<p>") else f"</p>{html}")  # noqa: S704 - as _own


def _icons() -> dict[str, bytes]:
    """The drawings of frames, each named as its frame is."""
    drawn = {name.split()[-1]: _ICON_FILE.format(drawing=drawing) for name, drawing in ICONS.items()}
    return {f"{name}.svg": drawing.encode() for name, drawing in drawn.items()}


def _qr(address: str) -> bytes:
    drawn = BytesIO()
    options: Mapping[str, Any] = {"kind": "svg", "scale": 4, "border": 2, "xmldecl": False, "svgns": True}
    segno.make(address, error="m", micro=False).save(drawn, **options)
    return drawn.getvalue()
