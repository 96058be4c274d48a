"""The place that is measured: the demonstration of the whole province, with a learner at every station of a course."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current
from lms.certificates.codes import new_code
from lms.certificates.models import Certificate
from lms.clock import now
from lms.db import Database, new_id
from lms.demonstration.start import prepare
from lms.learning import actions, queries
from lms.people.models import Login, Person
from lms.places.models import OrgUnit
from tests.builders import Somebody, add_person
from tests.journeys.browser import launched
from tests.journeys.visitor import phone_page
from tests.learning import learners
from tests.measure.pages import Page, not_measured, read_pages
from tests.serving import Server, settings, signed_in

_COURSE, _VILLAGE = "dich-vu-cong", "08494.MH1"
_STAFF = {"teacher": "giao.vien", "official": "can.bo.xa", "province": "can.bo.tinh", "administrator": "quan.tri"}


@dataclass(frozen=True, slots=True)
class Town:
    """A running server, the pages on it, and who can open them."""

    base_url: str
    pages: tuple[Page, ...]
    cookies: Mapping[str, str]
    """The cookie of everybody who is somebody; a guest has none."""
    not_measured: tuple[str, ...]


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Found the town and open its server. It must have nothing to complain of when all is over."""
    url = f"sqlite:///{folder / 'town.sqlite3'}"
    database, server = Database(url), Server(url, folder / "server.log")
    prepare(database, server.base_url)
    with database.reading() as db:
        course = current(db, _COURSE)
        assert course is not None
    people = {**_learners(database, course), **_staff(database)}
    pages = tuple(read_pages(_values(database, course, people["finished"])))
    with server:
        cookies = {who: signed_in(database, somebody) for who, somebody in people.items()}
        with sync_playwright() as playwright, launched(playwright) as chromium:
            for who, birth_year in (("signing-up", 1958), ("child", now().year - 12)):
                cookies[who] = _half_way(chromium, server.base_url, birth_year)
        yield Town(server.base_url, pages, cookies, tuple(not_measured(_app(url, server.port, database), pages)))
    database.dispose()
    assert server.complaints == "", server.complaints


def _app(url: str, port: int, database: Database) -> Flask:
    return create_app(settings(url, port), database)


def _learners(database: Database, course: PublishedCourse) -> dict[str, Somebody]:
    """Somebody at each station."""
    people = {}
    for who, bring in _STATIONS.items():
        with database.transaction() as db:
            home = db.scalars(select(OrgUnit).where(OrgUnit.code == _VILLAGE)).one()
            people[who] = add_person(db, "Nguyễn Thị Hồng Hạnh", 1962, home, f"do.{who}")
        bring(database, people[who], course)
    return people


def _begin(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    with database.transaction() as db:
        for screen in course.modules[0].screens[:2]:
            actions.mark_read(db, somebody.person_id, course, screen.id, now())


def _begin_practice(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """The first question is answered, wrongly."""
    learners.read_lessons(database, somebody, course)
    with database.transaction() as db:
        dice = Random(somebody.person_id)
        attempt = actions.start_attempt(db, somebody.person_id, course, course.modules[0].slug, dice, now())
        first = queries.sitting(db, course, attempt).items[0]
        wrong = next(index for index, option in enumerate(first.options) if not option.right)
        actions.save_answer(db, somebody.person_id, attempt.id, first.id, new_id(), [wrong], now())


def _practise(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    learners.read_lessons(database, somebody, course)
    learners.practise(database, somebody, course)


def _answer_final(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    learners.prepare(database, somebody, course)
    learners.answer_all(database, somebody, course, right=True)


def _sit_final(*, right: bool) -> Callable[[Database, Somebody, PublishedCourse], None]:
    def bring(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
        learners.prepare(database, somebody, course)
        attempt = learners.answer_all(database, somebody, course, right=right)
        with database.transaction() as db:
            actions.submit(db, somebody.person_id, attempt, now())

    return bring


_STATIONS: dict[str, Callable[[Database, Somebody, PublishedCourse], None]] = {
    "newcomer": lambda *_: None,
    "reader": _begin,
    "practising": _begin_practice,
    "practised": _practise,
    "examined": _answer_final,
    "failed": _sit_final(right=False),
    "finished": _sit_final(right=True),
}


def _staff(database: Database) -> dict[str, Somebody]:
    with database.reading() as db:
        return {who: _by_login(db, login) for who, login in _STAFF.items()}


def _by_login(db: Session, name: str) -> Somebody:
    login = db.scalars(select(Login).where(Login.name == name)).one()
    person = db.get_one(Person, login.person_id)
    return Somebody(person.id, login.id, person.name, name)


def _values(database: Database, course: PublishedCourse, finished: Somebody) -> dict[str, str]:
    """What the names in the addresses of the list stand for."""
    with database.reading() as db:
        code = db.scalars(select(Certificate.code).where(Certificate.person_id == finished.person_id)).one()
        person = str(db.get_one(Person, finished.person_id).public_id)
    module = course.modules[0]
    pictured = next(screen.position for screen in module.screens if "<img" in screen.html)
    return {
        "course": f"/courses/{course.slug}",
        "module": f"/courses/{course.slug}/{module.slug}",
        "pictured": f"/courses/{course.slug}/{module.slug}/{pictured}",
        "code": code,
        "mistyped": code[:-1] + ("2" if code[-1] != "2" else "3"),
        "unknown": new_code(),
        "person": person,
    }


def _half_way(chromium: Chromium, base_url: str, birth_year: int) -> str:
    """The cookie of a guest who signs up and has come to the last page that this year of birth leads to."""
    page = phone_page(chromium)
    page.goto(f"{base_url}/sign-up")
    page.fill("[name=name]", "Hoàng Thị Ngọc Ánh")
    page.fill("[name=birth_year]", str(birth_year))
    page.click("main form .b")
    if not page.url.endswith("/sign-up/guardian"):
        page.goto(f"{base_url}/sign-up/commune?q=lam+thao")
        page.click("#found ~ form button[name=commune]")
        page.check("[name=village] >> nth=0")
        page.click("main form .b")
        page.click("main form .b")
    [cookie] = [one["value"] for one in page.context.cookies() if one["name"] == "sid"]
    page.context.close()
    return str(cookie)
