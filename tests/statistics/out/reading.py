"""Reads every face back, each in its own way: counts and rates by unit and indicator, with the marks that stand there."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
from openpyxl import load_workbook

from lms.statistics.out.names import NUMBERS

Numbers = tuple[str, ...]
"""Attained, population, rate, target, missing: plain numbers, or empty where there is none; a target in people says so."""
Figures = dict[tuple[str, str], Numbers]
"""By code (or name, where a face has no codes) and indicator."""
_OF_NUMBER = {number: indicator.value for indicator, number in NUMBERS.items()}
_MEASURES = ("so_dat", "tong_so", "ty_le_phan_tram", "chi_tieu_phan_tram", "con_thieu")
_IN_PEOPLE = "chi_tieu_so_nguoi"


def plain(cell: object) -> str:
    """A number without its dress: «1.234», «86,2 %», 86.2 and «≥ 93,7» as 1234, 86.2, 86.2, 93.7; a mark as nothing."""
    text = "" if cell is None else str(cell).replace("\xa0", " ").strip()
    if isinstance(cell, float):
        return _short(f"{cell:.6f}")
    if text.startswith("<0,1"):
        return "0"
    if isinstance(cell, int):
        return str(cell)
    found = re.search(r"\d[\d.]*(?:,\d+)?", re.sub(r"\[.*?\]", "", text))
    return _short(found[0].replace(".", "").replace(",", ".")) if found else ""


def aim(cell: object) -> str:
    """A target, in percent or in people."""
    return f"{plain(cell)} người" if str(cell).endswith("người") else plain(cell)


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def of_csv(file: bytes) -> Figures:
    """The tidy table."""
    rows = csv.DictReader(StringIO(file.decode("utf-8-sig"), newline=""))
    return {(row["ma_don_vi"], row["chi_tieu"]): _of_measures(row) for row in rows}


def _of_measures(written: Mapping[str, str]) -> Numbers:
    attained, population, rate, target, missing = (_short(written[name]) for name in _MEASURES)
    people = written[_IN_PEOPLE]
    assert not (people and target)
    return attained, population, rate, f"{people} người" if people else target, missing


def of_jsonstat(file: bytes) -> Figures:
    """The cube."""
    cube = json.loads(file)
    indexes = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    width = len(indexes[3])
    assert cube["size"] == [len(index) for index in indexes]
    assert len(cube["value"]) == len(indexes[1]) * len(indexes[2]) * width
    values = [plain(value) for value in cube["value"]]
    return {
        (unit, indicator): _of_measures(dict(zip(indexes[3], values[start : start + width], strict=True)))
        for place, (unit, indicator) in enumerate((unit, one) for unit in indexes[1] for one in indexes[2])
        for start in [place * width]
    }


def of_xlsx(file: bytes) -> tuple[dict[str, list[list[object]]], Figures]:
    """The workbook by openpyxl: every sheet, and its figures."""
    book = load_workbook(BytesIO(file))
    pages: dict[str, list[list[object]]] = {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
    }
    return pages, _of_pages(pages)


def of_ods(file: bytes) -> tuple[dict[str, list[list[object]]], Figures]:
    """The same of the open document, as plain XML."""
    office, table = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table"))
    with zipfile.ZipFile(BytesIO(file)) as package:
        assert package.namelist()[0] == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        content = ET.fromstring(package.read("content.xml"))  # noqa: S314 - we wrote it ourselves
    pages: dict[str, list[list[object]]] = {}
    for one in content.iter(f"{table}table"):
        rows: list[list[object]] = []
        for row in one.iter(f"{table}table-row"):
            cells: list[object] = []
            for cell in row.iter(f"{table}table-cell"):
                number = cell.get(f"{office}value")
                words = "".join(cell.itertext())
                assert number in (None, words)
                cells.append(words if number is None else float(number) if "." in number else int(number))
            rows.append(cells)
        pages[one.get(f"{table}name", "")] = rows
    return pages, _of_pages(pages)


def _of_pages(pages: dict[str, list[list[object]]]) -> Figures:
    figures: Figures = {}
    for name, rows in pages.items():
        if name == "Biểu 01":
            unit = str(next(row[1] for row in pages["Bìa"] if row[0] == "Đơn vị")).split("mã ")[1].rstrip(")")
            figures |= {(unit, _OF_NUMBER[str(row[0])]): _figures(row[2:]) for row in rows[3:]}
        elif name.startswith("Biểu 02"):
            figures |= {(str(row[0]), _OF_NUMBER[name[-2:]]): _figures(row[4:]) for row in rows[3:]}
    return figures


def _figures(cells: list[object]) -> Numbers:
    population, attained, rate, target, missing = cells[:5]
    return plain(attained), plain(population), plain(rate), aim(target), plain(missing)


def text_of_pdf(file: bytes, folder: Path) -> str:
    """The words of a report as pdftotext finds them, in the order they were written."""
    path = folder / "report.pdf"
    path.write_bytes(file)
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout


def of_pdf(text: str, names: Iterable[str]) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """The first table by indicator, the second, which has no targets, by the name of the unit."""
    number = r"\s((?:[≥≤]\s)?\S+)"
    own: dict[str, Numbers] = {}
    below: dict[str, Numbers] = {}
    for row in re.finditer(
        rf"^(I\d) .+?{number * 3}\s(\S+(?: người)?){number} (?:Đạt|Chưa đạt|\[.\])$", text, re.MULTILINE
    ):
        population, attained, rate, target, missing = (aim(word) for word in row.groups()[1:])
        own[_OF_NUMBER[row[1]]] = (attained, population, rate, target, missing)
    for name in names:
        words = r"\s".join(map(re.escape, name.split()))
        if named := re.search(rf"^\d+\s{words}{number * 4}$", text, re.MULTILINE):
            population, attained, rate, missing = (plain(word) for word in named.groups())
            below[name] = (attained, population, rate, missing)
    return own, below


def of_page(text: str) -> list[tuple[str, str, Numbers]]:
    """The rows of the tables of a page: name, address it leads to, figures."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return list(_rows(tree))


def _rows(tree: ET.Element) -> Iterator[tuple[str, str, Numbers]]:
    for row in tree.iter("tr"):
        head = row.find("th[@scope='row']")
        if head is None:
            continue
        link = head.find("a")
        rate, counts, missing = ("".join(cell.itertext()) for cell in row.findall("td[@class='n']"))
        shown, target = rate.split(" / ")
        attained, population = counts.split(" / ")
        yield (
            "".join(head.itertext()),
            link.get("href", "") if link is not None else "",
            (plain(attained), plain(population), plain(shown), aim(target), plain(missing)),
        )
