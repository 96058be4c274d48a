"""The report of a class as XLSX: the same cells as on paper, and no text that could become a formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from lms.classroom.papers.queries import Report
from lms.classroom.papers.tables import Table
from lms.clock import local

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "Arial", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}


def as_xlsx(report: Report, now: datetime) -> bytes:
    """A sheet of results and a sheet of attendance."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, _SAFE)
    book.set_properties({"title": f"Báo cáo lớp {report.one.group.name}", "created": local(now).replace(tzinfo=None)})
    plain, strong = book.add_format(_FONT), book.add_format({**_FONT, "bold": True, "bg_color": "#FBECC8"})
    for table in (report.results, report.attendance):
        _write(book.add_worksheet(table.title), table, plain, strong, report.one.group.name)
    book.close()
    return kept.getvalue()


def _write(sheet: Any, table: Table, plain: Any, strong: Any, class_name: str) -> None:
    for column, head in enumerate(table.heads):
        sheet.set_column(column, column, head.width)
    heads = tuple(head.words for head in table.heads)
    last = len(table.rows) + 1
    for row, cells in enumerate((heads, *table.rows, table.totals)):
        look = strong if row in (0, last) else plain
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell, look)
            else:
                sheet.write_number(row, column, cell, look)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{table.title}: {class_name.replace('&', '&&')}&RTrang &P / &N")
