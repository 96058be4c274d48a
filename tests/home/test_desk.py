"""Each finds on the desk the own work, and nothing of elsewhere."""

from __future__ import annotations

import re

from lms.catalogue.published import PublishedCourse
from lms.certificates.actions import issue
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.clock import now
from lms.db import Database
from lms.jobs.actions import enqueue
from lms.jobs.models import Job, State
from lms.learning import actions as learning
from lms.people.models import RoleGrant
from lms.roles import Role
from tests.builders import LONG_AGO, NOON, World
from tests.pages import Browser


def enrol(database: Database, person_id: int, course: PublishedCourse, *, completed: bool = False) -> None:
    with database.transaction() as db:
        enrolment = learning.enrol(db, person_id, course, NOON)
        enrolment.completed_at = NOON if completed else None


def certify(database: Database, person_id: int, unit_id: int, course: PublishedCourse) -> Certificate:
    statement = Statement(
        person_id=person_id,
        course_id=course.course_id,
        course_slug=course.slug,
        course_title=course.title,
        version_number=course.number,
        edition=1,
        half_hours=course.half_hours,
        score_percent=92,
        mode="alone",
        printed_name="Nguyễn Thị An",
        birth_year=1958,
        org_unit_id=unit_id,
        place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        completed_at=NOON,
    )
    with database.transaction() as db:
        return issue(db, statement, NOON)


def cells(text: str) -> dict[str, list[str]]:
    """The tables of a page: the figures of each row by its name."""
    found = re.findall(r"<tr><th scope=\"row\"><a[^>]*>(.*?)</a></th>(.*?)</tr>", text)
    return {name: re.findall(r"<td[^>]*>(.*?)</td>", rest) for name, rest in found}


def test_a_guest_is_asked_to_sign_in(guest: Browser) -> None:
    assert guest.get("/desk").location == "/sign-in?next=/desk"


def test_a_learner_finds_courses_and_certificates(
    an: Browser, database: Database, world: World, second: PublishedCourse
) -> None:
    certificate = certify(database, world.an.person_id, world.village_1, second)

    text = an.get("/desk").text

    assert f"/certificates/{certificate.code}" in text
    assert "/courses/dau" in text


def test_the_certificate_of_another_is_not_on_my_desk(
    binh: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    certificate = certify(database, world.an.person_id, world.village_1, first)

    assert certificate.code not in binh.get("/desk").text


def test_a_learner_has_no_tabs_of_the_staff(an: Browser) -> None:
    assert 'class="tabs"' not in an.get("/desk").text


def test_a_teacher_sees_how_many_of_the_place_learn(
    binh: Browser, database: Database, world: World, second: PublishedCourse
) -> None:
    enrol(database, world.an.person_id, second)
    enrol(database, world.chi.person_id, second, completed=True)
    enrol(database, world.dung.person_id, second, completed=True)  # lives elsewhere

    assert cells(binh.get("/desk").text) == {"Khóa đầu": ["0", "0"], "Khóa sau": ["2", "1"]}


def test_an_official_sees_how_many_certificates_hold_in_the_unit(
    chi: Browser, dung: Browser, hoa: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    certify(database, world.an.person_id, world.village_1, first)

    assert cells(chi.get("/desk").text) == {"Xã Lâm Thao": ["1"]}
    assert cells(dung.get("/desk").text) == {"Xã Thổ Tang": ["0"]}
    assert cells(hoa.get("/desk").text) == {"Tỉnh Phú Thọ": ["1"]}


def test_the_administrator_sees_who_may_come_in(giang: Browser) -> None:
    text = giang.get("/desk").text

    assert re.findall(r"<dd>(\d+)</dd>", text) == ["6", "1", "3", "1"]
    assert "/people/roles" in text


def test_the_administrator_sees_work_that_failed(giang: Browser, chi: Browser, database: Database) -> None:
    with database.transaction() as db:
        enqueue(db, "certificates.render", "abc", NOON)
        db.flush()
        db.query(Job).update({"state": State.DEAD, "error": "FileNotFoundError: font"})

    assert "FileNotFoundError: font" in giang.get("/desk").text
    assert "FileNotFoundError: font" not in chi.get("/desk").text


def test_an_author_sees_what_is_published(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    with database.transaction() as db:
        db.add(
            RoleGrant(person_id=world.an.person_id, role=Role.AUTHOR, org_unit_id=world.province, valid_from=LONG_AGO)
        )

    assert cells(an.get("/desk").text) == {"Khóa đầu": ["1", "23/11/2026"]}


def test_a_role_that_has_ended_opens_nothing(chi: Browser, database: Database) -> None:
    with database.transaction() as db:
        db.query(RoleGrant).update({"valid_to": now().date()})

    assert cells(chi.get("/desk").text) == {}
