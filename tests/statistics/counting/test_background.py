"""What happens behind the pages: counting anew over many batches, the turn of the day, and the alarm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.models import Job, State
from lms.jobs.worker import run_due
from lms.statistics.commands import group
from lms.statistics.counting import background
from lms.statistics.counting.actions import ask_for_recount
from lms.statistics.counting.models import CountedSpell, CountedThrough, DayChange, UnitCount
from lms.statistics.counting.queries import by_unit, is_recounting
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.statistics.facts import Facts

Run = Callable[..., Result]


@pytest.fixture
def seven(database: Database, world: World) -> Database:
    """Seven who have attained, and who is counted already."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(9, world.village_1, certified=7)
    return database


@pytest.fixture
def run(seven: Database) -> Run:
    return lambda *words: CliRunner().invoke(group, words, obj=lambda: seven)


def forget(db: Session) -> None:
    """What was counted is gone, as before the counters came."""
    for table in (CountedSpell, DayChange, UnitCount):
        db.execute(delete(table))


def counted(database: Database, world: World) -> int:
    with database.reading() as db:
        return by_unit(db, Indicator.ADULT, local_date(now())).get(world.village_1, 0)


def test_a_recount_goes_on_from_job_to_job_until_all_are_counted(
    seven: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "BATCH", 2)
    monkeypatch.setattr(background, "_BATCHES", 2)
    with seven.transaction() as db:
        forget(db)
        ask_for_recount(db, now())
    with seven.reading() as db:
        assert is_recounting(db)

    jobs = run_due(seven, "statistics.recount")

    assert jobs == 3  # four, the other three, and nobody is left
    assert counted(seven, world) == 7
    with seven.reading() as db:
        assert not is_recounting(db)


def test_a_second_recount_is_not_taken_for_the_first(seven: Database, world: World) -> None:
    for _ in range(2):
        with seven.transaction() as db:
            forget(db)
            ask_for_recount(db, now())
        run_due(seven, "statistics.recount")
        assert counted(seven, world) == 7


def test_the_turn_of_the_day_asks_for_one_comparison(seven: Database, world: World) -> None:
    background.turn_the_day(seven)
    background.turn_the_day(seven)

    today = local_date(now())
    with seven.reading() as db:
        assert db.scalars(select(CountedThrough.day)).one() == today
        assert db.scalars(select(Job.subject).where(Job.kind == background.VERIFY)).all() == [str(today)]
    assert counted(seven, world) == 7


def test_counters_that_are_right_raise_no_alarm(seven: Database) -> None:
    background.turn_the_day(seven)
    run_due(seven, background.VERIFY)

    assert alarms(seven) == []


def test_a_difference_is_put_on_record_and_not_mended(
    seven: Database, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    background.turn_the_day(seven)
    with seven.transaction() as db:
        db.execute(update(UnitCount).values(people=UnitCount.people + 1))

    run_due(seven, background.VERIFY)

    assert [one.details["units"] for one in alarms(seven)] == [["08500.01", "08500.01"]]
    assert "differ from the facts" in caplog.text
    assert counted(seven, world) == 8


def test_while_a_new_rule_is_on_its_way_nothing_is_compared(seven: Database) -> None:
    background.turn_the_day(seven)
    with seven.transaction() as db:
        forget(db)
        ask_for_recount(db, now())

    run_due(seven, background.VERIFY)

    assert alarms(seven) == []


def alarms(database: Database) -> list[AuditRow]:
    with database.reading() as db:
        assert db.scalar(select(func.count()).where(Job.kind == background.VERIFY, Job.state != State.DONE)) == 0
        return list(db.scalars(select(AuditRow).where(AuditRow.act == "statistics.differ")))


def test_verify_says_where_and_ends_with_one(run: Run, seven: Database) -> None:
    right = run("verify")
    with seven.transaction() as db:
        db.execute(update(UnitCount).values(people=UnitCount.people + 1))
        db.execute(update(DayChange).values(delta=DayChange.delta + 1))
    wrong = run("verify", "--on", str(local_date(now()) - timedelta(1)))

    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert "08500.01" in wrong.output


@pytest.mark.parametrize("word", ["recount", "rebuild"])
def test_counting_anew_on_the_command_line_ends_with_right_figures(
    word: str, run: Run, seven: Database, world: World
) -> None:
    with seven.transaction() as db:
        forget(db)

    done = run(word)

    assert done.output == "Đã đếm lại xong.\n"
    assert counted(seven, world) == 7
