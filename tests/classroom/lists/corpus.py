"""Lists as they come: small files that are made when they are needed, and how each of them is read."""

from __future__ import annotations

import csv
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

HEAD = ("STT", "Họ và tên", "Năm sinh", "Xóm", "Điện thoại")
HOA = (1, "Nguyễn Thị Hoà", 1958, "Khu 1", "0912 345 678")
SON = (2, "Đỗ Văn Sơn", 1949, "Khu 2", "")
BOTH = [("Nguyễn Thị Hoà", "1958"), ("Đỗ Văn Sơn", "1949")]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def text(*rows: Sequence[object], mark: str = ",", head: Sequence[str] = HEAD) -> str:
    """The rows below their head."""
    written = StringIO()
    csv.writer(written, delimiter=mark).writerows([head, *rows])
    return written.getvalue()


def parts(*, encoding: str = "utf-8", mark: str = ",") -> bytes:
    """Hoà and Sơn, in an encoding; in that of Windows tones stand behind their letters."""
    whole = text(HOA, SON, mark=mark)
    return "".join(map(tone_behind, whole) if encoding == "cp1258" else whole).encode(encoding)


def tone_behind(letter: str) -> str:
    """A letter as that encoding has it: the letter without its tone, then the tone."""
    pieces = unicodedata.normalize("NFD", letter)
    tones = "".join(piece for piece in pieces if piece in TONES)
    return unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in TONES)) + tones


def book(
    *rows: Sequence[Any], merged: Sequence[str] = (), sheets: int = 1, formats: dict[str, str] | None = None
) -> bytes:
    """A workbook with these rows on each of its sheets."""
    made = Workbook()
    made.remove(made.active)
    for number in range(sheets):
        sheet = made.create_sheet(f"Trang {number + 1}")
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
        for cell, shown in (formats or {}).items():
            sheet[cell].number_format = shown
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Its bytes."""
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one part more, or another one in its place."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return written.getvalue()


GOOD: dict[str, bytes] = {
    "utf-8": parts(),
    "utf-8 with its mark": parts(encoding="utf-8-sig"),
    "utf-16 with its mark": parts(encoding="utf-16", mark="\t"),
    "utf-16 little endian": parts(encoding="utf-16-le"),
    "utf-16 big endian": parts(encoding="utf-16-be", mark=";"),
    "windows-1258": parts(encoding="cp1258", mark=";"),
    "decomposed": text(HOA, SON).replace("ễ", "e\u0302\u0303").replace("ị", "i\u0323").encode(),
    "semicolons": parts(mark=";"),
    "tabs": parts(mark="\t"),
    "line that names the separator": b"sep=;\r\n" + parts(mark=";"),
    "old line ends": text(HOA, SON).replace("\r\n", "\r").encode(),
    "no diacritics in the head": text(HOA, SON, head=("stt", "ho ten", "nam sinh", "xom", "dien thoai")).encode(),
    "underscores": text(HOA, SON, head=("stt", "ho_va_ten", "nam_sinh", "thon", "sdt")).encode(),
    "capitals": text(HOA, SON, head=("STT", "HỌ VÀ TÊN *", "NĂM SINH:", "THÔN/XÓM (nơi ở)", "SĐT")).encode(),
    "only name and year": text(HOA[1:3], SON[1:3], head=("Tên", "Năm sinh")).encode(),
    "another order": text(HOA[3:0:-1], SON[3:0:-1], head=("Khu", "Năm sinh", "Họ tên")).encode(),
    "columns nobody knows": text((*HOA, "x"), (*SON, "y"), head=(*HEAD, "Ghi chú")).encode(),
    "family and given name apart": text(
        ("Nguyễn Thị", "Hoà", 1958), ("Đỗ Văn", "Sơn", 1949), head=("Họ đệm", "Tên", "Ngày sinh")
    ).encode(),
    "titles above": b"UBND xa Lam Tho,,\r\nDANH SACH LOP,,\r\n,,\r\n" + parts(),
    "empty rows": parts().replace(b"\r\n", b"\r\n\r\n,,,,\r\n"),
    "whole dates": text(
        (1, HOA[1], "01/02/1958"), (2, SON[1], "1949-12-31"), head=("TT", "Họ tên", "Ngày sinh")
    ).encode(),
    "quoted separators": text((*HOA, "a, b"), (*SON, 'c "d"'), head=(*HEAD, "Ghi chú")).encode(),
    "workbook": book(HEAD, HOA, SON),
    "workbook with titles": book(("DANH SÁCH LỚP HỌC",), (), HEAD, HOA, SON, merged=["A1:E1"]),
    "workbook with a merged head": book(
        ("Họ và tên", None, "Năm sinh"), ("Nguyễn Thị", "Hoà", 1958), ("Đỗ Văn", "Sơn", 1949), merged=["A1:B1"]
    ),
    "workbook with empty rows": book(HEAD, (), HOA, (), (None, None), SON),
    "workbook with days": book(HEAD, (1, HOA[1], date(1958, 2, 1)), (2, SON[1], date(1949, 12, 31))),
    "workbook with days as numbers": book(HEAD, (1, HOA[1], 21217), (2, SON[1], 18263)),
    "workbook with numbers as text": book(HEAD, ("1", HOA[1], "1958"), ("2", SON[1], "'1949".strip("'"))),
    "workbook with decimals": book(HEAD, (1, HOA[1], 1958.0), (2, SON[1], 1949.0)),
    "workbook with another sheet": book(HEAD, HOA, SON),
}

BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "tên cột"),
    "no head": (text(SON, head=[str(cell) for cell in HOA]).encode(), "tên cột"),
    "no column of names": (b"STT,Nam sinh\n1,1958\n", "tên cột"),
    "nobody below the head": (text().encode(), "không có ai"),
    "5001 people": (text(*[(1, HOA[1], 1958)] * 5001).encode(), "quá 5000"),
    "too many lines": (parts() + b"\n" * 20_001, "dài quá"),
    "too many bytes": (b"x" * (2 * 1024 * 1024 + 1), "2 MB"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xls"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01" * 3, ""),
    "open quotation mark": (parts().replace(b"1958", b'"1958"x'), "nháy kép"),
    "old font": ("STT,H\xe4 v\xb5 t\xaan,N\xa8m sinh\n1,Hoa,1958\n".encode("latin-1"), "tên cột"),
    "broken workbook": (book(HEAD, HOA)[:900], "hỏng"),
    "two sheets that are lists": (book(HEAD, HOA, sheets=2), "nhiều trang"),
    "zip bomb": (with_part(book(HEAD, HOA), "xl/media/0.xml", b"\0" * (25 * 1024 * 1024)), "quá lớn"),
    "link to another file": (with_part(book(HEAD, HOA), "xl/externalLinks/externalLink1.xml", b"<x/>"), "liên kết"),
    "entities": (with_part(book(HEAD, HOA), "xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "hỏng"),
    "too many parts": (with_part(book(HEAD, HOA, sheets=61), "x", b""), "quá lớn"),
}
