"""Makes a mould: lays a form out once with marks for the words, and finds out where WeasyPrint puts them.

This leans on how WeasyPrint writes its pages. So everything is looked at, and what is not as expected is refused:
then each page is laid out by itself. At last two people are stamped and compared with their pages as laid out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from lms.certificates.printing import finishing, shaping
from lms.certificates.printing.comparing import compare
from lms.certificates.printing.cutting import cut, refuse_marks, told_in
from lms.certificates.printing.layout import Press, on_one_page, press_of
from lms.certificates.printing.mould import Letters, Mould, Told
from lms.certificates.printing.stamping import Stamp
from lms.certificates.printing.tracing import TracedLine, TracedRun, traced
from lms.certificates.printing.words import (
    LARGEST,
    CannotStamp,
    Marked,
    NeedsRoom,
    ems,
    is_fixed,
    key_of,
    mark,
    pattern,
)
from lms.certificates.rules import Facts
from lms.certificates.templates.form import Form, Rectangle
from lms.press import one_at_a_time

_NEAR = 0.001
_SMALLER = (1.3, 1.2)
"""Ems to try beside the largest."""
_SOMEBODY: dict[str, Any] = {
    "holder": "Đỗ Ưng Ỷ",
    "birth_year": 1958,
    "place_line": "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
    "course_title": "Dịch vụ công trực tuyến",
    "course_title_english": "Online public services",
    "course_slug": "dich-vu-cong",
    "course_version": 1,
    "half_hours": 12,
    "score_percent": 92,
    "mode": "alone",
    "completed_on": "2026-11-23",
    "issued_on": "2026-11-24",
    "issued_at": "2026-11-24T08:09:10+07:00",
    "place_and_date": "Phú Thọ, ngày 24 tháng 11 năm 2026",
    "number": "00127/2026/GCN-BCĐ",
    "code": "K7MW3DPX9RTAHC4R",
}
"""Whose page is the model of all; what differs from person to person must not decide how the mould is."""
_SAID_BY = {"hours_line": "half_hours", "result_line": "score_percent", "mode_line": "mode"}
"""Which fact a word says: who keeps the word keeps the fact."""
_LONG_NAME = "Nguyễn Phúc Hoàng Thảo Phương Khánh Huyền Trang"


def compiled(facts: Facts, form: Form, seal: Rectangle | None = None, kept: tuple[str, ...] = ()) -> Mould:
    """The mould for certificates like this one; of ``kept`` words it takes those of the facts for everybody.

    Raises :class:`CannotStamp` when the form is not made for it, and says why.
    """
    real = {*kept, *(_SAID_BY[name] for name in kept if name in _SAID_BY)}
    somebody = replace(
        facts, **{name: word for name, word in _SOMEBODY.items() if name not in real and getattr(facts, name) != ""}
    )
    with one_at_a_time:
        press = press_of(form)
        _, size = on_one_page(press, somebody)
        mould = _Compiler(press, somebody, kept, size).mould(key_of(facts, form, seal, kept), seal)
        compare(Stamp(mould), press, somebody)
        with suppress(NeedsRoom):  # whoever has a long name is laid out on this form
            compare(Stamp(mould), press, replace(somebody, holder=_LONG_NAME))
    return mould


class _Compiler:
    """Gathers what a mould consists of while WeasyPrint writes a marked page."""

    def __init__(self, press: Press, facts: Facts, kept: tuple[str, ...], size: float) -> None:
        self.press = press
        self.facts = Marked(facts, kept)
        self.size = size
        self.course_em = ems(facts, size)[1] if "course_title" in kept else None
        self.letters: dict[str, Letters] = {}
        self.fonts: dict[int, str] = {}
        self.qr: tuple[float, float, float] = (0, 0, 0)

    def mould(self, key: str, seal: Rectangle | None) -> Mould:
        document = self._laid_out(LARGEST)
        lines = traced(document)
        grown = _grown_with(lines, traced(self._laid_out(_SMALLER)))
        outline = document.make_bookmark_tree

        def fill_fonts(*options: Any, **more: Any) -> Any:
            self._fill_fonts(document, lines)
            return outline(*options, **more)

        document.make_bookmark_tree = fill_fonts  # asked for when the text is drawn and the fonts are not yet written
        moulds: list[Mould] = []

        def finish(document: Any, pdf: Any) -> None:
            at, *place = finishing.place_of_qr(pdf, self.facts.address)
            self.qr = (place[0], place[1], place[2])
            finishing.drawing(pdf)[at:at] = [None]
            finishing.repair_figures(pdf, document.pages[0].height)
            finishing.add_signature_field(pdf, seal)
            moulds.append(self._taken(key, pdf, lines, grown))

        self.press.write(document, b"", finish)
        return moulds[0]

    def _laid_out(self, sizes: tuple[float, float]) -> Any:
        course_em = self.course_em or sizes[1]
        words = {"facts": self.facts, "code": mark("grouped"), "holder_em": sizes[0], "course_em": course_em}
        try:
            document = self.press.lay_out(words, self.size)
        except (TypeError, ValueError, AttributeError, UndefinedError, SecurityError) as error:
            raise CannotStamp(f"the form reckons with words that differ from person to person: {error}") from error
        if len(document.pages) != 1:
            raise CannotStamp("marks do not fit on one page")
        return document

    def _fill_fonts(self, document: Any, lines: tuple[TracedLine, ...]) -> None:
        """Have the fonts in which words are set hold every letter a word may need."""
        for run in (run for line in lines for run in line.runs):
            font = document.fonts[run.font]
            self.fonts[run.font] = font.hash
            if is_fixed(run.said) or font.hash in self.letters:
                continue
            if font.bitmap or "fvar" in font.tables:
                raise CannotStamp(f"the font {font.family} is drawn in dots or variable")
            for glyph, (text, width) in shaping.bank_of(font.file_content, font.index).items():
                font.to_unicode.setdefault(glyph, text)
                font.widths.setdefault(glyph, width)
            glyphs = {glyph: (text, font.widths[glyph]) for glyph, text in font.to_unicode.items() if glyph}
            self.letters[font.hash] = shaping.subset(font.file_content, font.index, glyphs)

    def _taken(self, key: str, pdf: Any, lines: tuple[TracedLine, ...], grown: dict[TracedRun, str]) -> Mould:
        page = finishing.only(pdf, lambda thing: thing.get("Type") == "/Page")
        contents, resources, metadata = (
            _number(of) for of in (page["Contents"], page["Resources"], pdf.catalog["Metadata"])
        )
        drawing, made = cut(finishing.drawing(pdf), lines, grown, self.fonts)
        objects: dict[int, tuple[bytes, bytes | None]] = {}
        told: dict[int, Told] = {}
        for thing in pdf.objects[1:]:
            if thing.number in (contents, metadata, pdf.catalog.number):
                continue
            parts = told_in(thing) if isinstance(thing, dict) else ()
            if parts:
                told[thing.number] = parts
            else:
                said, _, stream = thing.data.partition(b"\nstream\n")
                objects[thing.number] = (said, stream.removesuffix(b"\nendstream") if stream else None)
        unchanging = (piece for piece in drawing if isinstance(piece, bytes))
        refuse_marks([pdf.catalog.data, *(said for said, _ in objects.values()), *unchanging])
        return Mould(
            key=key,
            size=self.size,
            drawing=drawing,
            lines=made,
            qr=self.qr,
            letters=self.letters,
            objects=objects,
            told=told,
            page=page.number,
            contents=contents,
            resources=resources,
            metadata=(metadata, pattern(pdf.objects[metadata].stream[0].decode())),
            catalog=(pdf.catalog.number, pdf.catalog.data),
            info=tuple((name, pattern(str(value.string))) for name, value in pdf.info.items()),
        )


def _grown_with(large: tuple[TracedLine, ...], small: tuple[TracedLine, ...]) -> dict[TracedRun, str]:
    """Which runs are larger or smaller with the length of which word. Where they stand must not depend on it."""
    runs = [run for line in large for run in line.runs], [run for line in small for run in line.runs]
    if [run.said for run in runs[0]] != [run.said for run in runs[1]]:
        raise CannotStamp("the size of a word changes where lines break")
    grown = {}
    for run, smaller in zip(*runs, strict=True):
        if abs(run.y - smaller.y) > _NEAR:
            raise CannotStamp(f"the size of a word moves the line «{''.join(run.said)}» up or down")
        ratios = {"holder": LARGEST[0] / _SMALLER[0], "course_title": LARGEST[1] / _SMALLER[1], "": 1.0}
        fits = [name for name, ratio in ratios.items() if abs(run.size / smaller.size - ratio) < _NEAR]
        if not fits:
            raise CannotStamp(f"the size of «{''.join(run.said)}» cannot be told")
        grown[run] = fits[0]
    return grown


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
