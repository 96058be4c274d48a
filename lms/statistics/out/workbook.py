"""The sheets as XLSX: every table marked as one, its head in sight, and no text that could become a formula."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from lms.statistics.out.described import title
from lms.statistics.out.rows import Dataset
from lms.statistics.out.sheets import Head, Sheet, sheets

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}


def as_xlsx(data: Dataset) -> bytes:
    """The file; the same rows give the same bytes."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, _SAFE)
    made = datetime.combine(data.period.cut_off, time(0))
    book.set_properties({"title": title(data), "created": made, "category": data.period.label})
    forms = _Forms(book)
    for number, sheet in enumerate(sheets(data)):
        _write(book.add_worksheet(sheet.name), sheet, f"bang_{number}", forms)
    book.close()
    return kept.getvalue()


class _Forms:
    """What cells look like, made once for each number of decimals."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self.text = book.add_format(_FONT)
        self.head = book.add_format({**_FONT, "bold": True, "text_wrap": True, "bottom": 1})
        self._numbers = {
            decimals: book.add_format({**_FONT, "num_format": form, "align": "right"})
            for decimals, form in enumerate(("#,##0", "#,##0.0", "0.##"))
        }

    def of(self, head: Head) -> Any:
        """The look of the numbers of a column."""
        return self._numbers[head.decimals]


def _write(page: Any, sheet: Sheet, name: str, forms: _Forms) -> None:
    for place, line in enumerate(sheet.lines):
        page.write_string(place, 0, line, forms.text if place else forms.title)
    first, last = len(sheet.lines), len(sheet.lines) + len(sheet.rows)
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, head.width)
    page.add_table(
        first,
        0,
        last,
        len(sheet.heads) - 1,
        {
            "name": name,
            "style": "Table Style Light 1",
            "autofilter": False,
            "columns": [{"header": head.words, "header_format": forms.head} for head in sheet.heads],
        },
    )
    for place, cells in enumerate(sheet.rows, first + 1):
        for column, (head, cell) in enumerate(zip(sheet.heads, cells, strict=True)):
            if isinstance(cell, str):
                page.write_string(place, column, cell, forms.text)
            else:
                page.write_number(place, column, cell, forms.of(head))
    page.freeze_panes(first + 1, 0)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(first)
