"""Homes from a list: the people of a split unit are told apart by it, the others are listed, never guessed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lms.db import Database
from lms.people.models import Person, Residence
from lms.places import queries as places
from lms.places.reorganising.actions import reorganise
from lms.problems import Conflict
from lms.statistics.imports.actions import Imported, Unconfirmed
from lms.statistics.imports.memberships.commands import told as say
from lms.statistics.imports.residences.actions import preview, take
from lms.statistics.imports.residences.commands import import_residences_
from lms.statistics.imports.rules import Preview, Verdict
from lms.tables.reading import BadFile
from tests.builders import NOON, World
from tests.places.reorganising.files import line, written
from tests.statistics.facts import Facts

HEAD = "Họ và tên;Năm sinh;Mã đơn vị cũ;Mã đơn vị mới;Từ ngày"


def listed(*rows: str) -> bytes:
    return ("\n".join([HEAD, *rows]) + "\n").encode()


@pytest.fixture
def split(database: Database, world: World, tmp_path: Path) -> list[str]:
    """«Khu 1» was split between two communes; the names of two who live in it, and of one elsewhere."""
    with database.transaction() as db:
        facts = Facts(db, world)
        people = [facts.person(world.village_1, 1970 + number) for number in range(2)]
        people.append(facts.person(world.village_3, 1980))
        names = list(db.scalars(select(Person.name).where(Person.id.in_(people)).order_by(Person.id)))
        parts = (
            line("08500", "08770", villages="08500.01"),
            line("08500", "08501", "Xã Mới", "commune", villages="08500.01 08500.02"),
        )
        reorganise(db, written(tmp_path, *parts), NOON)
    return names


def home(db: Session, name: str) -> tuple[str, date]:
    found = db.execute(
        select(Residence.org_unit_id, Residence.valid_from)
        .join(Person, Person.id == Residence.person_id)
        .where(Person.name == name, Residence.valid_to.is_(None))
    ).one()
    unit = places.unit(db, found.org_unit_id)
    assert unit is not None
    return unit.code, found.valid_from


def test_people_of_a_split_unit_are_told_apart_by_a_list(database: Database, split: list[str]) -> None:
    content = listed(f"{split[0]};1970;08500.01;08500.02;2026-07-01", f"{split[1]};1971;08500.01;08501;2026-07-01")

    with database.transaction() as db:
        assert take(db, content, "ds.csv", NOON).changed == 2

    with database.transaction() as db:
        assert home(db, split[0]) == ("08500.02", date(2026, 7, 1))
        assert home(db, split[1]) == ("08501", date(2026, 7, 1))
        again = take(db, content, "ds.csv", NOON)
        assert (again.changed, again.same) == (0, 2)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{0};1970;08500.01;25;2026-07-01", "không phải nơi ở"),
        ("{0};1970;08500.01;99999;2026-07-01", "99999"),
        ("{0};1970;08500.01;08500.02;2099-07-01", "ngày"),
        ("{0};1970;08500.01;08501;2026-06-01", "01/07/2026"),
        ("{0};;;08500.02;2026-07-01", "chưa đủ để biết là ai"),
    ],
)
def test_a_wrong_row_stops_the_whole_list(database: Database, split: list[str], row: str, told: str) -> None:
    content = listed(row.format(*split), f"{split[1]};1971;08500.01;08501;2026-07-01")

    with database.transaction() as db, pytest.raises(BadFile) as caught:
        take(db, content, "ds.csv", NOON)

    assert told in "".join(caught.value.complaints)
    with database.reading() as db:
        assert home(db, split[1])[0] == "08500.01"


def test_a_person_twice_is_wrong_and_one_who_is_not_there_is_in_doubt(database: Database, split: list[str]) -> None:
    rows = (
        f"{split[0]};1970;08500.01;08500.02;2026-07-01",
        f"{split[0]};1970;08500.01;08501;2026-07-01",
        "Không Có Ai;1970;08500.01;08500.02;2026-07-01",
        f"{split[2]};1980;08500.01;08500.02;2026-07-01",
    )
    with database.reading() as db:
        verdicts = [row.verdict for row in preview(db, listed(*rows), NOON).preview.rows]
    assert verdicts == [Verdict.CHANGED, Verdict.WRONG, Verdict.DOUBTFUL, Verdict.DOUBTFUL]
    with database.transaction() as db:
        with pytest.raises(Unconfirmed):
            take(db, listed(rows[0], rows[2]), "ds.csv", NOON)
        assert take(db, listed(rows[0], rows[2]), "ds.csv", NOON, confirmed=True).changed == 1


def test_the_command_shows_first_and_takes_then(database: Database, split: list[str], tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(listed(f"{split[0]};1970;08500.01;08500.02;2026-07-01"))

    shown = CliRunner().invoke(import_residences_, [str(file), "--dry-run"], obj=lambda: database)
    taken = CliRunner().invoke(import_residences_, [str(file)], obj=lambda: database)

    assert "dòng 2: đổi" in shown.output
    assert "1 đổi" in taken.output


def test_many_rows_ask_the_database_no_more_than_one(database: Database, split: list[str]) -> None:
    rows = [f"{name};{1970 + number};08500.01;08500.02;2026-07-01" for number, name in enumerate(split[:2])]
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    counts = []
    for content in (listed(rows[0]), listed(*rows)):
        asked.clear()
        with database.reading() as db:
            assert not preview(db, content, NOON).preview.complaints
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_somebody_who_was_faster_is_told_in_one_sentence(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(b"")

    def too_late(_db: Session, _content: bytes, _now: datetime) -> Imported:
        raise Conflict("Somebody was faster.")

    with pytest.raises(ClickException, match=r"^ds\.csv: chưa lấy được gì, vì: Somebody was faster\.$"):
        say(database, file, lambda *_: Preview([]), too_late, dry_run=False)
