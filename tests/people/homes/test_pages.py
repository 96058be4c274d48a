"""Officials write down what changes for the people of their places; of others they find nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.catalogue.models import Course
from lms.clock import local_date, now
from lms.db import Database
from lms.offline import queries as offline
from lms.offline.models import OfflineToken
from lms.people.homes.models import Departure
from lms.people.models import Person, Residence
from tests.builders import LONG_AGO, NOON, Somebody, World
from tests.pages import Browser
from tests.people.walk import errors


def address(database: Database, somebody: Somebody) -> str:
    with database.reading() as db:
        return f"/people/{db.get_one(Person, somebody.person_id).public_id}"


@pytest.fixture
def of_an(database: Database, world: World) -> str:
    """Where An's pages begin."""
    return address(database, world.an)


def departures(database: Database) -> int:
    with database.reading() as db:
        return db.query(Departure).filter_by(taken_back_at=None).count()


def test_a_death_is_written_down_after_it_was_read_and_can_be_taken_back(
    an: Browser, chi: Browser, database: Database, of_an: str
) -> None:
    page = f"{of_an}/leaving"
    asked = chi.post(page, page=page, why="died", on="12/07/2026")
    assert asked.status_code == 200
    assert "Giấy chứng nhận vẫn có giá trị" in asked.text
    assert departures(database) == 0

    done = chi.post(page, page=page, why="died", on="12/07/2026", sure="yes")

    assert departures(database) == 1
    assert "12/07/2026" in chi.follow(done).text
    assert an.get("/desk").status_code == 303, "the session has ended"
    chi.post(f"{page}/take-back", page=f"{of_an}/home")
    assert departures(database) == 0


def test_whoever_moved_out_stays_signed_in(an: Browser, chi: Browser, of_an: str) -> None:
    page = f"{of_an}/leaving"
    chi.post(page, page=page, why="moved-out", on="12/07/2026", sure="yes")

    assert an.get("/desk").status_code == 200
    assert "12/07/2026" in an.get("/notices").text


@pytest.mark.parametrize(
    ("why", "on"),
    [
        ("died", (local_date(now()) + timedelta(1)).strftime("%d/%m/%Y")),
        ("died", "12/07/1957"),
        ("moved-out", "30/06/2025"),
        ("died", "hôm qua"),
        ("", "12/07/2026"),
        ("angry", "12/07/2026"),
    ],
)
def test_what_cannot_be_comes_back_as_it_was_typed(
    chi: Browser, database: Database, of_an: str, why: str, on: str
) -> None:
    answer = chi.post(f"{of_an}/leaving", page=f"{of_an}/leaving", why=why, on=on, sure="yes")

    assert answer.status_code == 422
    assert f'value="{on}"' in answer.text
    assert errors(answer)
    assert departures(database) == 0


def test_outside_the_own_places_nobody_is_found(dung: Browser, binh: Browser, an: Browser, of_an: str) -> None:
    for browser in (dung, binh, an):
        assert [browser.get(f"{of_an}/{page}").status_code for page in ("home", "leaving", "move")] == [404] * 3
        assert browser.post(f"{of_an}/leaving", why="died", on="12/07/2026", sure="yes").status_code == 404
    assert "Nguyễn Thị An" not in dung.get("/people/homes?q=an").text


def test_an_official_finds_the_people_of_the_commune(chi: Browser, of_an: str) -> None:
    found = chi.get("/people/homes?q=nguyen thi an").text

    assert f"{of_an}/home" in found


def test_nobody_writes_it_down_of_themselves(chi: Browser, database: Database, world: World) -> None:
    own = address(database, world.chi)

    assert chi.get(f"{own}/home").status_code == 200
    assert chi.get(f"{own}/leaving").status_code == 404
    assert chi.post(f"{own}/move", commune="08500", unit="08500.01", on="12/07/2026").status_code == 404


def test_a_move_is_written_down_after_it_was_read(
    an: Browser, chi: Browser, dung: Browser, database: Database, world: World, of_an: str
) -> None:
    page = f"{of_an}/move?commune=08770"
    typed = {"commune": "08770", "unit": "08770.01", "on": "12/07/2026"}
    assert "Khu 1, Xã Thổ Tang" in chi.post(f"{of_an}/move", page=page, **typed).text

    chi.post(f"{of_an}/move", page=page, **typed, sure="yes")

    with database.reading() as db:
        kept = db.query(Residence).filter_by(person_id=world.an.person_id).order_by(Residence.id)
        assert [(row.org_unit_id, row.valid_from == LONG_AGO, row.valid_to is None) for row in kept] == [
            (world.village_1, True, False),
            (world.village_3, False, True),
        ]
    assert "Khu 1, Xã Thổ Tang" in an.get("/notices").text
    assert (chi.get(f"{of_an}/home").status_code, dung.get(f"{of_an}/home").status_code) == (404, 200)


@pytest.mark.parametrize(
    ("unit", "on"), [("08500.01", "12/07/2026"), ("08770.01", "01/01/2030"), ("08770.01", "01/01/2025"), ("", "x")]
)
def test_a_move_that_cannot_be_comes_back_as_it_was_typed(chi: Browser, of_an: str, unit: str, on: str) -> None:
    commune = "08500" if unit.startswith("08500") else "08770"
    page = f"{of_an}/move?commune={commune}"
    answer = chi.post(f"{of_an}/move", page=page, commune=commune, unit=unit, on=on, sure="yes")

    assert answer.status_code == 422
    assert f'value="{on}"' in answer.text


def test_a_commune_that_does_not_exist_is_asked_for_again(chi: Browser, of_an: str) -> None:
    assert chi.get(f"{of_an}/move?commune=99999").status_code == 422
    assert chi.post(f"{of_an}/move", commune="99999").status_code == 303


def test_a_telephone_of_somebody_who_died_sends_no_answers(
    chi: Browser, database: Database, world: World, of_an: str
) -> None:
    with database.transaction() as db:
        course = Course(slug="dich-vu-cong")
        db.add(course)
        db.flush()
        db.add(
            OfflineToken(
                key="k" * 64,
                person_id=world.an.person_id,
                course_id=course.id,
                device="d",
                issued_at=NOON,
                expires_at=now() + timedelta(days=9),
            )
        )
    chi.post(f"{of_an}/leaving", page=f"{of_an}/leaving", why="died", on="12/07/2026", sure="yes")

    with database.reading() as db:
        assert offline.token(db, "k" * 64, now()) is None
