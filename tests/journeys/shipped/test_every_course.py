"""Every course as it is shipped, taken by a newcomer from its first page to its certificate: `make walk`.

What is right they look up in the author's folder; the pages are compared with it on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lms.certificates.codes import grouped
from tests.journeys.learner import Learner
from tests.journeys.paper import scanned, words_on
from tests.journeys.shipped.answer_key import course_in
from tests.journeys.shipped.conftest import COURSES, School
from tests.journeys.shipped.sharp_eyes import SharpEyes
from tests.journeys.shipped.walker import Walker
from tests.journeys.visitor import Visitor

NAME, BIRTH_YEAR = "Phùng Thị Bích Phượng", 1958
SHORTEST = "em-an-toan-tren-mang"

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.mark.parametrize(
    ("slug", "has_script"),
    [*((slug, True) for slug in COURSES), (SHORTEST, False)],
    ids=[*COURSES, f"{SHORTEST}-without-script"],
)
def test_a_newcomer_comes_from_the_first_page_to_the_certificate(
    slug: str,
    has_script: bool,
    school: School,
    visitor: Callable[[], Visitor],
    eyes: SharpEyes,
    tmp_path: Path,
) -> None:
    course, learner = course_in(COURSES[slug]), visitor()
    walker = Walker(learner, course)
    walker.set_out()
    Learner(learner, school.database).sign_up(NAME, BIRTH_YEAR, "lam thao", "Khu 1", "một hai ba bốn")
    learner.go_on()
    for module in course.modules:
        walker.walk_through(module)
    walker.pass_the_final()
    code = take_the_certificate(learner, course.facts.title, school, tmp_path)
    see_every_explanation(learner, slug)
    check_it_as_a_stranger(visitor(), course.facts.title, code)
    assert eyes.pictures > 0


def take_the_certificate(learner: Visitor, title: str, school: School, folder: Path) -> str:
    """The paper says who learned what, and its QR code leads to the check. Returns its code."""
    assert NAME in learner.text
    address = str(learner.page.locator("main a[href$='.pdf']").first.get_attribute("href"))
    code = address.removeprefix("/certificates/").removesuffix(".pdf")
    file = learner.fetch(address)
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")
    words = words_on(file.body())
    for wanted in (NAME, title, grouped(code)):
        assert wanted in words
    assert scanned(file.body(), folder).partition("#")[0] == f"{school.server.base_url}/x/{code}"
    learner.open(f"/certificates/{code}")
    assert learner.fetch(str(learner.page.locator("main a[href$='.png']").get_attribute("href"))).status == 200
    return code


def see_every_explanation(learner: Visitor, slug: str) -> None:
    """The result of the final, and the page of the course with all its rays lit."""
    learner.open(f"/courses/{slug}/final/result")
    learner.open(f"/courses/{slug}")
    drum = learner.page.locator("main .lamp .drum")
    assert drum.locator(".d3").count() > 1
    assert drum.locator(".d4").count() == 0


def check_it_as_a_stranger(stranger: Visitor, title: str, code: str) -> None:
    """Everybody may check the code."""
    stranger.open(f"/x/{code}")
    assert stranger.page.locator(".verdict:not(.ask):not(.stop)").is_visible()
    assert title in stranger.text
