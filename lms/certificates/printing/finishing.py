"""What is done to a page after WeasyPrint drew it and before it is written.

The field for the signature is made here and not by who signs, so that it is tagged as PDF/UA asks and signing changes
nothing else. WeasyPrint's objects are pydyf's; they are changed in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pydyf

from lms.certificates.printing import qr
from lms.certificates.printing.lifting import Lifted
from lms.certificates.printing.writing import stream_of, text_string
from lms.certificates.templates.form import Rectangle

SIGNATURE_FIELD = "CoQuan"
_SIGNATURE = "Chữ ký số của cơ quan cấp giấy chứng nhận"
BADGE_NAME = "credential.json"
_BADGE = "Huy hiệu số Open Badges 3.0"
_PRINTED_AND_LOCKED = 132
"""Annotation flags Print and Locked."""


class _Ready(pydyf.Object):  # type: ignore[misc]
    """An object that is written as it is."""

    data = b""
    compressible = False

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data


def put_behind(pdf: Any, backdrop: Lifted) -> None:
    """Draw the ornaments first on the page; who has it read aloud is spared them."""
    first = len(pdf.objects)
    for written in backdrop.numbered(lambda place: first + place):
        pdf.add_object(_Ready(written))
    resources = only(pdf, lambda thing: "XObject" in thing and "Font" in thing)
    resources["XObject"]["Backdrop"] = pdf.objects[first].reference
    drawing(pdf)[:0] = [b"/Artifact BMC q /Backdrop Do Q EMC"]


def _alternative(figure: Any) -> str:
    """What is said in the place of a figure; nothing where somebody forgot it."""
    said = figure.get("Alt")
    return said.string if said is not None else ""


def draw_qr(pdf: Any, address: str, text: str) -> None:
    """Draw the QR code with a text where the page has left its place."""
    at, left, top, side = place_of_qr(pdf, address)
    drawing(pdf)[at:at] = [qr.drawn(text, left, top, side)]


def place_of_qr(pdf: Any, address: str) -> tuple[int, float, float, float]:
    """Where the QR code belongs: before which operator, and left, top and side (pixels from the upper left corner)."""
    figure = only(pdf, lambda thing: thing.get("S") == "/Figure" and _alternative(thing) == qr.title(address))
    left, top, right, _ = (float(side) for side in figure["A"]["BBox"])
    (mark,) = figure["K"]
    return drawing(pdf).index({"MCID": mark}) + 2, left, top, right - left


def repair_figures(pdf: Any, height: float) -> None:
    """Say where figures stand: WeasyPrint writes pixels from the top, readers expect points from the bottom."""
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("S") == "/Figure" and "BBox" in thing.get("A", {}):
            left, top, right, bottom = (float(side) for side in thing["A"]["BBox"])
            thing["A"]["BBox"][:] = [side * 0.75 for side in (left, height - bottom, right, height - top)]


def add_signature_field(pdf: Any, seal: Rectangle | None) -> None:
    """A tagged field that waits for the signature of the issuing body; with a rectangle the seal is seen there."""
    page = only(pdf, lambda thing: thing.get("Type") == "/Page")
    document = only(pdf, lambda thing: thing.get("S") == "/Document")
    numbers = only(pdf, lambda thing: "Nums" in thing)["Nums"]
    number = 1 + max(n for n in numbers if isinstance(n, int))
    widget = _added(
        pdf,
        Type="/Annot",
        Subtype="/Widget",
        FT="/Sig",
        T=pydyf.String(SIGNATURE_FIELD),
        TU=pydyf.String(_SIGNATURE),
        F=_PRINTED_AND_LOCKED,
        Rect=pydyf.Array(seal or (0, 0, 0, 0)),
        P=page.reference,
        StructParent=number,
    )
    if seal:
        widget["AP"] = pydyf.Dictionary({"N": _empty_picture(pdf, seal[2] - seal[0], seal[3] - seal[1]).reference})
    place = _added(pdf, Type="/OBJR", Obj=widget.reference, Pg=page.reference)
    element = _added(
        pdf,
        Type="/StructElem",
        S="/Form",
        Alt=pydyf.String(_SIGNATURE),
        K=pydyf.Array([place.reference]),
        Pg=page.reference,
        P=document.reference,
    )
    document["K"].append(element.reference)
    numbers.extend([number, element.reference])
    page.setdefault("Annots", pydyf.Array()).append(widget.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([widget.reference]), "SigFlags": 1})


def attach_badge(pdf: Any, badge: bytes, at: str) -> None:
    """Put the badge into the file; ``at`` is the ISO time it is dated with."""
    first = len(pdf.objects)
    for written in badge_objects(badge, at, first).values():
        pdf.add_object(_Ready(written))
    names, file = first, first + 1
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": f"{names} 0 R"})
    pdf.catalog["AF"] = pydyf.Array([f"{file} 0 R"])


def badge_in_catalog(first: int) -> bytes:
    """What the catalogue says of the badge whose objects begin at a number."""
    return b"/Names <</EmbeddedFiles %d 0 R>>/AF [%d 0 R]" % (first, first + 1)


def badge_objects(badge: bytes, at: str, first: int) -> dict[int, bytes]:
    """The objects that hold the badge, numbered from ``first``; ``at`` is the ISO time it is dated with."""
    day = datetime.fromisoformat(at).astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()
    checksum = hashlib.md5(badge, usedforsecurity=False).hexdigest().encode()
    params = b"<</CheckSum <%s>/Size %d/CreationDate %s/ModDate %s>>" % (checksum, len(badge), day, day)
    name = text_string(BADGE_NAME)
    file = b"/F %s/UF %s/EF <</F %d 0 R/UF %d 0 R>>/Desc %s/AFRelationship /Data" % (
        name,
        name,
        first + 2,
        first + 2,
        text_string(_BADGE),
    )
    return {
        first: b"<</Names [%s %d 0 R]>>" % (name, first + 1),
        first + 1: b"<</Type /Filespec%s>>" % file,
        first + 2: stream_of(b"/Type /EmbeddedFile/Subtype /application#2fjson/Params %s" % params, badge),
    }


def written(operator: Any) -> bytes:
    """An operator of a drawing as it stands in the file."""
    if isinstance(operator, pydyf.Object):
        return bytes(operator.data)
    return operator if isinstance(operator, bytes) else str(operator).encode()


def only(pdf: Any, fits: Callable[[Any], bool]) -> Any:
    """The first dictionary that fits."""
    return next(thing for thing in pdf.objects if isinstance(thing, dict) and fits(thing))


def drawing(pdf: Any) -> Any:
    """The operators that draw the page, in their order."""
    page = only(pdf, lambda thing: thing.get("Type") == "/Page")
    return pdf.objects[int(page["Contents"].split()[0])].stream


def _added(pdf: Any, **entries: Any) -> Any:
    thing = pydyf.Dictionary(entries)
    pdf.add_object(thing)
    return thing


def _empty_picture(pdf: Any, width: float, height: float) -> Any:
    """What stands in the field until the seal is put there."""
    picture = pydyf.Stream(
        [b""],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, width, height]),
            "Resources": pydyf.Dictionary({}),
        },
    )
    pdf.add_object(picture)
    return picture
