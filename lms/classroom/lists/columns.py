"""The columns of a list as teachers name them, and its rows as they carry them from page to page."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from lms.tables.reading import BadFile
from lms.tables.rough import table
from lms.tables.workbook import Bounds
from lms.vietnamese import fold

MOST_ROWS = 5000
MOST_BYTES = 2 * 1024 * 1024
_BOUNDS = Bounds(unpacked=24 * 1024 * 1024, lines=20_000)
_SYNONYMS = {
    "name": "ho va ten, ho ten, ho & ten, ho ten hoc vien, ho va ten hoc vien, ten hoc vien, nguoi hoc, hoc vien, name",
    "family": "ho, ho dem, ho va ten dem, ho va dem, ho lot, ho va chu lot, ho va ten lot",
    "given": "ten",
    "born": "nam sinh, ngay sinh, ngay thang nam sinh, sinh ngay, sinh nam, ns, birth year",
    "village": "xom, thon, khu, ban, to dan pho, khu dan cu, khu pho, dia chi, noi o, cho o",
    "phone": "dien thoai, so dien thoai, sdt, dt, so dt, di dong, dien thoai di dong, dtdd, phone",
    "public_id": "ma nguoi hoc, ma hoc vien",
    "line": "dong",
}
_COLUMNS = {word.strip(): column for column, words in _SYNONYMS.items() for word in words.split(",")}
_HEADS = ("Dòng", "Họ và tên", "Năm sinh", "Xóm/thôn/khu", "Điện thoại", "Mã người học")
_FIELDS = ("line", "name", "born", "village", "phone", "public_id")
_CARRIES_FORMULA = "=+-@"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list, every cell as it was written."""

    line: int
    name: str
    born: str = ""
    village: str = ""
    phone: str = ""
    public_id: str = ""


def read(content: bytes) -> list[Listed]:
    """The rows of a list that say anything. Raises :class:`BadFile` where nothing can be read."""
    if len(content) > MOST_BYTES:
        raise BadFile(["tệp lớn quá 2 MB; chỉ giữ danh sách, hoặc chia thành nhiều tệp"])
    (_, head), rows = table(content, _known, _BOUNDS)
    columns = _placed(head)
    found = [_listed(line, columns, cells) for line, cells in rows if any(cells)]
    kept = [one for one in found if one.name or one.born or one.phone or one.public_id]
    if not kept:
        raise BadFile(["dưới dòng tên cột không có ai; điền danh sách rồi đưa lại"])
    if len(kept) > MOST_ROWS:
        raise BadFile([f"danh sách có {len(kept)} người, quá {MOST_ROWS}; chia thành nhiều tệp"])
    return kept


def carried(rows: Iterable[Listed]) -> str:
    """The rows as text that is read as the same rows."""
    written = StringIO()
    to = csv.writer(written, delimiter="\t", lineterminator="\n")
    to.writerow(_HEADS)
    to.writerows([getattr(row, field) for field in _FIELDS] for row in rows)
    return written.getvalue()


def _known(cells: list[str]) -> int:
    columns = set(_placed(cells).values())
    return len(columns) if columns & {"name", "given"} and len(columns) > 1 else 0


def _placed(head: list[str]) -> dict[int, str]:
    """Which column is what. One without a name, right of the name, is the other half of a merged head."""
    placed: dict[int, str] = {}
    for place, cell in enumerate(head):
        column = _column(cell)
        if column and column not in placed.values():
            placed[place] = column
    has_whole = "name" in placed.values()
    for place, column in list(placed.items()):
        if has_whole and column in ("given", "family"):
            del placed[place]
        elif column == "name" and place + 1 < len(head) and not head[place + 1].strip():
            placed[place + 1] = "rest"
    return placed


def _column(cell: str) -> str:
    """What a column is, by its head: «Xóm/thôn/khu (nơi ở)» is a village, as each of its words is."""
    words = fold(cell.partition("(")[0]).replace("_", " ").replace(",", " ").strip(" *.:")
    whole = " ".join(words.split())
    meant = {_COLUMNS.get(word.strip(), "") for word in whole.split("/")}
    return _COLUMNS.get(whole) or (meant.pop() if len(meant) == 1 else "")


def _listed(line: int, columns: dict[int, str], cells: list[str]) -> Listed:
    said = {column: _bare(cells[place]) for place, column in columns.items() if place < len(cells)}
    name = " ".join(filter(None, (said.get(part, "") for part in ("family", "name", "rest", "given"))))
    told = said.get("line", "")
    return Listed(
        int(told) if told.isdecimal() and told.isascii() and len(told) <= len("20000") else line,
        name,
        said.get("born", ""),
        said.get("village", ""),
        said.get("phone", ""),
        said.get("public_id", ""),
    )


def _bare(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running what begins like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple(_CARRIES_FORMULA) else cell
