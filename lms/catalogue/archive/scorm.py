"""A course as a SCORM 1.2 package, which other platforms play: one page with the screens and practice questions.

It marks by itself, so the right answers are in it. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lms.catalogue.archive.editions import Edition
from lms.catalogue.archive.exercises import Exercise, exercise_of
from lms.catalogue.archive.packing import zipped
from lms.catalogue.published import PublishedModule

_DATA = Path(__file__).parent / "data" / "scorm"
_AS_THEY_ARE = ("course.css", "course.js")
_PICTURE = re.compile(r'src="/media/([0-9a-f]{16})[0-9a-f]{48}(\.\w+)"')
_LINK = re.compile(r'<a href="(https?:)')


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module as the package shows it."""

    module: PublishedModule
    exercises: tuple[Exercise, ...]


def package(edition: Edition) -> bytes:
    """The ZIP archive that is uploaded elsewhere; the same edition gives the same bytes."""
    return zipped(files_of(edition))


def files_of(edition: Edition) -> dict[str, bytes]:
    """The files of the package by their names."""
    chapters = [Chapter(module, tuple(map(exercise_of, module.practice))) for module in edition.course.modules]
    files = {name: (_DATA / name).read_bytes() for name in _AS_THEY_ARE}
    files |= {_short(name): content for name, content in edition.pictures.items()}
    files["index.html"] = _filled("index.html", edition, chapters=chapters)
    files["imsmanifest.xml"] = _filled("imsmanifest.xml", edition, files=sorted(files))
    return files


def _filled(name: str, edition: Edition, **more: object) -> bytes:
    identifier = f"bdhvs-{edition.course.slug}-{edition.course.number}"
    template = _environment().get_template(name)
    return template.render(edition=edition, course=edition.course, identifier=identifier, **more).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_DATA),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["own"] = _own
    return environment


def _own(html: str) -> Markup:
    """Cleaned HTML of a course; its pictures lie beside the page, its links leave the course open."""
    here = _PICTURE.sub(r'src="media/\1\2"', html)
    return Markup(_LINK.sub(r'<a target="_blank" href="\1', here))  # noqa: S704 - cleaned when it was rendered


def _short(name: str) -> str:
    digest, _, suffix = name.partition(".")
    return f"media/{digest[:16]}.{suffix}"
