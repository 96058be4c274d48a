"""One's rights over one's own data: a copy at once, a request that is answered by those in charge and nobody else."""

from __future__ import annotations

import json
import re

import pytest

import lms.app  # noqa: F401 - every room's tables must be known
from lms.audit.models import AuditRow
from lms.catalogue.published import PublishedCourse
from lms.classroom import actions as classes
from lms.classroom.teachers import actions as teachers
from lms.clock import local_date, now
from lms.db import Base, Database
from lms.home.inventory.subjects import SUBJECTS
from lms.home.queries.copies import everything_of, is_owned
from lms.learning import actions as learning
from lms.learning.models import Enrolment
from lms.outreach import actions as outreach
from lms.outreach.queries import neighbours
from lms.outreach.rules import Outcome
from lms.people.models import Person
from lms.people.requests import queries
from lms.people.requests.models import Request
from lms.people.requests.rules import State
from tests.builders import NOON, PASSWORD_HASH, World
from tests.home.test_desk import certify
from tests.learning import learners
from tests.pages import Browser

CORRECTION = "/account/requests/correction"
ENDING = "/account/requests/ending"


def ask_correction(browser: Browser, **changes: str) -> object:
    fields = {"name": "Nguyễn Thị An", "birth_year": "1958", "commune": "08500", "note": "", **changes}
    return browser.post(CORRECTION, page=CORRECTION, **fields)


def address_for_staff(database: Database) -> str:
    """Where the newest request is answered."""
    with database.reading() as db:
        return f"/requests/{db.query(Request).order_by(Request.id.desc()).first().public_id}"


def state(database: Database) -> State:
    with database.reading() as db:
        return State(db.query(Request).one().state)


def test_the_copy_holds_everything_of_me_and_nothing_of_others(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    code = certify(database, world.an.person_id, world.village_1, first).code
    with database.transaction() as db:
        learning.mark_read(db, world.an.person_id, first, first.modules[0].screens[0].id, NOON)
        learning.mark_read(db, world.binh.person_id, first, first.modules[0].screens[0].id, NOON)

    sent = an.post("/account/copy", page="/account/requests", form="json")

    tables = json.loads(sent.text)["tables"]
    assert sent.headers["Content-Disposition"].endswith('.json"')
    assert [row["name"] for row in tables["person"]] == ["Nguyễn Thị An"]
    assert [row["code"] for row in tables["certificate"]] == [code]
    assert len(tables["enrolment"]) == len(tables["screen_read"]) == 1
    assert {"login", "residence", "web_session", "notice", "audit_row"} <= set(tables)
    assert "Trần Văn Bình" not in sent.text


def test_the_copy_holds_no_secret(an: Browser) -> None:
    text = an.post("/account/copy", page="/account/requests", form="json").text

    assert PASSWORD_HASH not in text
    assert "password_hash" not in text


def test_the_copy_can_be_read(an: Browser, database: Database, world: World, first: PublishedCourse) -> None:
    certify(database, world.an.person_id, world.village_1, first)

    sent = an.post("/account/copy", page="/account/requests", form="html")

    assert sent.mimetype == "text/html"
    assert sent.headers["Cache-Control"] == "private, no-store"
    assert "<b>năm sinh</b>: 1958" in sent.text
    assert "Khu 1" in sent.text


def test_taking_a_copy_is_on_record(an: Browser, database: Database, world: World) -> None:
    an.post("/account/copy", page="/account/requests", form="html")

    with database.reading() as db:
        (row,) = db.query(AuditRow).filter_by(act="requests.copy")
        assert (row.actor_id, row.details) == (world.an.person_id, {"form": "html"})


def test_every_table_of_the_privacy_page_is_in_the_copy() -> None:
    assert [name for name in SUBJECTS if not is_owned(Base.metadata.tables[name])] == []


def test_what_somebody_noted_of_others_is_the_others(database: Database, world: World) -> None:
    with database.reading() as db:
        found = everything_of(db, world.giang.person_id)

    assert [row["name"] for row in found["person"]] == ["Đỗ Giang"]
    assert [row["person_id"] for row in found["role_grant"]] == [world.giang.person_id]


def test_the_form_comes_filled_with_what_is_known(an: Browser) -> None:
    text = an.get(CORRECTION).text

    assert 'value="Nguyễn Thị An"' in text
    assert 'value="1958"' in text
    assert re.search(r'<option selected value="08500">Xã Lâm Thao</option>', text)


def test_a_correction_goes_to_the_official_of_the_commune(an: Browser, chi: Browser, database: Database) -> None:
    sent = ask_correction(an, name="Nguyễn Thị Ân")

    assert sent.location == "/account/requests"
    assert "Nguyễn Thị Ân" in an.get("/account/requests").text
    address = address_for_staff(database)
    assert address in chi.get("/requests").text
    assert "Nguyễn Thị Ân" in chi.get(address).text


def test_others_do_not_find_it(
    an: Browser, binh: Browser, dung: Browser, giang: Browser, hoa: Browser, database: Database
) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")
    address = address_for_staff(database)

    assert hoa.get(address).status_code == 200, "the province is above the commune"
    for stranger in (an, binh, dung, giang):
        assert stranger.get(address).status_code == 404
        assert stranger.post(f"{address}/done").status_code == 404
        assert stranger.post(f"{address}/refuse", reason="Không.").status_code == 404
    assert state(database) is State.SENT


def test_the_official_corrects_it(an: Browser, chi: Browser, database: Database, world: World) -> None:
    ask_correction(an, name="Nguyễn Thị Ân", commune="08770")
    chi.post(f"{address_for_staff(database)}/done")

    with database.reading() as db:
        assert db.get_one(Person, world.an.person_id).name == "Nguyễn Thị Ân"
    assert "Xã Thổ Tang" in an.get("/account").text
    assert "Yêu cầu của bà con đã làm xong: sửa thông tin." in an.get("/notices").text


def test_the_official_refuses_it_with_a_reason(an: Browser, chi: Browser, database: Database) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")
    address = address_for_staff(database)

    assert chi.post(f"{address}/refuse", page=address, reason=" ").status_code == 422
    chi.post(f"{address}/refuse", page=address, reason="Trên thẻ căn cước ghi An.")

    assert "Trên thẻ căn cước ghi An." in an.get("/account/requests").text
    assert state(database) is State.REFUSED


def test_it_is_answered_once(an: Browser, chi: Browser, hoa: Browser, database: Database) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")
    address = address_for_staff(database)
    chi.post(f"{address}/refuse", page=address, reason="Không đúng.")

    assert hoa.post(f"{address}/done").status_code == 409
    assert state(database) is State.REFUSED


@pytest.mark.parametrize(
    ("changes", "typed"),
    [
        ({"name": "An 2"}, 'value="An 2"'),
        ({"birth_year": "58"}, 'value="58"'),
        ({"commune": "99999"}, "08500"),
        ({}, "Nguyễn Thị An"),
        ({"note": "x" * 501}, "x" * 501),
    ],
)
def test_what_cannot_be_asked_for_comes_back_as_typed(
    an: Browser, database: Database, changes: dict[str, str], typed: str
) -> None:
    answer = ask_correction(an, **changes)

    assert answer.status_code == 422
    assert typed in answer.text
    with database.reading() as db:
        assert db.query(Request).count() == 0


def test_a_note_may_hold_anything_a_keyboard_sends(an: Browser, chi: Browser, database: Database) -> None:
    ask_correction(an, note="Sai\x00 <b>tên</b>\r\nđệm")

    assert "Sai &lt;b&gt;tên&lt;/b&gt; đệm" in chi.get(address_for_staff(database)).text


def test_asking_again_while_one_waits_sends_nothing(an: Browser, database: Database) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")

    assert ask_correction(an, name="Nguyễn Thị Ấn").status_code == 409
    with database.reading() as db:
        assert db.query(Request).count() == 1


def test_whoever_asked_may_take_it_back(an: Browser, chi: Browser, database: Database) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")
    public_id = address_for_staff(database).rpartition("/")[2]

    assert chi.post(f"/account/requests/{public_id}/take-back").status_code == 404
    for _again in range(2):
        assert an.post(f"/account/requests/{public_id}/take-back", page="/account/requests").status_code == 303
    assert state(database) is State.TAKEN_BACK


def test_nothing_is_chosen_beforehand_when_an_account_is_to_end(an: Browser) -> None:
    assert " checked" not in an.get(ENDING).text
    assert an.post(ENDING, page=ENDING).status_code == 422
    assert an.post(ENDING, page=ENDING, what="correction").status_code == 422


def test_a_deletion_goes_to_the_administrator(an: Browser, chi: Browser, giang: Browser, database: Database) -> None:
    an.post(ENDING, page=ENDING, what="deletion")
    address = address_for_staff(database)

    assert chi.get(address).status_code == 404
    assert giang.get(address).status_code == 200


def test_deleting_forgets_the_learning_and_keeps_the_register(
    an: Browser, giang: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    code = certify(database, world.an.person_id, world.village_1, first).code
    with database.transaction() as db:
        learning.mark_read(db, world.an.person_id, first, first.modules[0].screens[0].id, NOON)
        learning.mark_read(db, world.binh.person_id, first, first.modules[0].screens[0].id, NOON)
    an.post(ENDING, page=ENDING, what="deletion")

    giang.post(f"{address_for_staff(database)}/done")

    assert an.get("/desk").status_code == 303, "the session has ended"
    assert giang.get(f"/x/{code}").status_code == 200
    with database.reading() as db:
        assert db.get_one(Person, world.an.person_id).name == "(đã xóa)"
        assert [row.person_id for row in db.query(Enrolment)] == [world.binh.person_id]


def test_after_a_deletion_only_what_the_law_asks_for_is_kept(
    an: Browser, giang: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    certify(database, world.an.person_id, world.village_1, first)
    learners.read_lessons(database, world.an, first)
    learners.answer_all(database, world.an, first, first.modules[0].slug, right=True)
    team = (world.binh.person_id, NOON)
    with database.transaction() as db:
        group = classes.make_class(db, classes.NewClass(world.binh.person_id, "Lớp tối", world.village_1), NOON)
        teachers.add_teacher(db, group.id, world.an.person_id, *team)
        outreach.assign(db, world.village_1, world.an.person_id, world.binh.person_id, *team)
        outreach.visit(db, world.village_1, world.an.person_id, Outcome.NOT_NOW, None, *team)
        outreach.invite(db, world.village_1, world.an.person_id, group.id, *team)
    an.post(ENDING, page=ENDING, what="deletion")
    giang.post(f"{address_for_staff(database)}/done")

    with database.reading() as db:
        found = everything_of(db, world.an.person_id)
        listed = [one.person_id for one in neighbours(db, world.village_1, local_date(now()))]
    assert listed == [world.binh.person_id]
    assert "not-now" not in str(found)
    certified = {"certificate", "job"}
    assert set(found) == {"person", "login", "residence", "audit_row", "request", *certified}
    assert "Nguyễn" not in str({table: rows for table, rows in found.items() if table not in certified})


def test_closing_an_account_leaves_the_learning(
    an: Browser, giang: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    with database.transaction() as db:
        learning.mark_read(db, world.an.person_id, first, first.modules[0].screens[0].id, NOON)
    an.post(ENDING, page=ENDING, what="withdrawal")

    giang.post(f"{address_for_staff(database)}/done")

    assert an.get("/desk").status_code == 303
    with database.reading() as db:
        assert db.query(Enrolment).count() == 1
        assert db.get_one(Person, world.an.person_id).name == "Nguyễn Thị An"


def test_the_desk_counts_what_waits(an: Browser, chi: Browser, dung: Browser) -> None:
    ask_correction(an, name="Nguyễn Thị Ân")

    assert "1 yêu cầu đang chờ trả lời" in chi.get("/desk").text
    assert "đang chờ trả lời" not in dung.get("/desk").text


def test_requests_of_the_own_are_not_counted_as_waiting(chi: Browser, database: Database, world: World) -> None:
    chi.post(CORRECTION, page=CORRECTION, name="Lê Thị Chí", birth_year="1990", commune="08500", note="")

    with database.reading() as db:
        assert queries.count_waiting(db, world.chi.person_id) == 1
    assert chi.get(address_for_staff(database)).status_code == 404
    assert "đang chờ trả lời" not in chi.get("/desk").text
