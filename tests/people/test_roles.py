"""The administrator gives and ends roles within the own places; elsewhere nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.clock import local_date, now
from lms.db import Database
from lms.people import queries
from lms.people.actions import end_role, grant_role
from lms.people.models import Person, RoleGrant
from lms.problems import Conflict
from lms.roles import Role
from tests.builders import Somebody, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.walk import errors


def page_of(database: Database, somebody: Somebody) -> str:
    with database.reading() as db:
        return f"/people/{db.get_one(Person, somebody.person_id).public_id}/roles"


def grants_of(database: Database, somebody: Somebody) -> list[RoleGrant]:
    """Every grant there ever was, in the order in which they were given."""
    with database.reading() as db:
        return list(
            db.scalars(select(RoleGrant).where(RoleGrant.person_id == somebody.person_id).order_by(RoleGrant.id))
        )


def grant_of(database: Database, somebody: Somebody) -> int:
    [grant] = [grant for grant in grants_of(database, somebody) if grant.valid_to is None]
    return grant.id


def give(browser: Browser, page: str, role: str, place: str) -> TestResponse:
    browser.client.set_cookie("lang", "en", domain="hoc.example.vn")
    return browser.post(page, page=page, role=role, place=place)


@pytest.fixture
def dung_administers(database: Database, world: World, sign_in: Callable[[Somebody], Browser]) -> Browser:
    """Dũng's browser; he administers Thổ Tang and nothing else."""
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.dung.person_id, Role.ADMINISTRATOR, world.tho_tang, now())
    browser = sign_in(world.dung)
    browser.client.set_cookie("lang", "en", domain="hoc.example.vn")
    return browser


def test_only_administrators_find_the_page(an: Browser, binh: Browser, chi: Browser, hoa: Browser) -> None:
    assert [browser.get("/people/roles").status_code for browser in (an, binh, chi, hoa)] == [404] * 4


def test_a_guest_is_asked_to_sign_in(guest: Browser) -> None:
    assert guest.get("/people/roles").location == "/sign-in?next=/people/roles"


def test_the_page_lists_the_roles_in_the_order_of_given_names(giang: Browser) -> None:
    text = giang.get("/people/roles").text
    places = [text.index(name) for name in ("Trần Văn Bình", "Lê Thị Chi", "Phạm Dũng", "Đỗ Giang</a>", "Vũ Hòa")]

    assert places == sorted(places)
    assert "Nguyễn Thị An" not in text


def test_an_administrator_sees_the_own_places_only(dung_administers: Browser) -> None:
    text = dung_administers.get("/people/roles").text

    assert "Phạm Dũng" in text
    assert "Bình" not in text
    assert "Vũ Hòa" not in text


@pytest.mark.parametrize("typed", ["nguyen an", "AN", "thị", "an "])
def test_people_are_found_without_diacritics_or_by_login_name(giang: Browser, typed: str) -> None:
    assert "Nguyễn Thị An" in giang.get(f"/people/roles?q={typed}").text


def test_people_elsewhere_are_not_found(dung_administers: Browser) -> None:
    text = dung_administers.get("/people/roles?q=nguyen+an").text

    assert "Nguyễn Thị An" not in text
    assert "Nobody in your places is called" in text


@pytest.mark.parametrize("typed", ["%25", "_", "%00", "x" * 3000])
def test_a_search_is_taken_literally(giang: Browser, typed: str) -> None:
    page = giang.get(f"/people/roles?q={typed}")

    assert page.status_code == 200
    assert "Nguyễn Thị An" not in page.text


def test_a_role_is_given_and_holds_at_once(giang: Browser, database: Database, world: World) -> None:
    answer = give(giang, page_of(database, world.an), "teacher", "08500")

    assert answer.status_code == 303
    with database.reading() as db:
        [grant] = queries.grants(db, world.an.person_id, local_date(now()))
    assert (grant.role, grant.org_unit_id) == (Role.TEACHER, world.lam_thao)


def test_giving_a_role_is_on_record(giang: Browser, database: Database, world: World) -> None:
    give(giang, page_of(database, world.an), "teacher", "08500")

    assert rows(database, "SELECT act, subject, actor_id, org_unit_id FROM audit_row") == [
        ("people.grant_role", f"person:{world.an.person_id}", world.giang.person_id, world.lam_thao)
    ]


def test_giving_a_role_twice_is_giving_it_once(giang: Browser, database: Database, world: World) -> None:
    for _ in range(2):
        assert give(giang, page_of(database, world.an), "teacher", "08500").status_code == 303

    assert len(grants_of(database, world.an)) == 1
    assert rows(database, "SELECT count(*) FROM audit_row") == [(1,)]


def test_whoever_gets_a_role_signs_in_anew(giang: Browser, an: Browser, database: Database, world: World) -> None:
    give(giang, page_of(database, world.an), "teacher", "08500")

    assert an.get("/account").status_code == 303


def test_a_role_ended_holds_no_longer_for_the_very_next_page(
    giang: Browser, dung_administers: Browser, database: Database, world: World
) -> None:
    assert dung_administers.get("/people/roles").status_code == 200
    grant = grants_of(database, world.dung)[-1].id
    page = page_of(database, world.dung)

    assert giang.post(f"{page}/{grant}/end", page=page).status_code == 303

    assert dung_administers.get("/people/roles").status_code == 404


def test_ending_a_role_is_on_record_and_keeps_the_row(giang: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.binh)
    giang.post(f"{page}/{grant_of(database, world.binh)}/end", page=page)

    assert rows(database, "SELECT act, subject FROM audit_row") == [
        ("people.end_role", f"person:{world.binh.person_id}")
    ]
    assert len(grants_of(database, world.binh)) == 1


def test_a_role_that_ended_can_be_given_again_the_same_day(giang: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.binh)
    giang.post(f"{page}/{grant_of(database, world.binh)}/end", page=page)

    give(giang, page, "teacher", "08500")

    with database.reading() as db:
        assert len(queries.grants(db, world.binh.person_id, local_date(now()))) == 1


def test_nobody_ends_the_last_role_by_which_they_administer(giang: Browser, database: Database, world: World) -> None:
    giang.client.set_cookie("lang", "en", domain="hoc.example.vn")
    page = page_of(database, world.giang)

    answer = giang.post(f"{page}/{grant_of(database, world.giang)}/end", page=page)

    assert answer.status_code == 409
    assert "You cannot end your own last role as administrator." in answer.text
    assert giang.get("/people/roles").status_code == 200


def test_one_of_two_own_roles_can_be_ended(database: Database, world: World) -> None:
    first = grant_of(database, world.giang)
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.giang.person_id, Role.ADMINISTRATOR, world.tho_tang, now())

    with database.transaction() as db:
        end_role(db, world.giang.person_id, first, now())

    with pytest.raises(Conflict), database.transaction() as db:
        end_role(db, world.giang.person_id, grant_of(database, world.giang), now())


def test_ending_a_role_twice_is_ending_it_once(database: Database, world: World) -> None:
    grant = grant_of(database, world.binh)
    for days in (0, 1):
        with database.transaction() as db:
            end_role(db, world.giang.person_id, grant, now() + timedelta(days=days))

    assert rows(database, "SELECT count(*) FROM audit_row") == [(1,)]


def test_a_person_elsewhere_does_not_exist(dung_administers: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.an)

    assert dung_administers.get(page).status_code == 404
    assert dung_administers.post(page, page="/people/roles", role="teacher", place="08770").status_code == 404


@pytest.mark.parametrize("place", ["08500", "25", "99999", "08770\x00"])
def test_no_role_is_given_outside_the_own_places(
    dung_administers: Browser, database: Database, world: World, place: str
) -> None:
    page = page_of(database, world.dung)

    assert dung_administers.post(page, page=page, role="teacher", place=place).status_code == 404
    assert rows(database, "SELECT count(*) FROM role_grant WHERE role = 'teacher'") == [(1,)]


def test_a_role_elsewhere_cannot_be_ended(dung_administers: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.dung)
    for grant in (grant_of(database, world.binh), grant_of(database, world.hoa), 10**30):
        assert dung_administers.post(f"{page}/{grant}/end", page=page).status_code == 404

    assert rows(database, "SELECT count(*) FROM role_grant WHERE valid_to IS NOT NULL") == [(0,)]


@pytest.mark.parametrize(
    ("role", "place", "sentence"),
    [
        ("", "08500", "Choose a role."),
        ("learner", "08500", "Choose a role."),
        ("king", "08500", "Choose a role."),
        ("teacher", "", "Choose a place."),
    ],
)
def test_a_form_half_filled_in_is_told(
    giang: Browser, database: Database, world: World, role: str, place: str, sentence: str
) -> None:
    answer = give(giang, page_of(database, world.an), role, place)

    assert answer.status_code == 422
    assert sentence in errors(answer)


@pytest.mark.parametrize("typed", ["lam thao", "08500", "LÂM"])
def test_a_place_is_found_by_name_or_code(giang: Browser, database: Database, world: World, typed: str) -> None:
    text = giang.get(f"{page_of(database, world.an)}?q={typed}").text

    assert 'value="08500"' in text
    assert 'value="08770"' not in text


def test_nothing_is_chosen_beforehand(giang: Browser, database: Database, world: World) -> None:
    assert " checked" not in giang.get(page_of(database, world.an)).text


def test_the_list_asks_as_often_for_many_roles_as_for_few(
    giang: Browser, database: Database, world: World, statements: Callable[[Callable[[], object]], int]
) -> None:
    few = statements(lambda: giang.get("/people/roles?q=a"))
    with database.transaction() as db:
        for unit in (world.village_1, world.village_2, world.village_3, world.village_4):
            for somebody in (world.an, world.binh, world.chi):
                grant_role(db, None, somebody.person_id, Role.AUTHOR, unit, now())

    assert statements(lambda: giang.get("/people/roles?q=a")) == few
