"""What a lesson costs somebody who pays by the kilobyte: counted on the line by the browser itself."""

import pytest

from lms.catalogue.queries import current_all
from tests.builders import PASSWORD
from tests.journeys.line import Line, weight
from tests.journeys.visitor import phone_page

FIRST, LATER = 20_000, 8_000

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True)]


@pytest.fixture
def phone(chromium):
    page = phone_page(chromium, has_worker=False)
    yield page
    page.context.close()


@pytest.fixture
def screens(database):
    """The address of every screen of every course in the town."""
    with database.reading() as db:
        return [
            f"/courses/{course.slug}/{module.slug}/{screen.position}"
            for course in current_all(db)
            for module in course.modules
            for screen in module.screens
        ]


def test_the_first_lesson_page_is_light(phone, server, screens):
    line = Line(phone)
    phone.goto(server.base_url + screens[0], wait_until="networkidle")

    came = line.taken()

    assert {"/static/app.css", "/static/app.js", "/static/icons.svg", screens[0]} <= {one.path for one in came}
    assert weight(came) <= FIRST, came


def test_every_later_lesson_page_is_lighter_still(phone, server, screens, world):
    phone.goto(f"{server.base_url}/sign-in?next={screens[0]}")
    phone.fill("[name=login]", world.an.login)
    phone.fill("[name=password]", PASSWORD)
    phone.click("main form button.b")
    phone.wait_for_url(f"**{screens[0]}")
    line, weights = Line(phone), {}
    for screen in screens[1:]:
        phone.goto(server.base_url + screen)
        weights[screen] = weight(line.taken())

    assert len(weights) >= 40
    assert min(weights.values()) > 1_000, "nothing was counted"
    assert {screen: weight for screen, weight in weights.items() if weight > LATER} == {}


def test_going_on_weighs_no_more(phone, server, screens):
    phone.goto(server.base_url + screens[0])
    line = Line(phone)
    phone.click("main form button.b")
    phone.wait_for_url(f"**{screens[1]}")

    assert 1_000 < weight(line.taken()) <= LATER
