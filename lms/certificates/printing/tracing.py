"""Finds in WeasyPrint's layout the lines in which words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import get_pango_font_key

from lms.certificates.printing.words import CannotStamp, Pattern, is_fixed, pattern

_LEADS = {"start": 0.0, "left": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}


@dataclass(frozen=True, slots=True)
class TracedRun:
    """A text box of WeasyPrint's: what it says, where and how large."""

    said: Pattern
    font: int
    """The key of its font in the document."""
    size: float
    spacing: float
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line with a word in it."""

    room: float
    lead: float
    runs: tuple[TracedRun, ...]


def traced(document: Any) -> tuple[TracedLine, ...]:
    """The lines of the first page in which marks stand, in their order."""
    lines = (_line(line, block) for line, block in _lines(document.pages[0]._page_box, None))  # noqa: SLF001
    return tuple(line for line in lines if any(not is_fixed(run.said) for run in line.runs))


def _lines(box: Any, block: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001
    if isinstance(box, boxes.LineBox):
        yield box, block
    if isinstance(box, boxes.BlockContainerBox):
        block = box
    for child in getattr(box, "children", ()):
        yield from _lines(child, block)


def _line(line: Any, block: Any) -> TracedLine:
    alignment = block.style["text_align_all"]
    return TracedLine(
        room=block.width,
        lead=_LEADS.get(alignment, 0.0),
        runs=tuple(_run(box) for box in line.descendants() if isinstance(box, boxes.TextBox)),
    )


def _run(box: Any) -> TracedRun:
    said, spacing = pattern(box.text), box.style["letter_spacing"]
    if not is_fixed(said) and (box.style["text_decoration_line"] not in ("none", set()) or box.justification_spacing):
        raise CannotStamp(f"«{box.text}» is underlined or justified")
    return TracedRun(
        said=said,
        font=_font(box),
        size=box.style["font_size"],
        spacing=0.0 if spacing == "normal" else spacing,
        x=box.position_x,
        y=box.position_y + box.baseline,
        width=box.width,
    )


def _font(box: Any) -> int:
    box.pango_layout.reactivate(box.style)
    line, _ = box.pango_layout.get_first_line()
    key: int = get_pango_font_key(line.runs[0].data.item.analysis.font)[0]
    box.pango_layout.deactivate()
    return key
