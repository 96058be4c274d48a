"""The report on paper: A4, tagged for reading aloud (PDF/UA-1), with the head and the signatures of a state form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from lms.places.rules import Kind
from lms.problems import N_, Problem
from lms.statistics.out.drawing import Bar, bar, tile_map
from lms.statistics.out.fingerprint import fingerprint
from lms.statistics.out.names import INDICATORS, MEANINGS, NUMBERS, in_people, whole
from lms.statistics.out.rows import Dataset, Mark, Row
from lms.statistics.rules import Indicator, percent_in_words

MOST_ROWS = 300
"""The cost of a page grows faster than its rows; of more units there is no report on paper."""
_A_COLUMN, _LONG_NAMES = 44, 30
"""Rows of a column on a page, when names fit on one line and when they may not."""
_LONG = 22
_WORTH_A_LIST = 10
_RESULTS = {True: "Đạt", False: "Chưa đạt"}


class TooLong(Problem):
    """There are too many units for a report on paper."""

    def __init__(self) -> None:
        super().__init__(N_("There are too many units for a report on paper; take a spreadsheet."))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of the report, every cell as it is printed."""

    name: str
    number: str
    population: str
    attained: str
    rate: str
    bar: Bar | None
    target: str
    missing: str
    result: str


def as_pdf(data: Dataset, indicator: Indicator) -> bytes:
    """The report of a unit, its units below with one indicator; the same rows give the same bytes."""
    from lms.press import printed

    if len(_directly_below(data, indicator)) > MOST_ROWS:
        raise TooLong
    digest = bytes.fromhex(fingerprint(data, indicator.value))
    return printed(html(data, indicator), digest[:16], drawings(data, indicator))[0]


def html(data: Dataset, indicator: Indicator) -> str:
    """The page that is printed."""
    period = data.period
    below = sorted(_directly_below(data, indicator), key=_lowest_first)
    return _form("report.html").render(
        data=data,
        period=period,
        created=f"{period.cut_off.isoformat()}T00:00:00Z",
        group=f"{NUMBERS[indicator]}. {INDICATORS[indicator]}",
        letter="H",
        own=[_line(row, INDICATORS[row.indicator], NUMBERS[row.indicator]) for row in data.own],
        pages=list(_pages([_line(row, row.unit.name, str(place)) for place, row in enumerate(below, 1)])),
        total=_line(next(row for row in data.own if row.indicator is indicator), data.unit.name, ""),
        most=[_line(row, row.unit.name, str(place)) for place, row in enumerate(_most_missing(below), 1)],
        map=tile_map(data, indicator),
        below="xã, phường" if data.unit.level is Kind.PROVINCE else "thôn, khu, tổ dân phố",
        marks=_marks([*data.own, *below]),
        qr=_qr(period.address) if period.is_frozen and period.address else "",
        of_when=f"kỳ {period.label}, sửa đổi {period.revision}" if period.is_frozen else "số liệu hiện thời",
        hash=f"mã kiểm {period.sha256[:8]}…{period.sha256[-8:]}" if period.is_frozen else "chưa chốt kỳ",
    )


def drawings(data: Dataset, indicator: Indicator) -> dict[str, bytes]:
    """The bars and the map the page shows, by name.

    They are files of their own: inside the page each of their parts would be parsed and styled as a part of the page.
    """
    bars = {drawn for row in [*data.own, *_directly_below(data, indicator)] if (drawn := bar(row))}
    drawn_map = tile_map(data, indicator)
    files = {drawn.name: _form("bar.svg").render(bar=drawn) for drawn in bars}
    if drawn_map:
        files["map.svg"] = _form("map.svg").render(map=drawn_map)
    return {name: text.encode() for name, text in files.items()}


def _directly_below(data: Dataset, indicator: Indicator) -> list[Row]:
    return [row for row in data.below(indicator) if row.unit.parent == data.unit.code]


def _lowest_first(row: Row) -> tuple[bool, bool, int]:
    is_rest = row.unit.level in (Kind.OFFICES, Kind.UNKNOWN)
    return is_rest, row.tenths is None, row.tenths or 0


def _most_missing(rows: list[Row]) -> list[Row]:
    """Where effort pays: of many units the ten in which most people are missing."""
    known = [(row.missing, row) for row in rows if row.missing]
    ordered = [row for _, row in sorted(known, key=lambda found: -found[0])]
    return ordered[:_WORTH_A_LIST] if len(rows) > 2 * _WORTH_A_LIST else []


def _pages(lines: list[Line]) -> Iterable[list[list[Line]]]:
    """The rows in pages of two columns, the columns of the last page alike."""
    height = _LONG_NAMES if any(len(line.name) > _LONG for line in lines) else _A_COLUMN
    for start in range(0, len(lines), 2 * height):
        page = lines[start : start + 2 * height]
        half = -(-len(page) // 2)
        yield [column for column in (page[:half], page[half:]) if column]


def _line(row: Row, name: str, number: str) -> Line:
    return Line(
        name,
        number,
        f"[{row.why_no_population}]" if row.population is None else whole(row.population),
        f"[{row.why_no_count}]" if row.attained is None else whole(row.attained),
        row.rate,
        bar(row),
        in_people(row) or (f"[{Mark.NOT_APPLICABLE}]" if row.target is None else percent_in_words(row.target)),
        f"[{row.why_none_missing}]" if row.missing is None else whole(row.missing),
        f"[{row.why_none_missing}]" if row.is_met is None else _RESULTS[row.is_met],
    )


def _marks(rows: Iterable[Row]) -> list[str]:
    """What the marks of the report mean, as far as they stand there."""
    found = {mark for row in rows for mark in row.marks} - {Mark.TINY}
    return [f"{mark if mark in '†≥≤' else f'[{mark}]'} {MEANINGS[mark]}" for mark in MEANINGS if mark in found]


def _qr(address: str) -> Markup:
    kept = BytesIO()
    segno.make(address, micro=False).save(
        kept, kind="svg", scale=1, border=4, xmldecl=False, title=f"Mã QR: {address}", svgclass=None, lineclass=None
    )
    return Markup(kept.getvalue().decode())  # noqa: S704 - drawn by segno, which escapes the title


@cache
def _form(name: str) -> Template:
    folder = FileSystemLoader(Path(__file__).parents[1] / "data")
    plain = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return plain.get_template(name)
