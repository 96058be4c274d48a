"""Two entries are found to be one person: figures count them once, and it can be taken back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update

from lms.audit.models import AuditRow
from lms.db import Database
from lms.people.doubles.actions import join
from lms.people.models import Person
from lms.problems import Conflict
from lms.statistics.counting.queries import by_unit
from lms.statistics.rules import Indicator
from tests.builders import NOON, World
from tests.pages import Browser
from tests.statistics.facts import TODAY, Facts

REASON = "Cùng một căn cước"


@pytest.fixture
def two(database: Database, world: World) -> tuple[str, str]:
    """Two certified entries of one name and year in one village; a third elsewhere."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        people = [*facts.adults(2, world.village_1, certified=2), facts.person(world.village_3)]
        db.execute(update(Person).where(Person.id.in_(people)).values(name="Lê Thị Đôi", folded_name="le thi doi"))
        found = list(db.scalars(select(Person.public_id).where(Person.id.in_(people)).order_by(Person.id)))
    return found[0], found[1]


def counted(database: Database, world: World) -> int:
    with database.reading() as db:
        return by_unit(db, Indicator.ADULT, TODAY).get(world.village_1, 0)


def test_two_entries_count_once_until_it_is_taken_back(
    database: Database, world: World, two: tuple[str, str], chi: Browser
) -> None:
    page = f"/people/{two[0]}/same"
    asked = chi.get(page).text
    assert asked.count('name="other"') == 1, "whoever lives elsewhere is not offered"
    assert counted(database, world) == 2

    sure = chi.post(page, page=page, other=two[1], reason=REASON)
    assert REASON in sure.text
    assert counted(database, world) == 2
    assert chi.post(page, page=page, other=two[1], reason=REASON, sure="yes").status_code == 303
    assert counted(database, world) == 1
    assert chi.get(f"/people/{two[1]}/home").status_code == 404

    again = re.search(r'action="([^"]+/take-apart)"', chi.get(page).text)
    assert again
    for _ in range(2):
        assert chi.post(again[1], page=page).status_code == 303
    assert counted(database, world) == 2
    with database.reading() as db:
        acts = list(db.scalars(select(AuditRow.act).where(AuditRow.act.like("people.%")).order_by(AuditRow.id)))
    assert acts.count("people.join") == acts.count("people.take-apart") == 1


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(two: tuple[str, str], chi: Browser) -> None:
    page = f"/people/{two[0]}/same"

    no_other = chi.post(page, page=page, reason=REASON)
    no_reason = chi.post(page, page=page, other=two[1], reason=" ")

    assert (no_other.status_code, no_reason.status_code) == (422, 422)
    assert f'value="{REASON}"' in no_other.text
    assert "checked" in no_reason.text


def test_only_those_in_charge_of_both_find_them(two: tuple[str, str], dung: Browser, an: Browser) -> None:
    for browser in (dung, an):
        assert browser.get(f"/people/{two[0]}/same").status_code == 404
        assert browser.post(f"/people/{two[0]}/same", other=two[1], reason=REASON, sure="yes").status_code == 404


def test_chains_and_second_joins_are_refused(database: Database, world: World, two: tuple[str, str]) -> None:
    with database.transaction() as db:
        one, other = (db.scalars(select(Person).where(Person.public_id == public)).one() for public in two)
        third = db.get_one(Person, Facts(db, world).person(world.village_1))
        join(db, one, other, REASON, world.chi.person_id, NOON)
        db.flush()
        for kept, given in ((third, other), (third, one), (other, third)):
            with pytest.raises(Conflict):
                join(db, kept, given, REASON, world.chi.person_id, NOON)
