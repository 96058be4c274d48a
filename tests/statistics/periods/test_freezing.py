"""What is frozen stays; what changes afterwards stands in the ledger: live = frozen + late changes (D14 to D17)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from lms.audit.queries import last
from lms.certificates.models import Certificate
from lms.db import Database
from lms.people.models import Residence
from lms.places import queries as places
from lms.statistics.counting.actions import begin_recount, rebuild, roll
from lms.statistics.counting.models import DayChange, UnitCount
from lms.statistics.counting.queries import by_unit
from lms.statistics.out.faces import FACES
from lms.statistics.periods import queries
from lms.statistics.periods.actions import approve, explain, open_year, withdraw
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.canonical import sha256
from lms.statistics.periods.datasets import dataset
from lms.statistics.periods.freezing import freeze, rewritten
from lms.statistics.periods.models import FrozenFigure, FrozenPeriod, LateChange, PeriodApproval
from lms.statistics.periods.problems import (
    BeingCounted,
    Differs,
    HasSurpluses,
    IsApproved,
    IsBeingFrozen,
    IsFrozen,
    NeedsReason,
    NeedsReasonToWithdraw,
    NotApproved,
    NotOver,
)
from lms.statistics.periods.queries import Frozen
from lms.statistics.queries.tables import report
from lms.statistics.rules import Indicator
from tests.builders import NOON, World
from tests.statistics.counting.test_counters import ACTS
from tests.statistics.facts import Facts
from tests.statistics.periods.frozen import END_OF_MARCH, LATER, MARCH, frozen, open_2026
from tests.statistics.test_adding_up import imagine, randoms

ADULT = Indicator.ADULT


def certify_some(database: Database, world: World, many: int = 1, of: int = 12) -> list[int]:
    """So many of the adults of a village have a certificate since 1 March; targets and populations are there."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(ADULT, "dich-vu-cong")
        facts.target(ADULT, 8000)
        facts.population(ADULT, world.village_1, of)
        people = facts.adults(of, world.village_1, certified=many)
    open_2026(database)
    return people


def live(database: Database, on: date, unit_id: int) -> int:
    with database.reading() as db:
        return by_unit(db, ADULT, on).get(unit_id, 0)


def kept(database: Database, code: str, revision: int | None = None) -> tuple[int | None, int | None]:
    """What the frozen report of a unit says of it: attained and population."""
    with database.reading() as db:
        of = queries.frozen(db, MARCH, revision)
        assert of is not None
        found = queries.frozen_report(db, of, code, ADULT)
        assert found is not None
        return found.figure.attained, found.figure.population


def late(database: Database, revision: int | None = None) -> list[tuple[int, str]]:
    with database.reading() as db:
        of = queries.frozen(db, MARCH, revision)
        assert of is not None
        return [(row.delta, row.causes) for row in queries.late_changes(db, of)]


def void_or_revoke(database: Database, person_id: int, ended_on: date) -> None:
    with database.transaction() as db:
        db.execute(update(Certificate).where(Certificate.person_id == person_id).values(ended_on=ended_on))


def test_e06_a_certificate_void_from_the_beginning_is_a_late_change(database: Database, world: World) -> None:
    [somebody, *_] = certify_some(database, world)
    frozen(database)

    void_or_revoke(database, somebody, date(2026, 3, 1))

    assert kept(database, "25") == (1, None)
    assert live(database, END_OF_MARCH, world.village_1) == 0
    assert late(database) == [(-1, "certificate")]


def test_e07_a_certificate_revoked_later_leaves_the_frozen_day_alone(database: Database, world: World) -> None:
    [somebody, *_] = certify_some(database, world)
    frozen(database)

    void_or_revoke(database, somebody, date(2026, 5, 20))

    assert kept(database, "25")[0] == 1
    assert live(database, END_OF_MARCH, world.village_1) == 1
    assert live(database, date(2026, 5, 31), world.village_1) == 0
    assert late(database) == []


def test_e17_a_certificate_entered_late_is_in_the_ledger(database: Database, world: World) -> None:
    people = certify_some(database, world, many=10)
    frozen(database)

    with database.transaction() as db:
        Facts(db, world).certify(people[10], issued_on=date(2026, 3, 20))

    with database.reading() as db:
        village, of = places.unit(db, world.village_1), queries.frozen(db, MARCH)
        assert village is not None
        assert of is not None
        as_it_was = queries.frozen_report(db, of, village.code, ADULT)
        now_ = report(db, village, ADULT, 2026, END_OF_MARCH)
    assert as_it_was is not None
    assert (as_it_was.figure.rate, now_.figure.rate) == ("83,3", "91,7")
    assert late(database) == [(1, "issued")]


def test_e18_a_correction_stands_beside_what_was_frozen_before(database: Database, world: World) -> None:
    people = certify_some(database, world, many=10)
    first = frozen(database)
    with database.transaction() as db:
        Facts(db, world).certify(people[10], issued_on=date(2026, 3, 20))

    second = frozen(database, reason="Nhập bổ sung một giấy")

    assert (kept(database, "25", 0)[0], kept(database, "25", 1)[0], kept(database, "25")[0]) == (10, 11, 11)
    assert (first.revision, second.revision, second.reason) == (0, 1, "Nhập bổ sung một giấy")
    assert (late(database, 0), late(database, 1)) == ([(1, "issued")], [])
    with database.reading() as db:
        again = queries.frozen(db, MARCH, 0)
        assert again is not None
        assert again.sha256 == first.sha256 != second.sha256
        corrected = dataset(db, second, "25")
        assert corrected is not None
        marked = {(row.unit.code, row.indicator) for row in corrected.rows if "r" in row.marks}
    assert ("25", ADULT) in marked
    assert {indicator for _, indicator in marked} == {ADULT}


def test_e34_a_new_number_of_people_changes_open_periods_only(database: Database, world: World) -> None:
    certify_some(database, world, many=3)
    frozen(database)
    with database.transaction() as db:
        Facts(db, world).population(ADULT, world.village_1, 24, version=2)

    with database.reading() as db:
        village = places.unit(db, world.village_1)
        assert village is not None
        assert report(db, village, ADULT, 2026, END_OF_MARCH).figure.population == 24
        code = village.code
    assert kept(database, code) == (3, 12)
    with database.reading() as db:
        versions = set(
            db.scalars(select(FrozenFigure.population_version).where(FrozenFigure.org_unit_id == world.village_1))
        )
    assert versions == {None, 1}


def test_every_file_of_a_frozen_period_is_the_same_whatever_happens_later(database: Database, world: World) -> None:
    people = certify_some(database, world, many=3)
    of = frozen(database)

    def files() -> dict[str, bytes]:
        with database.reading() as db:
            data = dataset(db, of, "25", "https://hoc.example.vn/ky")
        assert data is not None
        return {name: face.make(data, ADULT) for name, face in FACES.items()}

    before = files()
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.certify(people[5], issued_on=date(2026, 3, 20))
        facts.population(ADULT, world.village_1, 99, version=2)
        db.execute(update(Residence).where(Residence.person_id == people[0]).values(org_unit_id=world.village_3))
    frozen(database, reason="lần nữa")

    assert files() == before
    with database.reading() as db:
        assert sha256(rewritten(db, of.id)) == of.sha256


def test_nobody_changes_or_takes_away_what_is_frozen(database: Database, world: World) -> None:
    [somebody, *_] = certify_some(database, world)
    frozen(database)
    void_or_revoke(database, somebody, date(2026, 3, 1))

    for statement in (
        update(FrozenFigure).values(attained=99),
        delete(FrozenFigure),
        update(FrozenPeriod).values(sha256="0" * 64),
        delete(FrozenPeriod),
        update(LateChange).values(delta=0),
        delete(LateChange),
    ):
        with pytest.raises(DBAPIError, match=r"never changes"), database.transaction() as db:
            db.execute(statement)


def test_a_row_that_was_changed_all_the_same_is_told_by_its_digest(database: Database, world: World) -> None:
    certify_some(database, world)
    of = frozen(database)
    with database.reading() as db:
        assert sha256(rewritten(db, of.id)) == of.sha256
        figure = db.scalars(select(FrozenFigure).where(FrozenFigure.attained > 0)).first()
        assert figure is not None
        figure.attained = 7
        with db.no_autoflush:
            assert sha256(rewritten(db, of.id)) != of.sha256
        db.rollback()


def test_nothing_is_frozen_that_a_recount_does_not_agree_with(database: Database, world: World) -> None:
    certify_some(database, world, many=2)
    with database.transaction() as db:
        roll(db, END_OF_MARCH)
        db.execute(update(UnitCount).values(people=UnitCount.people + 1))
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "", None, LATER)

    with pytest.raises(Differs) as caught:
        freeze(database, period.id, 0, LATER)

    assert any("adult: 3 / 2" in place for place in caught.value.places)
    with database.reading() as db:
        assert queries.frozen(db, MARCH) is None
        assert db.scalars(select(FrozenFigure)).first() is None


def test_more_people_than_there_are_need_a_reason(database: Database, world: World) -> None:
    certify_some(database, world, many=3)
    with database.transaction() as db:
        Facts(db, world).population(ADULT, world.village_1, 2, version=2)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        with pytest.raises(HasSurpluses) as caught:
            approve(db, period, "", None, LATER)
        assert caught.value.many == 1
        explain(db, period, world.village_1, ADULT, "Dân mới chuyển đến", None, LATER)
        assert approve(db, period, "", None, LATER) == 0


def test_numbers_that_changed_after_the_approval_are_looked_at_once_more(database: Database, world: World) -> None:
    certify_some(database, world, many=3)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "", None, LATER)
    with database.transaction() as db:
        Facts(db, world).population(ADULT, world.village_1, 2, version=2)

    with pytest.raises(HasSurpluses):
        freeze(database, period.id, 0, LATER)
    with database.transaction() as db:
        assert queries.frozen(db, MARCH) is None
        explain(db, period, world.village_1, ADULT, "Dân mới chuyển đến", None, LATER)
    freeze(database, period.id, 0, LATER)


def test_counting_anew_from_nothing_leaves_the_ledger_as_it_was(database: Database, world: World) -> None:
    certify_some(database, world, many=3)
    of = frozen(database)
    with database.transaction() as db:
        db.execute(update(DayChange).values(delta=DayChange.delta + 1))
        rebuild(db)
        Facts(db, world).settle()

    with database.reading() as db:
        assert by_unit(db, ADULT, END_OF_MARCH) == {world.village_1: 3}
        assert queries.late_sums(db, of.period_id, of.late_through) == {(ADULT, world.village_1): -1}, (
            "one was counted too many"
        )


def test_while_everybody_is_counted_anew_nothing_is_frozen(database: Database, world: World) -> None:
    certify_some(database, world)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "", None, LATER)
        begin_recount(db, LATER)
    with pytest.raises(BeingCounted):
        freeze(database, period.id, 0, LATER)
    with database.transaction() as db:
        Facts(db, world).settle()
    freeze(database, period.id, 0, LATER)


def begin_revision(db: Session, of: Frozen) -> None:
    """The first row of the revision after the first freezing, as the job writes it."""
    copy = db.get_one(FrozenPeriod, of.id)
    values = {column.key: getattr(copy, column.key) for column in FrozenPeriod.__table__.columns if column.key != "id"}
    db.add(FrozenPeriod(**values | {"revision": 1}))
    db.flush()


def test_rows_that_nobody_has_compared_yet_are_for_nobody_and_are_gone_on_with(
    database: Database, world: World
) -> None:
    certify_some(database, world)
    of = frozen(database)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "vì", None, LATER)
        begin_revision(db, of)
    with database.reading() as db:
        assert [one.revision for one in queries.revisions(db, MARCH)] == [0]
    freeze(database, period.id, 1, LATER)
    with database.reading() as db:
        assert [one.revision for one in queries.revisions(db, MARCH)] == [1, 0]


def test_an_approval_is_withdrawn_until_the_freezing_begins(database: Database, world: World) -> None:
    certify_some(database, world)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "", None, LATER)
        with pytest.raises(NeedsReasonToWithdraw):
            withdraw(db, period, "", None, LATER)
        withdraw(db, period, "nhầm kỳ", world.hoa.person_id, LATER)
        told = last(db, "statistics.withdraw", f"reporting_period:{period.id}")
        with pytest.raises(NotApproved):
            withdraw(db, period, "nhầm kỳ", None, LATER)
    assert told is not None
    assert (told.actor_id, told.details["reason"]) == (world.hoa.person_id, "nhầm kỳ")
    with pytest.raises(NotApproved):
        freeze(database, period.id, 0, LATER)

    of = frozen(database)
    with database.transaction() as db, pytest.raises(IsFrozen):
        withdraw(db, period, "nhầm kỳ", None, LATER)
    with pytest.raises(DBAPIError), database.transaction() as db:
        db.execute(delete(PeriodApproval))
    assert of.revision == 0


def test_the_freezing_and_the_withdrawal_do_not_both_happen(database: Database, world: World) -> None:
    certify_some(database, world)
    of = frozen(database)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        assert period is not None
        approve(db, period, "vì", None, LATER)

    def think_better_of_it() -> None:
        with database.transaction() as db:
            withdraw(db, period, "nhầm kỳ", None, LATER)

    with ThreadPoolExecutor(1) as other:
        with database.transaction() as db:
            begin_revision(db, of)
            withdrawn = other.submit(think_better_of_it)
        with pytest.raises(IsBeingFrozen):
            withdrawn.result()


def test_steps_in_the_wrong_order_are_refused(database: Database, world: World) -> None:
    certify_some(database, world)
    with database.transaction() as db:
        period = queries.period(db, MARCH)
        december = queries.period(db, "2026-T12")
        assert period is not None
        assert december is not None
        with pytest.raises(NotOver):
            approve(db, december, "", None, NOON)
    with pytest.raises(NotApproved):
        freeze(database, period.id, 0, LATER)
    frozen(database)
    with database.transaction() as db, pytest.raises(NeedsReason):
        approve(db, period, "", None, LATER)
    with database.transaction() as db:
        approve(db, period, "vì", None, LATER)
        with pytest.raises(IsApproved):
            approve(db, period, "vì", None, LATER)


def test_opening_a_year_twice_is_opening_it_once(database: Database, world: World) -> None:
    open_2026(database)
    with database.transaction() as db:
        assert open_year(db, calendars()["calendar"], 2026, LATER) == 0
        assert open_year(db, calendars()["week"], 2026, LATER) == 52


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(dice=randoms)
def test_whatever_happens_live_is_frozen_and_late_changes(database: Database, world: World, dice: Random) -> None:
    """The history is imagined around the new year of 2026; the week that is frozen ends on 4 January."""
    with database.transaction() as db:
        facts = Facts(db, world)
        imagine(facts, dice)
        facts.settle()
        open_year(db, calendars()["week"], 2026, LATER)
        period = queries.period(db, "2026-W01")
        assert period is not None
        known = len(queries.revisions(db, "2026-W01"))
    assert period.cut_off == date(2025, 12, 28) + timedelta(7)
    of = frozen(database, "2026-W01", "thử" if known else "")
    for _ in range(5):
        with database.transaction() as db:
            dice.choice(ACTS)(db, Facts(db, world), dice)
        with database.reading() as db:
            frozen_rows = {
                (Indicator(row.indicator), row.org_unit_id): row.directly
                for row in db.scalars(select(FrozenFigure).where(FrozenFigure.frozen_id == of.id))
            }
            late_rows = queries.late_sums(db, of.period_id, of.late_through)
            for indicator in Indicator:
                now_ = by_unit(db, indicator, of.cut_off)
                for unit_id in {unit_id for _, unit_id in frozen_rows}:
                    at = indicator, unit_id
                    assert now_.get(unit_id, 0) == frozen_rows.get(at, 0) + late_rows.get(at, 0), at
