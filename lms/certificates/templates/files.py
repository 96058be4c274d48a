"""What is looked at in a printed file: that it may be kept for ever (PDF/A-3a) and read aloud (PDF/UA-1).

A judge as strict as veraPDF is not shipped; these are the rules a template can break. The tests let veraPDF say whether
what passes here is what it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary

from lms.certificates.rules import Facts

_DECLARED = {
    "PDF/A-3a": (b'pdfaid:part="3"', b'pdfaid:conformance="A"'),
    "PDF/UA-1": (b"<pdfuaid:part>1</pdfuaid:part>",),
}
_ACTIONS = ("/URI", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData")


def file_complaints(pdf: bytes, facts: Facts) -> list[str]:
    """Why a printed file may not be kept or cannot be read aloud."""
    with pikepdf.open(BytesIO(pdf)) as file:
        things = [thing for thing in file.objects if isinstance(thing, (Dictionary, pikepdf.Stream))]
        return [
            *_head(file, facts),
            *_structure(file),
            *_fonts(things),
            *_drawing(things),
        ]


def _head(file: pikepdf.Pdf, facts: Facts) -> Iterator[str]:
    if len(file.pages) != 1:
        yield f"giấy phải vừa một trang, ở đây có {len(file.pages)} trang"
    if str(file.Root.get("/Lang", "")) != "vi":
        yield 'không nói viết bằng tiếng gì: ghi <html lang="vi">'
    title = str(file.docinfo.get("/Title", ""))
    if facts.number not in title or facts.holder not in title:
        yield "tên tệp không nói giấy nào của ai: <title> phải có {{ facts.number }} và {{ facts.holder }}"
    intents = file.Root.get("/OutputIntents", Array())
    if not any(intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents):
        yield "thiếu hồ sơ màu (output intent)"
    said = file.Root.Metadata.read_bytes() if "/Metadata" in file.Root else b""
    for standard, marks in _DECLARED.items():
        if not all(mark in said for mark in marks):
            yield f"tệp không khai báo {standard}"


def _structure(file: pikepdf.Pdf) -> Iterator[str]:
    marked = file.Root.get("/MarkInfo")
    if marked is None or not marked.get("/Marked") or "/StructTreeRoot" not in file.Root:
        yield "tệp không có cấu trúc cho máy đọc (tags)"
        return
    elements = list(_elements(file.Root.StructTreeRoot))
    headings = [element for element in elements if element.get("/S") == "/H1"]
    if len(headings) != 1:
        yield f"phải có đúng một <h1> (tên giấy), ở đây có {len(headings)}"
    for element in elements:
        if element.get("/S") == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "có hình không ai tả: mỗi <img> phải có alt; hình trang trí thì để trong CSS (background)"


def _elements(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting: list[pikepdf.Object] = [top]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", Array())
        waiting += [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _fonts(things: list[Dictionary | pikepdf.Stream]) -> Iterator[str]:
    for font in things:
        if font.get("/Type") != "/Font" or font.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            continue
        name = str(font.get("/BaseFont", "")).lstrip("/").partition("+")[2]
        described = [descendant.FontDescriptor for descendant in font.get("/DescendantFonts", Array())]
        if not any(key.startswith("/FontFile") for found in described for key in found.keys()):  # noqa: SIM118 - a dictionary of pikepdf
            yield f"phông «{name}» không nằm trong tệp"
        if "/ToUnicode" not in font:
            yield f"chữ in bằng phông «{name}» không chép ra được (ToUnicode)"


def _drawing(things: list[Dictionary | pikepdf.Stream]) -> Iterator[str]:
    if any(_is_thin(thing) for thing in things):
        yield "có chỗ trong suốt (opacity, rgba, PNG trong suốt, bóng mờ): hãy pha sẵn màu"
    actions = sorted({str(thing.S).lstrip("/") for thing in things if thing.get("/S") in _ACTIONS})
    if actions:
        yield f"giấy không được dẫn đi nơi khác hay chạy gì ({', '.join(actions)}): bỏ <a href>"


def _is_thin(thing: Dictionary | pikepdf.Stream) -> bool:
    states = [thing] if thing.get("/Type") == "/ExtGState" else list(_inner(thing.get("/ExtGState", None)))
    opaque = all(float(state.get(name, 1)) >= 1 for state in states for name in ("/ca", "/CA"))
    masked = any("/SMask" in state and state.SMask != "/None" for state in states)
    return not opaque or masked or (thing.get("/Subtype") == "/Image" and "/SMask" in thing)


def _inner(thing: object) -> Iterator[Dictionary]:
    if isinstance(thing, Dictionary):
        yield from (value for _, value in thing.items() if isinstance(value, Dictionary))
