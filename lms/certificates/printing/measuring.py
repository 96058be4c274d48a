"""Where everything stands on a page that was laid out, what it is set in, and what it says: for the guard of templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import uharfbuzz

from lms.certificates.printing import layout
from lms.certificates.rules import Facts
from lms.certificates.templates.form import Form
from lms.press import one_at_a_time

_MM = 25.4 / 96
_TOUCH = 0.2
"""Millimetres that neighbours on a line may share."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something on the page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    """What is written there, or what is said of a picture."""

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlaps(self, other: Box, slack: float = 0.0) -> bool:
        """Whether two boxes share more than ``slack`` of their heights: descenders may reach into the next line."""
        most = slack * min(self.height, other.height)
        return (
            self.left + _TOUCH < other.right
            and other.left + _TOUCH < self.right
            and self.top + most < other.bottom
            and other.top + most < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Face:
    """A font that something is set in, and the letters it has."""

    family: str
    letters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Page:
    """A page."""

    width: float
    height: float
    words: tuple[Box, ...]
    pictures: tuple[Box, ...]
    faces: tuple[Face, ...]

    @property
    def text(self) -> str:
        """All that is written, in its order."""
        return " ".join(" ".join(box.text for box in self.words).split())


def measured(facts: Facts, form: Form) -> Page:
    """The page of a certificate. Raises :class:`CannotPrint` where it would not print either."""
    with one_at_a_time:
        document, _ = layout.on_one_page(layout.press_of(form), facts)
        faces = _faces(document)
        page = document.pages[0]
        boxes = list(page._page_box.descendants(placeholders=True))  # noqa: SLF001 - there is no other way to ask
        return Page(
            page.width * _MM,
            page.height * _MM,
            tuple(_box(box, box.text) for box in boxes if hasattr(box, "text") and box.text.strip()),
            tuple(_box(box, _said_of(box.element)) for box in boxes if hasattr(box, "replacement")),
            faces,
        )


def _faces(document: Any) -> tuple[Face, ...]:
    """The fonts in use, caught when the text is drawn and they are not yet cut down to the letters in it."""
    outline = document.make_bookmark_tree
    faces: list[Face] = []

    def catch(*options: Any, **more: Any) -> Any:
        faces.extend(_face(font) for font in document.fonts.values())
        return outline(*options, **more)

    document.make_bookmark_tree = catch
    document.write_pdf()
    return tuple(faces)


def _box(box: Any, text: str) -> Box:
    left, top = box.content_box_x() * _MM, box.content_box_y() * _MM
    return Box(left, top, left + box.width * _MM, top + box.height * _MM, text)


def _said_of(element: Any) -> str:
    """The words in place of a picture: its ``alt``, or the title of a drawing."""
    title = next((str(child.text or "") for child in element if str(child.tag).rpartition("}")[2] == "title"), "")
    return str(element.get("alt") or title)


def _face(font: Any) -> Face:
    return Face(font.family, frozenset(uharfbuzz.Face(font.file_content, font.index).unicodes))
