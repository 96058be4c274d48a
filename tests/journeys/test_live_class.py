"""A wall and twelve telephones: five drop out in the middle of a question, all return, and every answer counts once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from lms.classroom import actions as classes
from lms.classroom.live.questions.models import LiveAnswer
from lms.clock import now
from lms.db import Database
from lms.places.models import OrgUnit
from tests.builders import PASSWORD, Somebody, World, add_person
from tests.courses import publish_tiny_course
from tests.journeys.visitor import phone_page
from tests.serving import Server, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.far, pytest.mark.parametrize("template", ["sqlite"], indirect=True)]

CODE = "4K7M2P"
ANSWERED = "12 trên 12 người đã trả lời"


@pytest.fixture
def people(database: Database, world: World) -> list[Somebody]:
    """Twelve people in a class of Bình's, each with a name of their own."""
    with database.transaction() as db:
        village = db.get_one(OrgUnit, world.village_1)
        called = [add_person(db, f"Vi Thị Nhớ {at}", 1950 + at, village, f"nho{at}") for at in range(12)]
        course = publish_tiny_course(db, "nho")
        new = classes.NewClass(world.binh.person_id, "Lớp tối", village.id, course.course_id)
        group = classes.make_class(db, new, now(), lambda: CODE)
        classes.put_in_new(db, group, [one.person_id for one in called], now())
    return called


@pytest.fixture
def teacher(
    chromium: Chromium, server: Server, database: Database, world: World, people: list[Somebody]
) -> Iterator[Page]:
    """The teacher's machine, at the page of their class."""
    assert people
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, locale="vi-VN")
    context.add_cookies([{"name": "sid", "value": signed_in(database, world.binh), "url": server.base_url}])
    page = context.new_page()
    page.goto(f"{server.base_url}/classes")
    page.click("main a.go")
    yield page
    context.close()


@pytest.fixture
def phones(chromium: Chromium, server: Server, database: Database, people: list[Somebody]) -> Iterator[list[Page]]:
    """Their telephones: the first has no script and comes in by its name, the others are signed in already."""
    pages = [phone_page(chromium, has_script=at > 0, has_worker=False) for at in range(len(people))]
    for page, one in list(zip(pages, people, strict=True))[1:]:
        page.context.add_cookies([{"name": "sid", "value": signed_in(database, one), "url": server.base_url}])
    yield pages
    for page in pages:
        page.context.close()


def come_in(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/lop/{CODE}")
    page.click("text=Vào buổi học đang diễn ra")


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words, timeout=30_000)


def choose(page: Page, place: int) -> None:
    page.check(f"[data-answer] input[value='{place}']", force=True)
    page.click("[data-answer] .b")


def test_twelve_telephones_and_a_wall(
    teacher: Page, phones: list[Page], people: list[Somebody], server: Server, database: Database
) -> None:
    teacher.click("text=Bắt đầu buổi học hôm nay")
    wall = teacher.context.new_page()
    wall.goto(teacher.url.replace("/live", "/screen"))
    phones[0].goto(f"{server.base_url}/lop/{CODE}")
    phones[0].click(f"button[name=who] >> text={people[0].name}")
    phones[0].fill("[name=password]", PASSWORD)
    phones[0].click("main .b:not(.two)")
    for page in phones[1:]:
        come_in(page, server)
    shows(wall, "12 người đã vào")
    teacher.reload()
    shows(teacher, "12 trên 12 người đã vào")

    teacher.click("text=Hỏi cả lớp")
    teacher.click("details[open] button >> nth=0")
    phones[0].click("text=Xem câu hỏi")
    for page in phones:
        page.wait_for_selector("[data-answer]")
    dropped, closed = phones[1:3], phones[3:6]
    for page in dropped:
        page.context.set_offline(True)
        choose(page, 1)
    choose(closed[0], 1)
    closed[0].wait_for_selector("text=Đã lưu lúc")
    for page in closed:
        page.close()
    for page in [phones[0], *phones[6:]]:
        choose(page, 1)
    shows(wall, "8 trên 12 người đã trả lời")
    assert dropped[0].is_visible("[data-lost]")

    for page in dropped:
        page.context.set_offline(False)
    back = [page.context.new_page() for page in closed]
    for page in back:
        come_in(page, server)
    assert back[0].is_visible("text=Đã lưu lúc"), "what was answered before is there"
    choose(back[0], 2)
    for page in back[1:]:
        choose(page, 1)
    teacher.click("text=Hiện biểu đồ")
    shows(wall, ANSWERED)
    for page in [*dropped, *back]:
        page.wait_for_selector("text=Đã lưu lúc")

    assert "Nhớ" not in wall.content()
    assert "Bình" not in wall.inner_text("body").replace("Bình dân học vụ số", "")
    expect(wall.locator(".votes b").nth(1)).to_have_text("11", timeout=30_000)
    with database.reading() as db:
        kept = {row.person_id: (row.chosen, row.number) for row in db.query(LiveAnswer)}
    assert kept == {one.person_id: ([1], 1) for one in people} | {people[3].person_id: ([2], 2)}
