"""Files of numbers as officials write them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

POPULATION = "indicator,year,unit_code,value,reference_date,source,status\n"


def populations(*rows: str) -> bytes:
    """A file of denominators; a row is written ``adult,2026,08500,100``, or with everything."""
    full = [row if row.count(",") > 3 else f"{row},2026-01-01,Cục Thống kê,official" for row in rows]
    return (POPULATION + "\n".join(full) + "\n").encode()


def workbook(*sheets: list[list[Any]], formats: dict[str, str] | None = None) -> bytes:
    """A workbook with these sheets; ``formats`` gives cells of the first a number format."""
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    for cell, shown in (formats or {}).items():
        book.worksheets[0][cell].number_format = shown
    written = BytesIO()
    book.save(written)
    return written.getvalue()
