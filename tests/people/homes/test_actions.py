"""Whoever has died, left or moved counts from that day as the figures say, and it is on record who wrote it down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.clock import local_date
from lms.notices.models import Notice
from lms.people import queries as people
from lms.people.homes import queries
from lms.people.homes.actions import move, record_departure, settle, take_departure_back
from lms.people.homes.rules import Why
from lms.people.models import Login, Person, Residence, RoleGrant
from lms.places.models import OrgUnit
from lms.problems import Conflict, Problem
from lms.statistics.rules import Indicator
from tests.builders import NOON, World
from tests.statistics.facts import Facts
from tests.statistics.test_worked_examples import count

DIED = date(2026, 7, 12)
LATER = NOON + timedelta(hours=1)
TODAY = local_date(NOON)


def leave(db: Session, world: World, why: Why = Why.DIED, on: date = DIED) -> list[int]:
    return record_departure(db, db.get_one(Person, world.an.person_id), world.chi.person_id, why, on, NOON)


def take_back(db: Session, world: World) -> None:
    take_departure_back(db, db.get_one(Person, world.an.person_id), world.chi.person_id, LATER)


def acts(db: Session) -> list[tuple[str, int | None]]:
    return [(row.act, row.org_unit_id) for row in db.query(AuditRow).filter(AuditRow.act.startswith("people."))]


@pytest.mark.parametrize("why", list(Why))
def test_whoever_is_gone_counts_until_the_day_before_and_again_when_it_is_taken_back(
    db: Session, world: World, why: Why
) -> None:
    facts = Facts(db, world)
    facts.require(Indicator.ADULT, "dich-vu-cong")
    facts.certify(world.an.person_id)
    days = (DIED - timedelta(1), DIED, TODAY)

    leave(db, world, why)
    gone = [count(facts, Indicator.ADULT, on) for on in days]
    take_back(db, world)
    take_back(db, world)

    assert gone == [1, 0, 0]
    assert [count(facts, Indicator.ADULT, on) for on in days] == [1, 1, 1]
    assert acts(db) == [("people.departure", world.village_1), ("people.departure-taken-back", world.village_1)]


def test_nobody_signs_in_as_somebody_who_died(db: Session, world: World) -> None:
    key = f"{world.an.login_id}:1"
    assert people.visitor(db, key, TODAY)

    assert leave(db, world) == [world.an.login_id]

    assert people.visitor(db, key, TODAY) is None
    assert people.logins_meant(db, "an") == []
    assert db.query(Notice).count() == 0


def test_when_it_is_taken_back_only_the_ways_in_that_were_closed_with_it_are_open_again(
    db: Session, world: World
) -> None:
    closed_before = Login(
        person_id=world.an.person_id,
        name="an2",
        folded_name="an2",
        password_hash="",
        created_at=NOON,
        disabled_at=NOON - timedelta(1),
    )
    db.add(closed_before)
    db.flush()
    leave(db, world)

    take_back(db, world)
    db.expire_all()

    assert [login.name for login in people.logins_meant(db, "an")] == ["an"]
    assert people.login_named(db, "an2") is None
    assert people.visitor(db, f"{world.an.login_id}:1", TODAY) is None, "sessions of before stay ended"


def test_whoever_moved_out_goes_on_signing_in_and_is_told(db: Session, world: World) -> None:
    assert leave(db, world, Why.MOVED_OUT) == []

    assert people.visitor(db, f"{world.an.login_id}:1", TODAY)
    [told] = db.query(Notice)
    assert (told.kind, told.values) == ("left-province", {"day": "12/07/2026"})


def test_the_ways_in_of_rows_found_to_be_the_same_person_close_too(db: Session, world: World) -> None:
    db.get_one(Person, world.dung.person_id).canonical_id = world.an.person_id
    db.execute(delete(RoleGrant).where(RoleGrant.person_id == world.dung.person_id))

    assert leave(db, world) == sorted([world.an.login_id, world.dung.login_id])


def test_it_is_written_down_once(db: Session, world: World) -> None:
    leave(db, world)

    with pytest.raises(Conflict, match="already"):
        leave(db, world, Why.MOVED_OUT, TODAY)
    assert db.get_one(Person, world.an.person_id).left_on == DIED


def test_somebody_with_a_role_dies_only_after_the_role_has_ended(db: Session, world: World) -> None:
    binh = db.get_one(Person, world.binh.person_id)

    with pytest.raises(Conflict, match="role"):
        record_departure(db, binh, world.hoa.person_id, Why.DIED, DIED, NOON)
    assert queries.departure(db, binh.id) is None


def moved(db: Session, world: World, unit_id: int, on: date = TODAY) -> None:
    unit, an = db.get_one(OrgUnit, unit_id), db.get_one(Person, world.an.person_id)
    move(db, an, world.chi.person_id, unit, on, NOON)


def test_whoever_moves_counts_in_the_new_place_from_that_day(db: Session, world: World) -> None:
    facts = Facts(db, world)
    facts.require(Indicator.ADULT, "dich-vu-cong")
    facts.certify(world.an.person_id)

    moved(db, world, world.village_3, date(2026, 6, 1))

    def both(on: date) -> list[int | None]:
        return [count(facts, Indicator.ADULT, on, unit) for unit in (world.lam_thao, world.tho_tang)]

    assert [both(date(2026, 5, 31)), both(date(2026, 6, 1))] == [[1, 0], [0, 1]]
    assert acts(db) == [("people.move", world.village_3)]
    assert db.query(Notice).one().values == {"place": "Khu 1, Xã Thổ Tang, Tỉnh Phú Thọ", "day": "01/06/2026"}


def test_a_home_that_was_wrong_from_its_first_day_is_no_home(db: Session, world: World) -> None:
    began = db.query(Residence).filter_by(person_id=world.an.person_id).one().valid_from

    moved(db, world, world.village_2, began)

    assert [(home.since, home.until) for home in queries.homes(db, world.an.person_id, TODAY)] == [(began, None)]


def test_nobody_moves_to_where_they_live_or_when_they_are_gone(db: Session, world: World) -> None:
    with pytest.raises(Problem, match="lives there already"):
        moved(db, world, world.village_1)
    leave(db, world)
    with pytest.raises(Conflict, match="gone"):
        moved(db, world, world.village_2)


def test_whoever_is_late_with_an_earlier_day_is_told(db: Session, world: World) -> None:
    moved(db, world, world.village_2)

    with pytest.raises(Conflict, match="meanwhile"):
        settle(db, world.an.person_id, world.village_3, TODAY - timedelta(1))
