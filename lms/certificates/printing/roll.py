"""Many certificates in one file for the printer, written page by page: letters and ornaments stand in it once.

It is for paper only: it is neither signed nor tagged, and does not claim to be PDF/A.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from lms.certificates.printing.layout import printed
from lms.certificates.printing.lifting import Lifted, picture_of_page
from lms.certificates.printing.mould import Mould
from lms.certificates.printing.stamping import Stamp
from lms.certificates.printing.ways import stamp_for
from lms.certificates.printing.words import CannotStamp, words_of
from lms.certificates.printing.writing import File, stream_of, text_string
from lms.certificates.rules import Facts
from lms.certificates.templates.form import CannotPrint, Form, built_in

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_A4 = b"[0 0 841.889764 595.275591]"
_CATALOG, _PAGES = 1, 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate to be printed, on the built-in form unless another is given."""

    facts: Facts
    form: Form | None = None
    qr_text: str | None = None


@dataclass(slots=True)
class Printed:
    """What became of the sheets."""

    pages: int = 0
    laid_out: int = 0
    """How many of the pages could not be stamped."""
    refused: list[tuple[Facts, str]] = field(default_factory=list)
    """What could not be printed at all, and why."""


def print_file(sheets: Iterable[Sheet], out: BinaryIO, title: str = "Giấy chứng nhận") -> Printed:
    """Write one PDF with a page for each certificate, in their order. Little is kept in memory, however many there are."""
    roll = _Roll(out)
    done = Printed()
    for sheet in sheets:
        try:
            done.laid_out += roll.add(sheet)
        except CannotPrint as error:
            done.refused.append((sheet.facts, str(error)))
    done.pages = len(roll.pages)
    roll.end(title)
    return done


class _Roll:
    def __init__(self, out: BinaryIO) -> None:
        self.file = File(out, first=_PAGES + 1)
        self.pages: list[int] = []
        self.resources: dict[str, int] = {}

    def add(self, sheet: Sheet) -> bool:
        """Add a page; gives whether it had to be laid out."""
        form = sheet.form or built_in()
        try:
            stamp = stamp_for(sheet.facts, form)
            drawn = stamp.drawn(sheet.facts, words_of(sheet.facts), sheet.qr_text)
        except CannotStamp:
            self._add_picture(picture_of_page(printed(sheet.facts, form, qr_text=sheet.qr_text)))
            return True
        self._add_page(b"%d 0 R" % self._resources_of(stamp), drawn)
        return False

    def end(self, title: str) -> None:
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.file.add(_PAGES, b"<</Type /Pages/Count %d/Kids [%s]/MediaBox %s>>" % (len(self.pages), kids, _A4))
        self.file.add(_CATALOG, b"<</Type /Catalog/Pages %d 0 R/Lang (vi)>>" % _PAGES)
        info = self.file.add_next(b"<</Title %s>>" % text_string(title))
        self.file.end(root=_CATALOG, info=info)

    def _add_page(self, resources: bytes, drawn: bytes) -> None:
        contents = self.file.add_next(stream_of(b"", drawn))
        page = b"<</Type /Page/Parent %d 0 R/Resources %s/Contents %d 0 R>>" % (_PAGES, resources, contents)
        self.pages.append(self.file.add_next(page))

    def _add_picture(self, picture: Lifted) -> None:
        first = self.file.free
        for written in picture.numbered(lambda place: first + place):
            self.file.add_next(written)
        self._add_page(b"<</XObject <</Page %d 0 R>>>>" % first, b"/Page Do")

    def _resources_of(self, stamp: Stamp) -> int:
        """Fonts and ornaments of a mould, written when they are first used."""
        mould = stamp.mould
        if mould.key not in self.resources:
            first = self.file.free
            for written in _reachable(mould).numbered(lambda place: first + place):
                self.file.add_next(written)
            self.resources[mould.key] = first
        return self.resources[mould.key]


def _reachable(mould: Mould) -> Lifted:
    places = {mould.resources: 0}
    for number in (waiting := [mould.resources]):  # grows while it is walked
        for found in _REFERENCE.findall(mould.objects[number][0]):
            if int(found) not in places:
                places[int(found)] = len(places)
                waiting.append(int(found))

    def by_place(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % places[int(found[1])]

    objects = (mould.objects[number] for number in waiting)
    return Lifted(tuple((_REFERENCE.sub(by_place, said), stream) for said, stream in objects))
