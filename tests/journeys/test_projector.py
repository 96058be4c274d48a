"""The wall in a real browser: every shipped lesson fits it, keys turn it, and it goes on without a network."""

from __future__ import annotations

import pytest

from lms.catalogue.queries import current_all
from lms.classroom.actions import NewClass, make_class
from lms.classroom.projector.slides import divided
from lms.classroom.projector.tree import parse
from lms.clock import now
from tests.builders import PASSWORD
from tests.classroom.projector.test_slides import said

WALLS = ((1280, 720), (1920, 1080))
SMALLEST = 32
"""Pixels of what is read on a wall of 1280."""
OVERFLOW = """() => Array.from(document.querySelectorAll(".slide"), (slide) => {
  const shown = slide.classList.contains("now");
  slide.classList.add("now");
  const parts = [slide, slide.querySelector(".text")];
  const found = [slide.id, ...parts.flatMap((part) => [part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth])];
  slide.classList.toggle("now", shown);
  return found;
}).filter(([, ...over]) => over.some((pixels) => pixels > 1))"""
SIZES = """() => Array.from(document.querySelectorAll(".text, .where > span"), (part) => parseFloat(getComputedStyle(part).fontSize))"""

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True)]


@pytest.fixture
def lessons(database, world):
    """The walls of every lesson of every shipped course."""
    with database.transaction() as db:
        courses = current_all(db)
        all_is_said(courses)
        classes = [
            make_class(db, NewClass(world.binh.person_id, "Lớp", world.village_1, one.course_id), now())
            for one in courses
        ]
        pages = [f"/classes/{one.public_id}/projector" for one in classes]
    return [f"{page}/{module.slug}" for page, one in zip(pages, courses, strict=True) for module in one.modules]


def all_is_said(courses):
    """Every word of every screen stands on its slides, in its order."""
    for screen in (screen for course in courses for module in course.modules for screen in module.screens):
        slides = divided(screen.position, screen.title, screen.html)
        assert "".join(said(parse(slide.html)) for slide in slides) == said(parse(screen.html))


@pytest.fixture
def wall(chromium, server, world):
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{server.base_url}/sign-in?next=/classes")
    page.fill("[name=login]", world.binh.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.b")
    page.wait_for_url("**/classes")
    yield page
    context.close()


def test_every_slide_of_every_lesson_fits_and_is_turned_near_and_far_and_without_a_network(wall, server, lessons):
    heard = []
    wall.on("console", lambda message: "ERR_INTERNET_DISCONNECTED" in message.text or heard.append(message.text))
    wall.on("pageerror", lambda error: heard.append(str(error)))
    for lesson in lessons:
        wall.goto(server.base_url + lesson)
        for width, height in WALLS:
            wall.set_viewport_size({"width": width, "height": height})
            assert (lesson, width, wall.evaluate(OVERFLOW)) == (lesson, width, [])
        wall.set_viewport_size({"width": 1280, "height": 720})
        assert min(wall.evaluate(SIZES)) >= SMALLEST

    assert wall.locator("[data-here]").evaluate("e => !e.hidden")
    wall.context.set_offline(True)
    turn(wall)
    assert heard == []
    wall.context.set_offline(False)
    turn_from_afar(wall, server, lessons[0])


def turn(wall):
    """By every key a teacher or a clicker presses, by touch and by links."""
    count = wall.locator(".slide").count()
    pressed = [shown(wall)]
    for key in ("ArrowRight", "PageDown", "Space", "ArrowLeft", "PageUp", "End", "ArrowRight", "Home", "ArrowLeft"):
        wall.keyboard.press(key)
        pressed.append(shown(wall))
    assert pressed == [1, 2, 3, 4, 3, 2, count, count, 1, 1]

    wall.mouse.click(1250, 300)
    wall.click("#s2 .where a:last-child")
    assert shown(wall) == 3
    wall.mouse.click(20, 300)
    assert shown(wall) == 2
    for key in ("b", "."):
        wall.keyboard.press(key)
        assert wall.locator(".slide:visible").count() == (0 if key == "b" else 1)
    wall.keyboard.press("End")
    pictures = wall.evaluate("() => Array.from(document.images, (image) => image.complete && image.naturalWidth > 0)")
    assert pictures
    assert all(pictures)


def shown(wall):
    """The number of the one slide that is there."""
    [slide] = wall.locator(".slide:visible").all()
    return int(slide.get_attribute("id")[1:])


def turn_from_afar(wall, server, lesson):
    """A telephone turns the wall, and after an outage the wall tells where its own keys have brought it."""
    wall.goto(server.base_url + lesson)
    phone = wall.context.new_page()
    phone.set_viewport_size({"width": 360, "height": 640})
    with wall.expect_response(lambda answer: answer.url.endswith("/state")):
        wall.keyboard.press("PageDown")
    phone.goto(f"{server.base_url}{lesson.rpartition('/projector/')[0]}/remote")
    phone.wait_for_selector("text=trang 2/")
    phone.get_by_role("button", name="Sang trang sau").click()
    phone.wait_for_selector("text=trang 3/")
    wall.wait_for_selector("#s3", state="visible")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360

    wall.context.set_offline(True)
    wall.keyboard.press("End")
    last = shown(wall)
    wall.context.set_offline(False)
    phone.wait_for_selector(f"text=trang {last}/{last}")
    assert shown(wall) == last > 3
