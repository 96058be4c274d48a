"""Several people teach a class together; the official of its unit looks at it; to everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lms.classroom.sessions import actions as sessions
from lms.classroom.sessions.rules import Hours
from lms.classroom.teachers import actions
from lms.clock import now
from lms.db import Database
from lms.people.actions import grant_role
from lms.problems import Conflict
from lms.roles import Role
from tests.builders import Somebody, World
from tests.classroom.conftest import Change, Lesson
from tests.classroom.test_teaching import acts, public_id
from tests.conftest import rows
from tests.pages import Browser


@pytest.fixture
def an_teaches(database: Database, world: World, sign_in: Callable[[Somebody], Browser]) -> Browser:
    """An has become a teacher of the first village."""
    with database.transaction() as db:
        grant_role(db, None, world.an.person_id, Role.TEACHER, world.village_1, now())
    return sign_in(world.an)


@pytest.fixture
def session(database: Database, world: World, lesson: Lesson) -> str:
    """The page of a session of the class."""
    with database.transaction() as db:
        held = sessions.open_session(db, lesson.id, Hours(now(), None), "", world.binh.person_id, now())
    return f"{lesson.page}/sessions/{held.public_id}"


def _ways(lesson: Lesson, session: str, member: str) -> tuple[list[str], list[str]]:
    """Where one may look at a class, and where one keeps it."""
    seen = [lesson.page, f"{lesson.page}/sessions", session, f"{session}/blank.pdf", f"{lesson.page}/report"]
    below = ("add", "cards", "certificates", "days", "list", "list.csv", f"people/{member}", "teachers", "wall")
    return seen, [f"{lesson.page}/{way}" for way in below]


def test_somebody_teaches_a_class_too_and_no_longer(
    binh: Browser, an_teaches: Browser, database: Database, world: World, lesson: Lesson, session: str
) -> None:
    page, who = f"{lesson.page}/teachers", public_id(database, world.an.person_id)
    seen, kept = _ways(lesson, session, who)
    assert an_teaches.get(lesson.page).status_code == 404

    assert "Nguyễn Thị An" in binh.get(f"{page}?q=an").text
    assert binh.post(page, page=page, who=who).status_code == 303
    opened = {way: an_teaches.get(way).status_code for way in (*seen, *kept)}
    an_teaches.post(f"{lesson.page}/door", page=lesson.page, open="0")
    by_another = an_teaches.post(page, page=page, who=who)
    binh.post(f"{page}/remove", page=page, who=who)

    assert opened == dict.fromkeys((*seen, *kept), 200)
    assert by_another.status_code == 404
    assert an_teaches.get(lesson.page).status_code == 404
    assert acts(database)[3:] == ["classroom.add_teacher", "classroom.shut_by_code", "classroom.remove_teacher"]
    assert rows(database, "SELECT actor_id FROM audit_row WHERE act = 'classroom.shut_by_code'") == [
        (world.an.person_id,)
    ]
    told = an_teaches.get("/notices").text
    assert "cùng dạy lớp «Lớp tối»" in told
    assert "không còn dạy lớp «Lớp tối»" in told


def test_who_teaches_a_class_too_may_leave_it_and_takes_nobody_off(
    an_teaches: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        grant_role(db, None, world.chi.person_id, Role.TEACHER, world.lam_thao, now())
        for somebody in (world.an, world.chi):
            actions.add_teacher(db, lesson.id, somebody.person_id, world.binh.person_id, now())
    page = f"{lesson.page}/teachers"

    other = an_teaches.post(f"{page}/remove", page=page, who=public_id(database, world.chi.person_id))
    left = an_teaches.post(f"{page}/remove", page=page, who=public_id(database, world.an.person_id))

    assert (other.status_code, left.status_code) == (404, 303)
    assert rows(database, "SELECT person_id FROM class_teacher") == [(world.chi.person_id,)]


def test_only_who_teaches_at_the_place_can_be_chosen(
    binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        grant_role(db, None, world.dung.person_id, Role.TEACHER, world.tho_tang, now())
    page = f"{lesson.page}/teachers"

    foreign = [
        binh.post(page, page=page, who=public_id(database, somebody.person_id))
        for somebody in (world.dung, world.an, world.binh)
    ]

    assert [answer.status_code for answer in foreign] == [404] * 3
    assert "Phạm Dũng" not in binh.get(page).text


def test_twice_is_once_and_a_closed_class_takes_nobody(
    database: Database, world: World, lesson: Lesson, change: Change
) -> None:
    add = (lesson.id, world.chi.person_id, world.binh.person_id)
    with database.transaction() as db:
        added = [actions.add_teacher(db, *add, now()) for _twice in range(2)]
        assert not actions.add_teacher(db, lesson.id, world.binh.person_id, world.binh.person_id, now())
    change(closed_at=now())

    assert added == [True, False]
    with database.transaction() as db, pytest.raises(Conflict):
        actions.add_teacher(db, *add, now())


def test_the_official_of_the_unit_looks_and_does_nothing(
    chi: Browser, hoa: Browser, dung: Browser, giang: Browser, database: Database, world: World, lesson: Lesson,
    session: str,
) -> None:  # fmt: skip
    seen, kept = _ways(lesson, session, public_id(database, world.an.person_id))
    acting = ("", "/add", "/cards", "/certificates", "/close", "/code", "/door", "/list", "/sessions", "/teachers")

    for official in (chi, hoa):
        assert {way: official.get(way).status_code for way in seen} == dict.fromkeys(seen, 200)
        assert {way: official.get(way).status_code for way in kept} == dict.fromkeys(kept, 404)
    for stranger in (dung, giang):
        assert {way: stranger.get(way).status_code for way in (*seen, *kept)} == dict.fromkeys((*seen, *kept), 404)
    for way in acting[1:]:
        assert chi.post(lesson.page + way, page="/classes").status_code == 404, way
    assert chi.post(session, page="/classes").status_code == 404
    page = chi.get(lesson.page).text
    assert "Nguyễn Thị An" in page
    assert "4K7" not in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "<form" not in chi.get(session).text.split("<main")[1].split("</main")[0]


def test_the_report_that_an_official_takes_stands_in_the_record(
    chi: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    taken = chi.post(f"{lesson.page}/report", page=f"{lesson.page}/report", kind="xlsx")

    assert taken.status_code == 200
    assert rows(database, "SELECT actor_id FROM audit_row WHERE act = 'classroom.take_report'") == [
        (world.chi.person_id,)
    ]


def test_classes_in_charge_are_found_by_place_and_by_teacher(
    chi: Browser, hoa: Browser, dung: Browser, lesson: Lesson
) -> None:
    assert lesson.page in chi.get("/classes").text
    assert lesson.page not in dung.get("/classes").text
    for typed, is_found in (("lâm thao", True), ("BINH", True), ("khu 2", False), ("tho tang", False)):
        assert (lesson.page in hoa.get(f"/classes?q={typed}").text) is is_found, typed
    assert hoa.get("/classes?page=77").status_code == 200


def test_an_official_who_teaches_elsewhere_sees_no_more_of_it(
    chi: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        grant_role(db, None, world.chi.person_id, Role.TEACHER, world.tho_tang, now())

    assert chi.get(lesson.page).status_code == 200
    assert chi.get(f"{lesson.page}/add").status_code == 404
    assert chi.post(f"{lesson.page}/close", page="/classes").status_code == 404
