"""The account page shows what is kept; a new password ends the stay everywhere else."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from lms.clock import local_date, now
from lms.db import Database
from lms.people.models import Group, Membership, Person
from lms.people.passwords import is_passphrase
from tests.builders import PASSWORD, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.walk import errors

NEW = "nui doi song suoi"


def change(browser: Browser, present: str = PASSWORD, password: str = NEW) -> TestResponse:
    browser.client.set_cookie("lang", "en", domain="hoc.example.vn")
    return browser.post("/account/password", page="/account/password", present=present, password=password)


def test_the_page_shows_what_is_kept(an: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        db.get_one(Person, world.an.person_id).phone = "+84912345678"
        who, today = world.an.person_id, local_date(now())
        db.add(Membership(person_id=who, group=Group.ENTERPRISE_WORKER, org_unit_id=world.lam_thao, valid_from=today))
    an.client.set_cookie("lang", "en", domain="hoc.example.vn")

    page = an.get("/account").text

    for kept in (
        "Nguyễn Thị An",
        "1958",
        "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        "0912 345 678",
        "<dd>an</dd>",
        "Worker in an enterprise",
    ):
        assert kept in page


def test_a_guest_has_no_account(guest: Browser) -> None:
    assert guest.get("/account").location.startswith("/sign-in?next=")


def test_a_new_password_ends_every_other_session(app: Flask, an: Browser, world: World) -> None:
    elsewhere = Browser(app).as_(world.an)
    assert elsewhere.get("/account").status_code == 200

    assert change(an).location == "/account"

    assert an.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_the_new_password_opens_and_the_old_one_does_not(app: Flask, an: Browser) -> None:
    change(an)

    old = Browser(app).post("/sign-in", page="/sign-in", login="an", password=PASSWORD)
    new = Browser(app).post("/sign-in", page="/sign-in", login="an", password=NEW)

    assert (old.status_code, new.status_code) == (422, 303)


def test_changing_the_password_is_on_record(an: Browser, database: Database, world: World) -> None:
    change(an)

    assert rows(database, "SELECT act, actor_id FROM audit_row") == [("people.change_password", world.an.person_id)]


def test_the_password_so_far_has_to_be_right(an: Browser, database: Database) -> None:
    page = change(an, present="khong phai the")

    assert page.status_code == 422
    assert "is not right" in errors(page)
    assert rows(database, "SELECT count(*) FROM audit_row") == [(0,)]


def test_guessing_it_here_has_to_wait_too(an: Browser) -> None:
    answers = [change(an, present="khong phai the").status_code for _ in range(7)]

    assert answers == [422] * 6 + [429]


def test_a_password_is_offered_and_may_be_refused(an: Browser) -> None:
    offered = re.findall(r'name="suggested" value="([^"]+)"', an.get("/account/password").text)

    assert len(offered) == 1
    assert is_passphrase(offered[0])
    assert change(an, password="mot hai ba bon").location == "/account"


def test_what_was_offered_stays_the_same_when_something_is_wrong(an: Browser) -> None:
    page = an.post(
        "/account/password", page="/account/password", present="sai", password=NEW, suggested="lua non suong som"
    )

    assert page.status_code == 422
    assert page.text.count("lua non suong som") == 2
    assert f'value="{NEW}"' in page.text


def test_no_other_visit_is_offered_the_same_password(an: Browser) -> None:
    offered = {re.findall(r'name="suggested" value="([^"]+)"', an.get("/account/password").text)[0] for _ in range(8)}

    assert len(offered) == 8


def test_a_weak_new_password_is_told(an: Browser) -> None:
    assert "it needs at least 8" in errors(change(an, password="ngan"))
    assert "guessed first" in errors(change(an, password="12345678"))
    assert "Type the password so far." in errors(change(an, present=""))
