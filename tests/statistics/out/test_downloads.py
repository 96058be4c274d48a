"""Files of a sheet: who finds them, that unchanged ones are not sent again, and the command that writes them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.clock import local_date, now
from lms.db import Database
from lms.places.models import OrgUnit
from lms.statistics.commands import group
from lms.statistics.out.described import TABLE
from lms.statistics.out.faces import FACES, REPORT
from lms.statistics.out.filling import dataset, with_trend
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts
from tests.statistics.out import reading

YEAR = local_date(now()).year


@pytest.fixture(autouse=True)
def counted(database: Database, world: World) -> None:
    """One of thirty adults of Khu 1 has attained."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.target(Indicator.ADULT, 8000, year=YEAR)
        for unit, value in ((world.province, 900), (world.lam_thao, 500), (world.tho_tang, 400), (world.village_1, 30)):
            facts.population(Indicator.ADULT, unit, value, YEAR)
        facts.certify(world.an.person_id, issued_on=date(YEAR, 1, 1))


def test_files_are_for_whoever_may_open_the_sheet(
    an: Browser, chi: Browser, dung: Browser, hoa: Browser, guest: Browser
) -> None:
    found = [browser.get("/statistics/08500/files/so-lieu.csv").status_code for browser in (an, chi, dung, hoa)]

    assert found == [404, 200, 404, 200]
    assert guest.get("/statistics/08500/files/so-lieu.csv").location.startswith("/sign-in")
    assert dung.get("/statistics/25/files/so-lieu.csv").status_code == 200


def test_the_sheet_leads_to_every_file(hoa: Browser) -> None:
    sheet = hoa.get(f"/statistics/08500?indicator={Indicator.ENTERPRISE_WORKER}").text

    for name in FACES:
        if not name.endswith("-metadata.json"):
            assert f'href="/statistics/08500/files/{name}?indicator=enterprise-worker"' in sheet


def test_what_did_not_change_is_not_sent_again(hoa: Browser, database: Database, world: World) -> None:
    first = hoa.get("/statistics/08500/files/so-lieu.csv")
    again = hoa.get("/statistics/08500/files/so-lieu.csv", If_None_Match=first.headers["ETag"])
    with database.transaction() as db:
        Facts(db, world).certify(world.binh.person_id, issued_on=date(YEAR, 1, 1))
    changed = hoa.get("/statistics/08500/files/so-lieu.csv", If_None_Match=first.headers["ETag"])

    assert (first.status_code, again.status_code, again.data, changed.status_code) == (200, 304, b"", 200)
    assert reading.of_csv(first.data)["08500", "adult"][0] == "1"
    assert reading.of_csv(changed.data)["08500", "adult"][0] == "2"


def test_the_report_is_a_pdf_named_after_what_it_shows(hoa: Browser) -> None:
    answer = hoa.get(f"/statistics/08500/files/{REPORT}")

    assert answer.data.startswith(b"%PDF-")
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="bao-cao-08500-adult-{local_date(now())}.pdf"'
    )


def test_the_report_draws_the_line_of_the_page(hoa: Browser, database: Database, world: World) -> None:
    today = local_date(now())
    with database.reading() as db:
        unit = db.get_one(OrgUnit, world.lam_thao)
        data = dataset(db, unit, today.year, today)
        trend = with_trend(db, data, unit, Indicator.ADULT).trend

    assert data.trend is None
    assert trend is not None
    assert all(line in hoa.get("/statistics/08500").text for line in (trend.line, trend.even, trend.ahead))


@pytest.mark.parametrize(
    "path", ["08500/files/khac.csv", "99999/files/so-lieu.csv", "08500/files/so-lieu.csv?year=1999"]
)
def test_what_there_is_not_is_not_found(hoa: Browser, path: str) -> None:
    assert hoa.get(f"/statistics/{path}").status_code == 404


def run(database: Database, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(group, ["export", *words], obj=lambda: database)
    return done.exit_code, done.output


def test_the_command_writes_the_same_file(hoa: Browser, database: Database, tmp_path: Path) -> None:
    code, said = run(database, str(tmp_path / "to"), "--unit", "08500", "--face", TABLE)

    assert code == 0
    assert "so-lieu.csv" in said
    assert (tmp_path / "to" / TABLE).read_bytes() == hoa.get(f"/statistics/08500/files/{TABLE}").data
    assert [path.name for path in (tmp_path / "to").iterdir()] == [TABLE]


def test_the_command_writes_what_the_public_is_told(database: Database, tmp_path: Path) -> None:
    code, said = run(database, str(tmp_path), "--public", "--face", TABLE, "--face", "datapackage.json")

    assert code == 0, said
    figures = reading.of_csv((tmp_path / TABLE).read_bytes())
    assert figures["08500", "adult"] == ("", "500", "1", "80", "")
    assert figures["08500.01", "adult"] == ("", "30", "16.7", "80", "")
    assert ("08500.01", "public-sector") not in figures
    assert json.loads((tmp_path / "datapackage.json").read_text())["resources"][0]["path"] == TABLE


def test_the_command_says_what_there_is_not(database: Database, tmp_path: Path) -> None:
    assert run(database, str(tmp_path), "--unit", "99999")[0] == 1
    assert run(database, str(tmp_path), "--unit", "08500", "--public")[0] == 2
