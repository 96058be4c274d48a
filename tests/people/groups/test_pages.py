"""A learner says where they learn or work, an official of that place answers, and others find nothing."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.test import TestResponse

from lms.db import Database
from lms.people.groups.models import Declaration
from lms.people.models import Group, Membership
from tests.builders import World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.walk import errors

NEW = "/account/groups/new"
MINE = "/account/groups"


def say(
    browser: Browser, group: str = "enterprise-worker", place: str = "08770", note: str = "HTX Thổ Tang"
) -> TestResponse:
    return browser.post(NEW, page=NEW, group=group, place=place, note=note)


def address(database: Database) -> str:
    with database.reading() as db:
        return f"/people/groups/{db.query(Declaration).one().public_id}"


def memberships(database: Database) -> int:
    with database.reading() as db:
        return db.query(Membership).count()


def test_what_a_learner_says_counts_when_the_official_of_the_place_approves_it(
    an: Browser, dung: Browser, database: Database, world: World
) -> None:
    assert say(an).status_code == 303
    assert "HTX Thổ Tang" in an.get(MINE).text
    assert memberships(database) == 0
    page = address(database)
    assert "Nguyễn Thị An" in dung.get("/people/groups").text

    assert dung.post(f"{page}/approve", page=page, on="01/06/2026").status_code == 303

    with database.reading() as db:
        kept = db.query(Membership).one()
        assert (kept.org_unit_id, kept.valid_from, kept.group) == (
            world.tho_tang,
            date(2026, 6, 1),
            "enterprise-worker",
        )
    assert "01/06/2026" in an.get(MINE).text
    assert "đã được duyệt" in an.get("/notices").text
    assert dung.post(f"{page}/approve", page="/people/groups", on="02/06/2026").status_code == 409
    assert memberships(database) == 1


def test_only_the_place_of_work_and_the_province_answer(
    an: Browser, binh: Browser, chi: Browser, hoa: Browser, giang: Browser, database: Database
) -> None:
    say(an)
    page = address(database)

    assert [browser.get(page).status_code for browser in (an, binh, chi, giang, hoa)] == [404, 404, 404, 404, 200]
    assert chi.post(f"{page}/approve", on="01/06/2026").status_code == 404


def test_bodies_of_the_province_are_answered_for_by_the_province(
    an: Browser, chi: Browser, hoa: Browser, database: Database
) -> None:
    say(an, "public-sector", "25.KCT")

    assert chi.get(address(database)).status_code == 404
    assert "1 " in hoa.get("/desk").text
    assert "Khối cấp tỉnh" in hoa.get(address(database)).text


def test_nobody_answers_the_own(dung: Browser, database: Database) -> None:
    say(dung)

    assert dung.get(address(database)).status_code == 404


def test_a_refusal_needs_a_reason_and_the_learner_reads_it(an: Browser, dung: Browser, database: Database) -> None:
    say(an)
    page = address(database)

    assert dung.post(f"{page}/refuse", page=page, reason=" ").status_code == 422
    dung.post(f"{page}/refuse", page=page, reason="Hợp tác xã báo chưa có tên.")

    assert "Hợp tác xã báo chưa có tên." in an.get(MINE).text
    assert memberships(database) == 0


@pytest.mark.parametrize("on", ["01/06/2030", "1957", "", "01/06/1950"])
def test_a_day_that_cannot_be_comes_back_as_it_was_typed(
    an: Browser, dung: Browser, database: Database, on: str
) -> None:
    say(an)
    page = address(database)

    answer = dung.post(f"{page}/approve", page=page, on=on)

    assert answer.status_code == 422
    assert f'value="{on}"' in answer.text
    assert errors(answer)
    assert memberships(database) == 0


@pytest.mark.parametrize(
    "typed",
    [{"group": ""}, {"group": "adult"}, {"place": ""}, {"place": "99999"}, {"place": "25"}, {"note": "x" * 301}],
)
def test_what_cannot_be_said_comes_back_as_it_was_typed(an: Browser, database: Database, typed: dict[str, str]) -> None:
    answer = say(an, **{"note": "HTX Thổ Tang", **typed})

    assert answer.status_code == 422
    assert f'value="{typed.get("note", "HTX Thổ Tang")}"' in answer.text
    assert rows(database, "SELECT id FROM group_declaration") == []


def test_it_can_be_taken_back_and_only_by_the_one_who_said_it(an: Browser, dung: Browser, database: Database) -> None:
    say(an)
    public_id = address(database).rpartition("/")[2]

    assert dung.post(f"{MINE}/{public_id}/take-back").status_code == 404
    for _again in range(2):
        assert an.post(f"{MINE}/{public_id}/take-back", page=MINE).status_code == 303
    assert "Nguyễn Thị An" not in dung.get("/people/groups").text
    assert say(an).status_code == 303


def test_saying_it_twice_is_refused_while_it_waits(an: Browser) -> None:
    say(an)

    assert say(an, place="08500").status_code == 409


def test_a_learner_says_that_it_ended(an: Browser, dung: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        db.add(
            Membership(
                person_id=world.an.person_id,
                group=Group.ENTERPRISE_WORKER,
                org_unit_id=world.tho_tang,
                valid_from=date(2026, 1, 1),
            )
        )
    page = f"{MINE}/enterprise-worker/ended"
    assert an.get(f"{MINE}/primary-pupil/ended").status_code == 404

    assert an.post(page, page=page, note="Nghỉ từ tháng 6").status_code == 303
    waiting = address(database)
    assert "Nghỉ từ tháng 6" in dung.get(waiting).text
    dung.post(f"{waiting}/approve", page=waiting, on="01/06/2026")

    with database.reading() as db:
        assert db.query(Membership).one().valid_to == date(2026, 6, 1)
