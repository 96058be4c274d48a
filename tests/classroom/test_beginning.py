"""Somebody on the list who has no account gets a card, reads, agrees, chooses a secret, and only then has one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from lms.classroom import actions as classes
from lms.clock import now
from lms.db import Database
from lms.people import passwords
from lms.people.actions import Enrolled, enrol
from lms.people.activation.actions import print_card
from lms.people.activation.models import ActivationCode
from lms.people.activation.rules import carried, carrying, new_key
from lms.people.doubles.actions import join
from lms.people.models import Person
from lms.problems import Conflict
from tests.builders import PASSWORD, PASSWORD_HASH, World
from tests.classroom.conftest import CODE, Lesson
from tests.classroom.test_papers import words
from tests.classroom.test_sessions import key
from tests.conftest import rows
from tests.pages import Browser

DIGITS = "12345678"
PICTURES = {"first": "non", "second": "trau", "third": "sen"}


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody without an account, in the class, and the card they hold."""

    person_id: int
    code_id: int
    key: str

    @property
    def address(self) -> str:
        """Where its QR code leads."""
        return f"/start/{carrying(DIGITS, self.key)}"


def add_neighbour(database: Database, world: World, lesson: Lesson, born: int = 1951) -> int:
    """Somebody of the first village whom Bình put on the list."""
    with database.transaction() as db:
        person = enrol(db, [Enrolled("Hà Thị Xoan", born, world.village_1)], world.binh.person_id, now())[0]
        classes.add(db, lesson.id, person.id, now())
        return person.id


def hold(database: Database, world: World, person_id: int, code_hash: str, printed_for: str | None = None) -> Card:
    """Print a card, in the quickest way."""
    with database.transaction() as db:
        code = print_card(db, world.binh.person_id, person_id, new_key(), code_hash, now(), printed_for)
        return Card(person_id, code.id, code.key)


@pytest.fixture(scope="module")
def code_hash() -> str:
    """The hash of the digits on the cards here."""
    return passwords.hashed(DIGITS)


@pytest.fixture
def card(database: Database, world: World, lesson: Lesson, code_hash: str) -> Card:
    """A card of the class, of Xoan."""
    return hold(database, world, add_neighbour(database, world, lesson), code_hash, f"class:{lesson.id}")


def logins(database: Database, person_id: int) -> int:
    return rows(database, "SELECT person_id FROM login").count((person_id,))


@pytest.mark.parametrize("text", ["", DIGITS, f"{DIGITS}.", f"{DIGITS}.{'a' * 21}", f"1234567.{'a' * 22}"])
def test_only_digits_and_a_key_are_carried(text: str) -> None:
    assert carried(text) is None


def test_the_teacher_prints_a_card_for_somebody_without_an_account(
    binh: Browser, guest: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    person_id = add_neighbour(database, world, lesson)
    page = f"{lesson.page}/cards"

    shown = binh.get(page).text
    text = words(binh.post(page, page=page, who=[key(database, person_id), key(database, world.an.person_id)]).data)

    assert "chưa có tài khoản" in shown
    for said in ("Hà Thị Xoan", "4K7 M2P", "Lần đầu: quét mã", "Tên đăng nhập: an"):
        assert said in text, text
    assert logins(database, person_id) == 0
    assert rows(database, "SELECT person_id, printed_for FROM activation_code") == [(person_id, f"class:{lesson.id}")]
    assert str(rows(database, "SELECT code_hash FROM activation_code")[0][0]).startswith("$argon2id$")
    assert rows(database, "SELECT act FROM audit_row WHERE act = 'people.print_activation'") != []


def test_whoever_scans_reads_agrees_and_chooses_three_pictures(guest: Browser, database: Database, card: Card) -> None:
    led = guest.get(card.address)
    asked = guest.follow(led)
    assert "Xoan H." in asked.text
    assert "Hà Thị Xoan" not in asked.text
    assert led.headers["Referrer-Policy"] == "no-referrer"
    assert rows(database, "SELECT tries FROM activation_code") == [(0,)]

    not_agreed = guest.post("/sign-up/card", page="/sign-up/card", code=DIGITS)
    agreed = guest.post("/sign-up/card", page="/sign-up/card", code=DIGITS, consent="y")
    assert (not_agreed.status_code, agreed.status_code) == (422, 303)
    assert logins(database, card.person_id) == 0
    two = guest.post(agreed.location, page=agreed.location, first="non", second="sen")
    assert two.status_code == 422
    assert logins(database, card.person_id) == 0
    done = guest.follow(guest.post(agreed.location, page=agreed.location, **PICTURES))

    assert "xoan" in done.text
    assert "Ba hình" in done.text
    assert rows(database, "SELECT person_id FROM login WHERE pictures_hash IS NOT NULL") == [(card.person_id,)]
    assert rows(database, "SELECT person_id, channel FROM consent") == [(card.person_id, "card")]
    assert guest.get("/account").status_code == 200
    assert rows(database, "SELECT count(*) FROM activation_code WHERE used_at IS NOT NULL") == [(1,)]


def test_without_a_camera_the_name_is_tapped_and_the_digits_typed_and_a_password_chosen(
    guest: Browser, database: Database, card: Card
) -> None:
    tapped = guest.post(f"/lop/{CODE}", page=f"/lop/{CODE}", who=key(database, card.person_id))
    assert "/sign-up/card" in guest.follow(tapped).text

    wrong = guest.post("/sign-up/card", page="/sign-up/card", code="8765 4321", consent="y")
    right = guest.post("/sign-up/card", page="/sign-up/card", code="1234 5678", consent="y")
    where = "/sign-up/card/password"
    guest.post(where, page=where, password=PASSWORD, own="y")

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert rows(database, "SELECT tries FROM activation_code") == [(2,)]
    assert logins(database, card.person_id) == 1
    assert guest.get("/account").status_code == 200


def test_five_wrong_tries_end_a_card(guest: Browser, database: Database, card: Card) -> None:
    with database.transaction() as db:
        db.get_one(ActivationCode, card.code_id).tries = 4
    guest.get(card.address)

    answers = [guest.post("/sign-up/card", code=code, consent="y").status_code for code in ("87654321", DIGITS)]

    assert answers == [422, 404]


def test_a_child_needs_a_parent_or_guardian(
    guest: Browser, database: Database, world: World, lesson: Lesson, code_hash: str
) -> None:
    child = hold(database, world, add_neighbour(database, world, lesson, now().year - 11), code_hash)
    guest.get(child.address)

    alone = guest.post("/sign-up/card", page="/sign-up/card", code=DIGITS, consent="y")
    together = guest.post("/sign-up/card", page="/sign-up/card", code=DIGITS, consent="y", guardian="y")
    guest.post(together.location, page=together.location, **PICTURES)

    assert alone.status_code == 422
    assert rows(database, "SELECT person_id, channel FROM consent") == [(child.person_id, "card-with-guardian")]


def test_cards_end_with_their_class_and_others_do_not(
    binh: Browser, guest: Browser, database: Database, world: World, lesson: Lesson, card: Card, code_hash: str
) -> None:
    with database.transaction() as db:
        other = enrol(db, [Enrolled("Hà Văn Mít", 1950, world.village_1)], world.binh.person_id, now())[0].id
    elsewhere = hold(database, world, other, code_hash)
    page = f"{lesson.page}/cards"
    text = words(binh.post(page, page=page, who=[key(database, world.an.person_id)]).data)
    found = re.search(r"\b(\d{4}) (\d{4})\b", text)
    assert found
    binh.get(lesson.page)

    binh.post(f"{lesson.page}/close", page=lesson.page)

    guest.get(card.address)
    assert guest.get("/sign-up/card").status_code == 404
    by_code = {"login": world.an.login, "code": found[1] + found[2]}
    assert guest.post("/sign-in/code", page="/sign-in/code", **by_code).status_code == 422
    guest.get(elsewhere.address)
    assert guest.get("/sign-up/card").status_code == 200


def test_who_agreed_on_a_card_that_ended_meanwhile_begins_nothing(
    guest: Browser, database: Database, card: Card
) -> None:
    guest.get(card.address)
    guest.post("/sign-up/card", page="/sign-up/card", code=DIGITS, consent="y")
    where = "/sign-up/card/pictures"
    assert guest.get(where).status_code == 200
    with database.transaction() as db:
        db.get_one(ActivationCode, card.code_id).expires_at = now() - timedelta(minutes=1)

    answer = guest.post(where, **PICTURES)

    assert answer.status_code == 409
    assert logins(database, card.person_id) == 0


def test_nobody_who_can_sign_in_already_gets_a_card(
    database: Database, world: World, lesson: Lesson, card: Card
) -> None:
    with database.transaction() as db, pytest.raises(Conflict):
        print_card(db, world.binh.person_id, world.an.person_id, new_key(), "x", now())
    with database.transaction() as db:
        join(
            db,
            db.get_one(Person, world.an.person_id),
            db.get_one(Person, card.person_id),
            "?",
            world.chi.person_id,
            now(),
        )

    with database.transaction() as db, pytest.raises(Conflict):
        print_card(db, world.binh.person_id, card.person_id, new_key(), PASSWORD_HASH, now())


def test_a_new_card_ends_the_one_before(guest: Browser, database: Database, world: World, card: Card) -> None:
    hold(database, world, card.person_id, PASSWORD_HASH)

    guest.get(card.address)
    assert guest.get("/sign-up/card").status_code == 404
    assert rows(database, "SELECT count(*) FROM activation_code WHERE ended_at IS NULL") == [(1,)]


def test_the_sheet_of_pictures_names_all_twelve_and_nobody(binh: Browser, dung: Browser, lesson: Lesson) -> None:
    sheet = binh.get(f"{lesson.page}/pictures.pdf")

    text = words(sheet.data)
    for name in ("Bánh chưng", "Trâu", "Hình thứ ba"):
        assert name in text, text
    assert dung.get(f"{lesson.page}/pictures.pdf").status_code == 404


def test_whoever_helps_people_of_the_place_makes_a_card_too(
    chi: Browser, dung: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    address = f"/people/{key_of(database, add_neighbour(database, world, lesson))}"

    made = chi.post(f"{address}/start", page=f"{address}/help")

    assert "Mã kích hoạt" in made.text
    assert dung.post(f"{address}/start", page="/desk").status_code == 404
    an = f"/people/{key_of(database, world.an.person_id)}"
    assert chi.post(f"{an}/start", page=f"{an}/help").status_code == 404


def key_of(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.get_one(Person, person_id).public_id
