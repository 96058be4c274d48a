"""What somebody says of a group counts from the day an official sets, and not before; it is answered once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.db import Database
from lms.notices.models import Notice
from lms.people.groups import actions, queries
from lms.people.groups.models import Declaration
from lms.people.groups.rules import Says, State
from lms.people.models import Group, Membership
from lms.problems import Conflict, Problem
from lms.statistics.rules import Indicator
from tests.builders import NOON, World
from tests.statistics.facts import Facts
from tests.statistics.test_worked_examples import count

WORKER = Group.ENTERPRISE_WORKER
JUNE = date(2026, 6, 1)


def say(db: Session, world: World, unit_id: int | None = None, says: Says = Says.BELONGS) -> Declaration:
    actions.declare(db, world.an.person_id, WORKER, unit_id or world.lam_thao, NOON, says=says)
    return queries.of_person(db, world.an.person_id)[0]


def approve(db: Session, world: World, one: Declaration, on: date = JUNE) -> None:
    actions.approve(db, one, world.chi.person_id, on, NOON + timedelta(hours=1))


def stays(db: Session, world: World) -> list[tuple[int, date, date | None]]:
    return [(stay.unit_id, stay.since, stay.until) for stay in queries.stays(db, world.an.person_id, WORKER)]


def test_nobody_counts_before_it_is_approved_and_then_from_its_day(db: Session, world: World) -> None:
    facts = Facts(db, world)
    facts.require(Indicator.ENTERPRISE_WORKER, "dich-vu-cong")
    facts.certify(world.an.person_id)
    one = say(db, world, world.tho_tang)
    days = (JUNE - timedelta(1), JUNE)
    before = [count(facts, Indicator.ENTERPRISE_WORKER, on) for on in days]

    approve(db, world, one)

    assert before == [0, 0]
    assert [count(facts, Indicator.ENTERPRISE_WORKER, on, world.tho_tang) for on in days] == [0, 1]
    assert db.query(Membership).one().declared_by == world.an.person_id


def test_whoever_said_so_is_told_and_it_is_on_record(db: Session, world: World) -> None:
    approve(db, world, say(db, world))

    [told] = db.query(Notice)
    assert (told.kind, told.link) == ("group-approved", "/account/groups")
    acts = [(row.act, row.actor_id) for row in db.query(AuditRow).filter(AuditRow.act.startswith("groups."))]
    assert acts == [("groups.declare", world.an.person_id), ("groups.approved", world.chi.person_id)]


def test_approving_twice_is_approving_once(database: Database, world: World) -> None:
    with database.transaction() as db:
        one = say(db, world)
    with database.transaction() as db:
        approve(db, world, one)

    with pytest.raises(Conflict), database.transaction() as db:
        approve(db, world, one, JUNE + timedelta(1))
    with pytest.raises(Conflict), database.transaction() as db:
        actions.refuse(db, one, world.hoa.person_id, "Không đúng.", NOON)
    with database.reading() as db:
        assert stays(db, world) == [(world.lam_thao, JUNE, None)]
        assert db.query(Notice).count() == 1


def test_a_refusal_has_its_reason_and_counts_nobody(db: Session, world: World) -> None:
    one = say(db, world)

    actions.refuse(db, one, world.chi.person_id, "Công ty báo chưa có tên.", NOON)

    db.refresh(one)
    assert (one.state, one.reason) == (State.REFUSED, "Công ty báo chưa có tên.")
    assert db.query(Notice).one().kind == "group-refused"
    assert stays(db, world) == []


def test_another_place_ends_the_one_before(db: Session, world: World) -> None:
    approve(db, world, say(db, world))
    approve(db, world, say(db, world, world.offices), JUNE + timedelta(30))

    day = JUNE + timedelta(30)
    assert stays(db, world) == [(world.lam_thao, JUNE, day), (world.offices, day, None)]


def test_a_day_that_does_not_go_with_what_is_known_changes_nothing(database: Database, world: World) -> None:
    with database.transaction() as db:
        approve(db, world, say(db, world))
        one = say(db, world, world.offices)

    with pytest.raises(Problem, match="01/06/2026"), database.transaction() as db:
        approve(db, world, one, JUNE - timedelta(1))
    with database.reading() as db:
        assert stays(db, world) == [(world.lam_thao, JUNE, None)]
        assert queries.of_person(db, world.an.person_id)[0].state == State.WAITING


def test_what_an_office_has_brought_meanwhile_stays_as_it_is(db: Session, world: World) -> None:
    one = say(db, world)
    Facts(db, world).join(world.an.person_id, WORKER, world.lam_thao, date(2026, 1, 1))

    approve(db, world, one)

    assert stays(db, world) == [(world.lam_thao, date(2026, 1, 1), None)]


def test_that_it_ended_counts_when_it_is_approved(db: Session, world: World) -> None:
    approve(db, world, say(db, world))
    one = say(db, world, says=Says.ENDED)
    waiting = stays(db, world)

    with pytest.raises(Problem, match="since 01/06/2026"), db.begin_nested():
        approve(db, world, one, JUNE - timedelta(1))
    approve(db, world, one, JUNE + timedelta(9))

    assert waiting == [(world.lam_thao, JUNE, None)]
    assert stays(db, world) == [(world.lam_thao, JUNE, JUNE + timedelta(9))]


def test_what_is_so_already_is_not_said_again(db: Session, world: World) -> None:
    with pytest.raises(Problem, match="not counted there"):
        say(db, world, says=Says.ENDED)
    approve(db, world, say(db, world))
    with pytest.raises(Problem, match="counted there already"):
        say(db, world)


def test_one_thing_is_said_of_a_group_at_a_time(db: Session, world: World) -> None:
    one = say(db, world)
    with pytest.raises(Conflict):
        say(db, world, world.offices)

    actions.take_back(db, one, NOON)

    assert say(db, world, world.offices).org_unit_id == world.offices


def test_that_somebody_is_an_adult_is_never_said(db: Session, world: World) -> None:
    with pytest.raises(Problem):
        actions.declare(db, world.an.person_id, Group.ADULT, world.lam_thao, NOON)
