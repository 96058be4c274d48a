"""Guests half way in: those who sign up, and those who come with pictures, a card, a code or a shared telephone number."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select

from lms.clock import now
from lms.db import Database
from lms.demonstration.people import CLASS_CODE, SIGN_INS
from lms.people.activation.actions import print_card
from lms.people.activation.queries import has_way_in
from lms.people.models import Person
from lms.people.papers.actions import give_code, make_card
from lms.people.passwords import hashed
from tests.builders import PASSWORD, Somebody
from tests.journeys.browser import launched, program
from tests.journeys.visitor import phone_page

Cookies = dict[str, str]
_SECRET, _CODE, _NUMBER = "A" * 22, "12345678", "+84912345678"


def guests(
    base_url: str, database: Database, family: tuple[Somebody, Somebody], helper: Somebody
) -> dict[str, Cookies]:
    """What the browser of each keeps. ``family`` share a telephone; ``helper`` has given the first a card and a code."""
    with database.transaction() as db:
        for somebody in family:
            db.get_one(Person, somebody.person_id).phone = _NUMBER
        make_card(db, helper.person_id, family[0].login_id, _SECRET, now())
        give_code(db, helper.person_id, family[0].login_id, hashed(_CODE), now())
        without = db.scalars(select(Person.id).where(~has_way_in()).order_by(Person.id)).first()
        assert without is not None
        print_card(db, helper.person_id, without, _SECRET, hashed(_CODE), now())
    walks: dict[str, Callable[[Page], None]] = {
        "signing-up": _sign_up,
        "child": lambda page: _say_who(page, now().year - 12),
        "with-pictures": lambda page: _come_with_pictures(page, family[0].login),
        "with-card": lambda page: _go(page, f"/card/{_SECRET}"),
        "with-start": lambda page: _go(page, f"/start/{_CODE}.{_SECRET}"),
        "beginning": _begin,
        "with-code": lambda page: _come_with_code(page, family[0].login),
        "named": _tap_a_name,
        "sharing": _share_a_number,
    }
    with sync_playwright() as playwright, launched(playwright, program()) as chromium:
        return {who: _kept(chromium, base_url, walk) for who, walk in walks.items()}


def _kept(chromium: Chromium, base_url: str, walk: Callable[[Page], None]) -> Cookies:
    page = phone_page(chromium)
    page.goto(base_url)
    walk(page)
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    page.context.close()
    return cookies


def _go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


def _go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form .b:not(.two)").first.click()


def _say_who(page: Page, birth_year: int) -> None:
    _go(page, "/sign-up")
    page.fill("[name=name]", "Hoàng Thị Ngọc Ánh")
    page.fill("[name=birth_year]", str(birth_year))
    _go_on(page)


def _sign_up(page: Page) -> None:
    """Up to the last page."""
    _say_who(page, 1958)
    _go(page, "/sign-up/commune?q=lam+thao")
    with page.expect_navigation():
        page.locator("#found ~ form button[name=commune]").first.click()
    page.locator("[name=village]").first.check()
    _go_on(page)
    _go_on(page)


def _come_with_pictures(page: Page, login: str) -> None:
    _go(page, "/sign-in")
    page.fill("[name=login]", login)
    with page.expect_navigation():
        page.click("[name=way][value=pictures]")


def _come_with_code(page: Page, login: str) -> None:
    _go(page, "/sign-in/code")
    page.fill("[name=login]", login)
    page.fill("[name=code]", _CODE)
    _go_on(page)


def _begin(page: Page) -> None:
    """Somebody without an account has agreed on the card."""
    _go(page, f"/start/{_CODE}.{_SECRET}")
    page.check("[name=consent]")
    _go_on(page)


def _share_a_number(page: Page) -> None:
    _go(page, "/sign-in")
    page.fill("[name=login]", _NUMBER)
    page.fill("[name=password]", PASSWORD)
    _go_on(page)


def _tap_a_name(page: Page) -> None:
    """In the class of the demonstration, that of its learner, who has a password."""
    _go(page, f"/lop/{CLASS_CODE}")
    with page.expect_navigation():
        page.click(f"button[name=who] >> text={SIGN_INS[0].name}")
