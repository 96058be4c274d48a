"""Six faces of one dataset say the same: every number is taken out of each and compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lms.clock import local_date, now
from lms.db import Database
from lms.people.models import Group
from lms.places.models import OrgUnit
from lms.statistics.out.described import TABLE
from lms.statistics.out.faces import CUBE, FACES, METADATA, OPEN_DOCUMENT, PACKAGE, REPORT, WORKBOOK
from lms.statistics.out.fields import COLUMNS
from lms.statistics.out.filling import dataset
from lms.statistics.out.names import INDICATORS
from lms.statistics.out.rows import Dataset, Row
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts
from tests.statistics.out import reading
from tests.statistics.out.invented import province

YEAR = local_date(now()).year
JANUARY = date(YEAR, 1, 1)


@pytest.fixture
def counted(database: Database, world: World) -> Dataset:
    """Adults, a group that was never counted, one with more attained than people, one without courses, a rest; targets
    in people where nobody counted, where somebody did, and where there is nobody.
    """
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        for indicator in (Indicator.ENTERPRISE_WORKER, Indicator.SECONDARY_STUDENT, Indicator.PUBLIC_SECTOR):
            facts.require(indicator, "dich-vu-cong")
        facts.target(Indicator.ADULT, 8250, year=YEAR)
        facts.target(Indicator.ENTERPRISE_WORKER, 10_000, year=YEAR)
        facts.target(Indicator.SECONDARY_STUDENT, None, year=YEAR, people=1_070)
        facts.target(Indicator.PUBLIC_SECTOR, None, year=YEAR, people=70)
        facts.target(Indicator.PUBLIC_SECTOR, None, world.lam_thao, YEAR, people=2)
        for unit, value in (
            (world.province, 12_345),
            (world.lam_thao, 2_000),
            (world.village_1, 3),
            (world.village_2, 0),
        ):
            facts.population(Indicator.ADULT, unit, value, YEAR)
        facts.population(Indicator.ENTERPRISE_WORKER, world.lam_thao, 1, YEAR)
        facts.population(Indicator.PUBLIC_SECTOR, world.province, 0, YEAR)
        facts.population(Indicator.PUBLIC_SECTOR, world.lam_thao, 30, YEAR)
        for home in (world.village_1, world.village_1, world.lam_thao, world.unknown):
            person = facts.person(home)
            facts.join(person, Group.ENTERPRISE_WORKER, world.lam_thao)
            facts.certify(person, issued_on=JANUARY)
    with database.reading() as db:
        unit = db.get_one(OrgUnit, world.province)
        return dataset(db, unit, YEAR, local_date(now()))


def numbers(data: Dataset) -> reading.Figures:
    """What is to be found."""
    return {
        (row.unit.code, row.indicator.value): tuple(
            reading.aim(value)
            for value in (
                row.attained,
                row.population,
                None if row.tenths is None else row.tenths / 10,
                aim(row),
                row.missing,
            )
        )
        for row in data.rows
    }


def aim(row: Row) -> float | str | None:
    """The target, in percent or in people."""
    if row.target_people is not None:
        return f"{row.target_people} người"
    return None if row.target is None else row.target / 100


def check_files(data: Dataset) -> None:
    """No number of a file differs from the rows."""
    made = {name: FACES[name].make(data, Indicator.ADULT) for name in (TABLE, CUBE, WORKBOOK, OPEN_DOCUMENT)}
    wanted = numbers(data)
    assert reading.of_csv(made[TABLE]) == wanted
    assert reading.of_jsonstat(made[CUBE]) == wanted
    assert reading.of_xlsx(made[WORKBOOK])[1] == wanted
    assert reading.of_ods(made[OPEN_DOCUMENT])[1] == wanted


@pytest.mark.parametrize("unit", ["25", "08500"])
def test_all_six_say_the_same(
    hoa: Browser, counted: Dataset, database: Database, world: World, unit: str, tmp_path: Path
) -> None:
    with database.reading() as db:
        of = db.get_one(OrgUnit, world.province if unit == "25" else world.lam_thao)
        data = dataset(db, of, YEAR, local_date(now()))
    wanted = numbers(data)
    check_files(data)

    assert any(value for row in wanted.values() for value in row)
    for indicator in Indicator:
        page = hoa.get(
            f"/statistics/{unit}?indicator={indicator}" if unit != "25" else f"/statistics?indicator={indicator}"
        )
        rows = reading.of_page(page.text)
        own = dict(zip([one.value for one in Indicator], [row[2] for row in rows[:6]], strict=True))
        assert own == {one.value: wanted[unit, one.value] for one in Indicator}
        assert [row[2] for row in rows[6:-1]] == [wanted[row.unit.code, indicator] for row in shown(data, indicator)]
        assert rows[-1][2] == wanted[unit, indicator]
    for indicator in [Indicator.ADULT if unit == "25" else Indicator.ENTERPRISE_WORKER]:
        text = reading.text_of_pdf(FACES[REPORT].make(data, indicator), tmp_path)
        of_unit, below = reading.of_pdf(text, [one.name for one in data.units()])
        assert of_unit == {one.value: wanted[unit, one.value] for one in Indicator}
        assert below == {
            row.unit.name: without_target(wanted[row.unit.code, indicator]) for row in data.below(indicator)
        }


def shown(data: Dataset, indicator: Indicator) -> list:
    """The rows a page shows: a rest that nobody is in has none there."""
    return [row for row in data.below(indicator) if row.unit.name != "Chưa xác định thôn, khu" or row.attained]


def without_target(figures: reading.Numbers) -> reading.Numbers:
    attained, population, rate, _target, missing = figures
    return attained, population, rate, missing


def test_the_province_says_the_same_on_paper(tmp_path: Path) -> None:
    data = province(7, 0.9)
    wanted = numbers(data)

    text = reading.text_of_pdf(FACES[REPORT].make(data, Indicator.PRIMARY_PUPIL), tmp_path)
    own, below = reading.of_pdf(text, [unit.name for unit in data.units()])

    assert own == {one.value: wanted["25", one.value] for one in Indicator}
    assert below == {
        row.unit.name: without_target(wanted[row.unit.code, row.indicator])
        for row in data.below(Indicator.PRIMARY_PUPIL)
    }
    assert len(below) == 149
    assert text.count("\f") <= 6


@pytest.mark.parametrize("rate", [0.0003, 0.985])
def test_files_of_a_whole_province_say_the_same(rate: float) -> None:
    check_files(province(3, rate))


def test_the_same_rows_give_the_same_bytes() -> None:
    for name in (TABLE, CUBE, WORKBOOK, OPEN_DOCUMENT, PACKAGE, METADATA):
        once, twice = (FACES[name].make(province(2, 0.8), Indicator.ADULT) for _ in range(2))
        assert once == twice, name


@pytest.mark.parametrize("read", [reading.of_xlsx, reading.of_ods])
def test_spreadsheets_are_for_everybody(read: Callable[[bytes], tuple[dict, object]]) -> None:
    name = WORKBOOK if read is reading.of_xlsx else OPEN_DOCUMENT
    pages, _ = read(FACES[name].make(province(2, 0.8), Indicator.ADULT))

    assert list(pages)[:4] == ["Bìa", "Mục lục", "Ghi chú", "Biểu 01"]
    for title, rows in pages.items():
        heads = next(row for row in rows if len([cell for cell in row if cell is not None]) > 1)
        table = rows[rows.index(heads) :]
        assert isinstance(rows[0][0], str), title
        assert all(cell not in (None, "") for row in table for cell in row), title
        assert len(set(heads)) == len(heads)
        if title.startswith("Biểu"):
            column = heads.index("Số đạt")
            assert all(isinstance(row[column], int) or str(row[column]).startswith("[") for row in table[1:])


def test_no_name_becomes_a_formula() -> None:
    data = province(1, 0.8)
    first = data.rows[0]
    assert b"'=1+1" in FACES[TABLE].make(_renamed(data, "=1+1"), Indicator.ADULT)
    pages, _ = reading.of_xlsx(FACES[WORKBOOK].make(_renamed(data, "=1+1"), Indicator.ADULT))
    assert str(pages["Biểu 01"][0][0]).count("=1+1") == 1
    assert first.unit.name == "Tỉnh Phú Thọ"


def _renamed(data: Dataset, name: str) -> Dataset:
    from dataclasses import replace

    rows = tuple(replace(row, unit=replace(row.unit, name=name)) for row in data.rows)
    return replace(data, unit=replace(data.unit, name=name), rows=rows)


def test_the_descriptions_fit_the_table() -> None:
    data = province(1, 0.8)
    table = FACES[TABLE].make(data, Indicator.ADULT)
    heads = table.decode("utf-8-sig").split("\r\n")[0].split(",")
    package = json.loads(FACES[PACKAGE].make(data, Indicator.ADULT))
    csvw = json.loads(FACES[METADATA].make(data, Indicator.ADULT))
    resource = package["resources"][0]

    assert [field["name"] for field in resource["schema"]["fields"]] == heads == [column.name for column in COLUMNS]
    assert [column["name"] for column in csvw["tableSchema"]["columns"]] == heads
    assert (resource["path"], resource["bytes"]) == (csvw["url"], len(table)) == (TABLE, len(table))


def test_the_matrix_is_full() -> None:
    data = province(1, 0.8)

    assert len(data.rows) == 150 * 6
    assert {row.indicator for row in data.own} == set(INDICATORS)
