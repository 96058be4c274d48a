"""The digital team of a village sees the people of that village and no others, no more of them than it needs, and every
look stands in the record.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.catalogue.models import Course
from lms.catalogue.published import PublishedCourse
from lms.certificates.actions import issue
from lms.classroom.actions import NewClass, make_class
from lms.clock import local_date, now
from lms.db import Database
from lms.learning.models import Attempt, Enrolment, Mode
from lms.outreach import actions, queries
from lms.outreach.rules import State
from lms.people.actions import Enrolled, enrol, grant_role
from lms.people.doubles.actions import join
from lms.people.models import Person
from lms.problems import Problem
from lms.roles import Role
from tests.builders import Somebody, World
from tests.classroom.test_certificates import completes
from tests.classroom.test_teaching import public_id
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser
from tests.people.conftest import statements

__all__ = ["statements"]
VILLAGE = "/village/08500.01"


@pytest.fixture
def team(database: Database, world: World, sign_in: Callable[[Somebody], Browser]) -> Browser:
    """Bình is of the team of the first village, and teaches."""
    with database.transaction() as db:
        grant_role(db, None, world.binh.person_id, Role.TEAM, world.village_1, now())
    return sign_in(world.binh)


def add(database: Database, world: World, name: str, born: int = 1951, home: int | None = None) -> int:
    with database.transaction() as db:
        return enrol(db, [Enrolled(name, born, home or world.village_1)], world.binh.person_id, now())[0].id


def begin(database: Database, person_id: int, course: PublishedCourse, *practised: str) -> None:
    """Somebody has begun a course and handed in the questions of these modules."""
    with database.transaction() as db:
        held = Enrolment(
            person_id=person_id, course_id=course.course_id, version_id=course.version_id, enrolled_at=now()
        )
        db.add(held)
        db.flush()
        for slug in practised:
            db.add(
                Attempt(
                    enrolment_id=held.id,
                    quiz=slug,
                    number=1,
                    mode=Mode.ALONE,
                    drawn=[],
                    started_at=now(),
                    submitted_at=now(),
                    score=1,
                    max_score=1,
                    passed=True,
                )
            )


def acts(database: Database) -> list[tuple[object, ...]]:
    return rows(database, "SELECT act, subject FROM audit_row WHERE act LIKE 'outreach.%' ORDER BY id")


def test_people_stand_by_how_far_they_are(team: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
        db.add(other := Course(slug="an-toan"))
        db.flush()
        issue(db, completes(world.an, "an-toan", other.id, world), now())
    slugs = [module.slug for module in course.modules if module.practice]
    learning, final = add(database, world, "Hà Thị Học"), add(database, world, "Hà Thị Cuối")
    double, gone = add(database, world, "Hà Thị Học"), add(database, world, "Hà Văn Đi")
    begin(database, learning, course)
    begin(database, double, course, *slugs)
    begin(database, final, course, *slugs)
    with database.transaction() as db:
        db.get_one(Person, gone).left_on = local_date(now())

    with database.reading() as db:
        before = {one.person_id: one.state for one in queries.neighbours(db, world.village_1, local_date(now()))}
    with database.transaction() as db:
        join(db, db.get_one(Person, learning), db.get_one(Person, double), "?", world.chi.person_id, now())
    with database.reading() as db:
        after = {one.person_id: one.state for one in queries.neighbours(db, world.village_1, local_date(now()))}

    assert before == {
        world.an.person_id: State.ATTAINED,
        world.binh.person_id: State.NOT_BEGUN,
        learning: State.LEARNING,
        double: State.FINAL_LEFT,
        final: State.FINAL_LEFT,
    }
    assert after == {
        **{person: at for person, at in before.items() if person != double},
        learning: State.FINAL_LEFT,
    }
    page = team.get(VILLAGE).text
    for said in ("Đã đạt (1)", "Đang học (0)", "Còn bài cuối (2)", "Chưa bắt đầu (1)", "Tất cả (4)"):
        assert said in page, page
    assert "Hà Thị Cuối" in team.get(f"{VILLAGE}?state=final-left&q=cuoi").text
    assert "Nguyễn Thị An" not in team.get(f"{VILLAGE}?state=final-left").text


def test_only_what_a_helper_needs_is_shown_and_every_look_stands_in_the_record(
    team: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(Person, world.an.person_id).phone = "+84912345678"
    who = f"{VILLAGE}/{public_id(database, world.an.person_id)}"

    shown = [team.get(path).text for path in (VILLAGE, who, f"{VILLAGE}/print?q=an")]

    for text in shown:
        assert "Nguyễn Thị An" in text
        assert "1958" in text
        assert "912" not in text
        assert "Lê Thị Chi" not in text
    village, an = f"org_unit:{world.village_1}", f"person:{world.an.person_id}"
    assert acts(database) == [("outreach.look", village), ("outreach.look", an), ("outreach.print_list", village)]


def test_to_everybody_else_the_village_does_not_exist(
    an: Browser, chi: Browser, giang: Browser, hoa: Browser, team: Browser, database: Database, world: World
) -> None:
    who = public_id(database, world.an.person_id)
    below = ("", "/print", "/new", f"/{who}")
    acting = ("/new", f"/{who}/visit", f"/{who}/helper", f"/{who}/invite", f"/{who}/card")

    for other in (an, chi, giang, hoa):
        assert [other.get(VILLAGE + way).status_code for way in below] == [404] * len(below)
        assert [other.post(VILLAGE + way, page="/desk").status_code for way in acting] == [404] * len(acting)
    for code in ("08500.02", "08500", "08770.01", "25"):
        assert team.get(f"/village/{code}").status_code == 404
    chi_there = f"{VILLAGE}/{public_id(database, world.chi.person_id)}"
    assert team.get(chi_there).status_code == 404
    assert team.post(f"{chi_there}/visit", page=VILLAGE, outcome="helped").status_code == 404
    assert acts(database) == [("outreach.look", f"org_unit:{world.village_1}")]


def test_the_role_belongs_to_a_village(giang: Browser, database: Database, world: World) -> None:
    page = f"/people/{public_id(database, world.an.person_id)}/roles"

    refused = giang.post(f"{page}?q=lam+thao", page=f"{page}?q=lam+thao", role="village-team", place="08500")
    given = giang.post(f"{page}?q=khu+1", page=f"{page}?q=khu+1", role="village-team", place="08500.01")

    assert (refused.status_code, given.status_code) == (422, 303)
    with database.transaction() as db, pytest.raises(Problem):
        grant_role(db, None, world.an.person_id, Role.TEAM, world.lam_thao, now())


def test_a_visit_is_two_taps_and_said_again_the_same_day_it_is_one(
    team: Browser, database: Database, world: World
) -> None:
    who = f"{VILLAGE}/{public_id(database, world.an.person_id)}"
    tomorrow = local_date(now()) + timedelta(days=1)

    first = team.post(f"{who}/visit", page=who, outcome="not-home", next_on=str(tomorrow))
    again = team.post(f"{who}/visit", page=who, outcome="helped")
    wrong = team.post(f"{who}/visit", page=who, outcome="helped", next_on="2020-01-01")

    assert [answer.status_code for answer in (first, again, wrong)] == [303, 303, 422]
    assert 'value="2020-01-01"' in wrong.text
    assert team.post(f"{who}/visit", page=who, outcome="sung").status_code == 404
    assert rows(database, "SELECT person_id, outcome, next_on FROM outreach_visit") == [
        (world.an.person_id, "helped", None)
    ]
    assert "Đã giúp học" in team.get(who).text


def test_whom_somebody_promised_to_visit_stands_on_top(team: Browser, database: Database, world: World) -> None:
    ago = now() - timedelta(days=3)
    with database.transaction() as db:
        day = local_date(ago) + timedelta(days=1)
        actions.visit(db, world.village_1, world.an.person_id, queries.Outcome.NOT_HOME, day, world.binh.person_id, ago)

    assert "Đã hẹn, nay đến hạn" in team.get(VILLAGE).text


def test_somebody_of_the_team_helps_and_nobody_else(team: Browser, database: Database, world: World) -> None:
    who = f"{VILLAGE}/{public_id(database, world.an.person_id)}"
    mine = f"{VILLAGE}?mine=1"
    assert "Nguyễn Thị An" not in team.get(mine).text

    team.post(f"{who}/helper", page=who, helper=public_id(database, world.binh.person_id))
    strange = team.post(f"{who}/helper", page=who, helper=public_id(database, world.chi.person_id))

    assert "Nguyễn Thị An" in team.get(mine).text
    assert strange.status_code == 404
    team.post(f"{who}/helper", page=who, helper="")
    assert rows(database, "SELECT * FROM outreach_helper") == []


def test_a_neighbour_is_enrolled_once_and_who_may_be_the_same_is_shown_first(
    team: Browser, database: Database, world: World
) -> None:
    page = f"{VILLAGE}/new"
    elsewhere = add(database, world, "Hà Thị Xoan", home=world.village_2)

    alone = team.post(page, page=page, name="Đỗ Văn Mít", birth_year="1949")
    asked = team.post(page, page=page, name="Ha Thi Xoan", birth_year="1951")
    seen = asked.text.split('name="seen" value="')[1].split('"')[0]
    other = team.post(page, page=page, name="Ha Thi Xoan", birth_year="1951", seen=seen)
    again = team.post(page, page=page, name="Ha Thi Xoan", birth_year="1951", seen=seen)
    wrong = team.post(page, page=page, name="", birth_year="51")

    assert [answer.status_code for answer in (alone, asked, other, again, wrong)] == [303, 409, 303, 409, 422]
    assert "Khu 2" in asked.text
    assert f"/{public_id(database, elsewhere)}" not in asked.text
    found = team.follow(alone).text
    assert "Đỗ Văn Mít" in found
    assert "Làm thẻ bắt đầu" in found
    assert rows(database, "SELECT count(*) FROM person WHERE birth_year = 1951") == [(2,)]
    assert rows(
        database, "SELECT count(*) FROM login JOIN person ON person.id = login.person_id WHERE birth_year = 1949"
    ) == [(0,)]


def test_a_card_begins_an_account_at_the_door(team: Browser, database: Database, world: World) -> None:
    who = f"{VILLAGE}/{public_id(database, add(database, world, 'Hà Thị Xoan'))}"
    an = f"{VILLAGE}/{public_id(database, world.an.person_id)}"

    card = team.post(f"{who}/card", page=who)

    assert "Mã kích hoạt" in card.text
    assert team.post(f"{an}/card", page=an).status_code == 404


def test_people_are_invited_to_the_next_class_of_village_or_commune(
    team: Browser, an: Browser, database: Database, world: World
) -> None:
    made = []
    with database.transaction() as db:
        for name, place in (("Lớp xã", world.village_2), ("Lớp thôn", world.village_1), ("Lớp xa", world.village_3)):
            made.append(make_class(db, NewClass(world.binh.person_id, name, place), now()).public_id)
    who = f"{VILLAGE}/{public_id(database, world.an.person_id)}"

    page = team.get(who).text
    invited = [team.post(f"{who}/invite", page=who, **{"class": public}).status_code for public in made]
    team.post(f"{who}/invite", page=who, **{"class": made[1]})

    assert 0 < page.index("Lớp thôn") < page.index("Lớp xã")
    assert "Lớp xa" not in page
    assert invited == [303, 303, 404]
    assert rows(database, "SELECT count(*) FROM outreach_invitation") == [(2,)]
    assert "mời bà con đến lớp «Lớp thôn», Khu 1" in an.get("/notices").text


def test_more_people_cost_no_more_statements(
    team: Browser, database: Database, world: World, statements: Callable[[Callable[[], object]], int]
) -> None:
    few = statements(lambda: team.get(VILLAGE))
    with database.transaction() as db:
        enrol(
            db,
            [Enrolled(f"Hà Thị {letter}", 1950, world.village_1) for letter in "ABCDEFGH" * 6],
            world.binh.person_id,
            now(),
        )

    assert statements(lambda: team.get(VILLAGE)) == few
    assert "page=2" in team.get(VILLAGE).text
