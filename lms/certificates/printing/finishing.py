"""What is done to a page after WeasyPrint drew it and before it is written.

The field for the signature is made here and not by who signs, so that it is tagged as PDF/UA asks and signing changes
nothing else. WeasyPrint's objects are pydyf's; they are changed in place.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pydyf

from lms.certificates.printing import qr
from lms.certificates.printing.lifting import Lifted
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
    resources = _only(pdf, lambda thing: "XObject" in thing and "Font" in thing)
    resources["XObject"]["Backdrop"] = pdf.objects[first].reference
    _drawing(pdf)[:0] = [b"/Artifact BMC q /Backdrop Do Q EMC"]


def draw_qr(pdf: Any, address: str, text: str) -> None:
    """Draw the QR code with a text where the page has left its place."""
    figure = _only(pdf, lambda thing: thing.get("S") == "/Figure" and thing["Alt"].string == qr.title(address))
    left, top, right, _ = (float(side) for side in figure["A"]["BBox"])
    drawing = _drawing(pdf)
    (mark,) = figure["K"]
    at = drawing.index({"MCID": mark})
    drawing[at + 2 : at + 2] = [qr.drawn(text, left, top, right - left)]


def repair_figures(pdf: Any, height: float) -> None:
    """Say where figures stand: WeasyPrint writes pixels from the top, readers expect points from the bottom."""
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("S") == "/Figure" and "BBox" in thing.get("A", {}):
            left, top, right, bottom = (float(side) for side in thing["A"]["BBox"])
            thing["A"]["BBox"][:] = [side * 0.75 for side in (left, height - bottom, right, height - top)]


def add_signature_field(pdf: Any, seal: Rectangle | None) -> None:
    """A tagged field that waits for the signature of the issuing body; with a rectangle the seal is seen there."""
    page = _only(pdf, lambda thing: thing.get("Type") == "/Page")
    document = _only(pdf, lambda thing: thing.get("S") == "/Document")
    numbers = _only(pdf, lambda thing: "Nums" in thing)["Nums"]
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
    day = pydyf.String(datetime.fromisoformat(at).astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    stream = pydyf.Stream(
        [badge],
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/application#2fjson",
            "Params": pydyf.Dictionary(
                {
                    "CheckSum": f"<{hashlib.md5(badge, usedforsecurity=False).hexdigest()}>",
                    "Size": len(badge),
                    "CreationDate": day,
                    "ModDate": day,
                }
            ),
        },
        compress=True,
    )
    pdf.add_object(stream)
    name = pydyf.String(BADGE_NAME)
    file = _added(
        pdf,
        Type="/Filespec",
        F=name,
        UF=name,
        EF=pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        Desc=pydyf.String(_BADGE),
        AFRelationship="/Data",
    )
    names = _added(pdf, Names=pydyf.Array([name, file.reference]))
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": names.reference})
    pdf.catalog["AF"] = pydyf.Array([file.reference])


def _only(pdf: Any, fits: Any) -> Any:
    return next(thing for thing in pdf.objects if isinstance(thing, dict) and fits(thing))


def _drawing(pdf: Any) -> Any:
    """The operators that draw the page, in their order."""
    page = _only(pdf, lambda thing: thing.get("Type") == "/Page")
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
