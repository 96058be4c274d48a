"""What somebody asks for is answered once, by those in charge, and what it changes is changed with the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.clock import local_date
from lms.db import Database
from lms.notices.models import Notice
from lms.people import queries as people
from lms.people.models import Login, Person, Residence
from lms.people.requests import actions, queries
from lms.people.requests.models import Request
from lms.people.requests.queries import Charge
from lms.people.requests.rules import Known, State, What, changes, reason
from lms.problems import Conflict, Problem
from lms.roles import Role
from tests.builders import NOON, World

LATER = NOON + timedelta(days=1)
TODAY = local_date(NOON)
KNOWN = Known("Nguyễn Thị An", 1958, "08500")


def ask(db: Session, world: World, what: What = What.CORRECTION, **wanted: str) -> Request:
    actions.ask(db, world.an.person_id, what, NOON, wanted=wanted)
    return queries.of_person(db, world.an.person_id)[0]


def test_a_correction_changes_what_was_asked_for(db: Session, world: World) -> None:
    request = ask(db, world, name="Nguyễn Thị Ân", birth_year="1957")

    actions.correct(db, request, world.chi.person_id, LATER)

    person = db.get_one(Person, world.an.person_id)
    assert (person.name, person.folded_name, person.birth_year) == ("Nguyễn Thị Ân", "nguyen thi an", 1957)
    db.refresh(request)
    assert (request.state, request.answered_by, request.answered_at) == (State.DONE, world.chi.person_id, LATER)


def test_whoever_moves_lives_in_the_new_commune_from_that_day(db: Session, world: World) -> None:
    request = ask(db, world, commune="08770")

    actions.correct(db, request, world.chi.person_id, LATER)

    assert people.residence(db, world.an.person_id, TODAY) == world.village_1
    assert people.residence(db, world.an.person_id, local_date(LATER)) == world.tho_tang
    assert db.query(Residence).filter_by(person_id=world.an.person_id, valid_to=None).count() == 1


def test_the_person_is_told_once_that_it_is_done(db: Session, world: World) -> None:
    request = ask(db, world, name="Nguyễn Thị Ân")
    actions.correct(db, request, world.chi.person_id, LATER)

    (told,) = db.query(Notice).filter_by(person_id=world.an.person_id)
    assert (told.kind, told.link, told.values) == (
        "request-done",
        "/account/requests",
        {"what": "correction of the data"},
    )


def test_a_refusal_is_told_with_its_reason(db: Session, world: World) -> None:
    request = ask(db, world, name="Nguyễn Thị Ân")

    actions.refuse(db, request, world.chi.person_id, "Trên thẻ căn cước ghi An.", LATER)

    db.refresh(request)
    assert (request.state, request.reason) == (State.REFUSED, "Trên thẻ căn cước ghi An.")
    assert db.query(Notice).one().kind == "request-refused"
    assert db.get_one(Person, world.an.person_id).name == "Nguyễn Thị An"


def test_it_is_answered_once(db: Session, world: World) -> None:
    request = ask(db, world, name="Nguyễn Thị Ân")
    actions.refuse(db, request, world.chi.person_id, "Không đúng.", LATER)

    with pytest.raises(Conflict):
        actions.correct(db, request, world.chi.person_id, LATER)


def test_asking_twice_sends_once(database: Database, world: World) -> None:
    with database.transaction() as db:
        ask(db, world, name="Nguyễn Thị Ân")
    with pytest.raises(Conflict), database.transaction() as db:
        ask(db, world, name="Nguyễn Thị Ấn")

    with database.reading() as db:
        assert [row.wanted for row in db.query(Request)] == [{"name": "Nguyễn Thị Ân"}]


def test_whoever_took_it_back_may_ask_again(db: Session, world: World) -> None:
    actions.take_back(db, ask(db, world, name="Nguyễn Thị Ân"), LATER)
    ask(db, world, name="Nguyễn Thị Ấn")

    assert queries.count_waiting(db, world.an.person_id) == 1


def test_closing_ends_consent_and_every_way_in(db: Session, world: World) -> None:
    request = ask(db, world, What.WITHDRAWAL)

    ended = actions.close_account(db, request, world.giang.person_id, LATER)

    login = db.get_one(Login, world.an.login_id)
    assert ended == [world.an.login_id]
    assert (login.disabled_at, login.epoch) == (LATER, 2)
    assert people.visitor(db, f"{login.id}:1", TODAY) is None
    assert db.get_one(Person, world.an.person_id).name == "Nguyễn Thị An"


def test_deleting_leaves_no_word_of_who_it_was(db: Session, world: World) -> None:
    person = db.get_one(Person, world.an.person_id)
    person.phone = "+84912345678"
    request = ask(db, world, What.DELETION)

    actions.close_account(db, request, world.giang.person_id, LATER)

    login = db.get_one(Login, world.an.login_id)
    assert (person.name, person.phone, login.name, login.password_hash) == ("(đã xóa)", None, f"deleted-{login.id}", "")
    assert people.login_named(db, "an") is None


def test_somebody_with_a_role_is_not_deleted(db: Session, world: World) -> None:
    actions.ask(db, world.chi.person_id, What.DELETION, NOON)
    (request,) = queries.of_person(db, world.chi.person_id)

    with pytest.raises(Conflict, match="role"):
        actions.close_account(db, request, world.giang.person_id, LATER)


def test_every_step_is_on_record(db: Session, world: World) -> None:
    request = ask(db, world, name="Nguyễn Thị Ân")
    actions.correct(db, request, world.chi.person_id, LATER)
    actions.record_copy(db, world.an.person_id, "json", LATER)

    db.flush()
    assert [(row.act, row.actor_id) for row in db.query(AuditRow).order_by(AuditRow.id)] == [
        ("requests.ask", world.an.person_id),
        ("requests.done", world.chi.person_id),
        ("requests.copy", world.an.person_id),
    ]


def test_an_official_finds_the_corrections_of_the_own_commune_only(db: Session, world: World) -> None:
    ask(db, world, name="Nguyễn Thị Ân")
    actions.ask(db, world.dung.person_id, What.CORRECTION, NOON, note="Sai tên")
    actions.ask(db, world.an.person_id, What.DELETION, NOON)

    found = queries.in_charge(db, Charge(world.chi.person_id, {Role.OFFICIAL: (world.lam_thao,)}), TODAY)

    assert [(each.person.id, each.request.what) for each in found] == [(world.an.person_id, What.CORRECTION)]
    assert queries.count_in_charge(db, Charge(world.chi.person_id, {Role.OFFICIAL: (world.lam_thao,)}), TODAY) == 1


def test_an_administrator_finds_deletions_but_no_corrections(db: Session, world: World) -> None:
    ask(db, world, name="Nguyễn Thị Ân")
    actions.ask(db, world.an.person_id, What.DELETION, NOON)

    found = queries.in_charge(db, Charge(world.giang.person_id, {Role.ADMINISTRATOR: (world.province,)}), TODAY)

    assert [each.request.what for each in found] == [What.DELETION]
    assert queries.in_charge(db, Charge(world.chi.person_id, {}), TODAY) == []


def test_nobody_answers_the_own_request(db: Session, world: World) -> None:
    actions.ask(db, world.chi.person_id, What.CORRECTION, NOON, note="Sai tên")

    assert queries.in_charge(db, Charge(world.chi.person_id, {Role.OFFICIAL: (world.lam_thao,)}), TODAY) == []


def test_what_waits_stands_before_what_was_answered(db: Session, world: World) -> None:
    actions.refuse(db, ask(db, world, name="Nguyễn Thị Ân"), world.chi.person_id, "Không đúng.", LATER)
    ask(db, world, name="Nguyễn Thị Ấn")

    found = queries.in_charge(db, Charge(world.chi.person_id, {Role.OFFICIAL: (world.lam_thao,)}), TODAY)

    assert [each.request.state for each in found] == [State.SENT, State.REFUSED]


def test_only_what_differs_is_asked_for() -> None:
    assert changes(KNOWN, "Nguyễn Thị An", 1957, "08500", "") == {"birth_year": "1957"}
    assert changes(KNOWN, "Nguyễn Thị An", 1958, "", "Sai tên đệm") == {}


def test_asking_for_nothing_is_refused() -> None:
    with pytest.raises(Problem):
        changes(KNOWN, "Nguyễn Thị An", 1958, "", "")


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_a_refusal_needs_a_reason_of_some_length(text: str) -> None:
    with pytest.raises(Problem):
        reason(text)
