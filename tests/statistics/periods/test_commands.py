"""What the commands say and do: a year is opened, a period frozen, corrected and published."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text, update

from lms.db import Database
from lms.statistics.counting.commands import verify
from lms.statistics.models import Population
from lms.statistics.out.commands import export
from lms.statistics.out.published import queries as published
from lms.statistics.periods import queries
from lms.statistics.periods.commands import freeze, open_periods, publish
from lms.statistics.rules import Indicator, PopulationStatus
from tests.builders import World
from tests.statistics.facts import Facts

CODE = "2025-T12"


def run(database: Database, command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, obj=lambda: database)


@pytest.fixture
def counted(database: Database, world: World) -> Database:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        for unit_id in (world.village_1, world.village_2, world.village_3, world.village_4):
            facts.population(Indicator.ADULT, unit_id, 100, 2025)
            facts.adults(8, unit_id)
    assert run(database, open_periods, "2025").exit_code == 0
    return database


def test_a_year_is_opened_once(counted: Database) -> None:
    assert "thêm 0 kỳ" in run(counted, open_periods, "2025").output
    assert "thêm 26 kỳ" in run(counted, open_periods, "2025", "--calendar", "week").output


def test_a_period_is_frozen_corrected_and_published(counted: Database) -> None:
    first = run(counted, freeze, CODE)
    assert first.exit_code == 0, first.output
    assert "Đã chốt Tháng 12 năm 2025" in first.output
    assert "lý do đính chính" in run(counted, freeze, CODE).output
    second = run(counted, freeze, CODE, "--reason", "Cấp bù giấy")
    assert "lần 1" in second.output

    assert "Đã công bố" in run(counted, publish, CODE).output
    with counted.reading() as db:
        found = published.newest(db, CODE)
        assert found is not None
        assert (found.revision, found.period) == (1, CODE)
    assert "khớp" in run(counted, verify).output


def test_what_is_not_there_is_said_in_vietnamese(counted: Database) -> None:
    assert "không có kỳ này" in run(counted, freeze, "2030-T01").output
    assert "chưa chốt" in run(counted, publish, CODE).output


def test_invented_numbers_are_not_published(counted: Database) -> None:
    with counted.transaction() as db:
        db.execute(update(Population).values(status=PopulationStatus.DEMONSTRATION))
    assert run(counted, freeze, CODE).exit_code == 0

    refused = run(counted, publish, CODE)

    assert refused.exit_code == 1
    assert "minh họa" in refused.output


def test_verify_tells_of_frozen_rows_that_somebody_changed(counted: Database) -> None:
    assert run(counted, freeze, CODE).exit_code == 0
    with counted.transaction() as db:
        if db.get_bind().dialect.name == "sqlite":
            db.execute(text("DROP TRIGGER frozen_figure_no_update"))
        else:
            db.execute(text("ALTER TABLE frozen_figure DISABLE TRIGGER USER"))
        db.execute(text("UPDATE frozen_figure SET population = 1 WHERE population = 100"))

    told = run(counted, verify)

    assert told.exit_code == 1
    assert f"{CODE} r0" in told.output


def test_frozen_on_the_command_line_it_is_offered_on_the_pages(counted: Database) -> None:
    run(counted, freeze, CODE)
    with counted.reading() as db:
        assert [(one.code, one.revision) for one in queries.offered(db)] == [(CODE, 0)]


def test_the_files_of_a_frozen_period_are_written(counted: Database, tmp_path: Path) -> None:
    run(counted, freeze, CODE)

    written = run(counted, export, str(tmp_path), "--period", CODE, "--unit", "08500", "--face", "so-lieu.csv")

    assert written.exit_code == 0, written.output
    assert f"{CODE},0,2025-12-31,08500" in (tmp_path / "so-lieu.csv").read_text("utf-8-sig")
    assert "chưa chốt" in run(counted, export, str(tmp_path), "--period", "2025-T11").output
    assert "không có đơn vị này" in run(counted, export, str(tmp_path), "--period", CODE, "--unit", "99999").output
    assert run(counted, export, str(tmp_path), "--period", CODE, "--on", "2025-12-31").exit_code == 2
