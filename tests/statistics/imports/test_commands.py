"""What the commands say: dry runs change nothing and fail where a row is wrong; what looks odd needs --confirm."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from lms.clock import local_date, now
from lms.db import Database
from lms.people.roles.commands import reorganise_
from lms.statistics.imports.commands import import_population_
from lms.statistics.imports.memberships.commands import import_memberships_
from tests.builders import World
from tests.conftest import rows
from tests.places.reorganising.files import line, written
from tests.statistics.imports.files import populations

YEAR = local_date(now()).year
COUNT = "SELECT count(*) FROM population"


def run(database: Database, command: click.Command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], obj=lambda: database)


def saved(folder: Path, content: bytes) -> Path:
    file = folder / "so-lieu.csv"
    file.write_bytes(content)
    return file


@pytest.mark.usefixtures("world")
def test_a_dry_run_names_every_row_and_fails_on_a_wrong_one(database: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, populations(f"adult,{YEAR},08500,100", f"adult,{YEAR},08770,-1"))

    told = run(database, import_population_, file, "--dry-run")

    assert told.exit_code == 1
    assert "dòng 2: mới: Người trưởng thành" in told.output
    assert "dòng 3: SAI" in told.output
    assert "là số âm" in told.output
    assert rows(database, COUNT) == [(0,)]
    assert run(database, import_population_, file).exit_code == 1
    assert rows(database, COUNT) == [(0,)]


@pytest.mark.usefixtures("world")
def test_what_looks_odd_needs_an_option(database: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, populations(f"adult,{YEAR},08500,100,{YEAR - 2}-01-01,A,official"))

    refused = run(database, import_population_, file)
    taken = run(database, import_population_, file, "--confirm")

    assert "--confirm" in refused.output
    assert "1 dòng mới" in taken.output
    assert rows(database, COUNT) == [(1,)]


def test_members_in_doubt_are_listed(database: Database, tmp_path: Path, world: World) -> None:
    head = "name,birth_year,commune_code,group,unit_code,valid_from\n"
    file = saved(
        tmp_path, (head + "Nguyễn Thị An,1958,08500,N1,08500,2026-01-01\nAi Đó,1958,08500,N1,,2026-01-01\n").encode()
    )

    told = run(database, import_memberships_, file, "--dry-run")

    assert told.exit_code == 0
    assert "1 mới" in told.output
    assert "dòng 3: CHƯA RÕ LÀ AI: Ai Đó" in told.output
    assert run(database, import_memberships_, file).exit_code == 1
    assert "1 dòng mới" in run(database, import_memberships_, file, "--confirm").output


def test_a_reorganisation_says_whose_roles_have_ended(database: Database, tmp_path: Path, world: World) -> None:
    file = written(tmp_path, line("08500", "08770", roles="end"))

    foreseen = run(database, reorganise_, file, "--dry-run")
    done = run(database, reorganise_, file)

    assert "nhập toàn bộ vào Xã Thổ Tang" in foreseen.output
    assert "1 đơn vị kết thúc, 0 đơn vị mới, 2 thôn chuyển" in done.output
    assert "của Lê Thị Chi ở Xã Lâm Thao đã hết" in done.output
    assert rows(database, "SELECT successor_id FROM org_unit WHERE code = '08500'") == [(world.tho_tang,)]
