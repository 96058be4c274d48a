"""The ways of a correction: the holder asks, an official in charge sees old and new side by side and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from lms.certificates.corrections.actions import approve, ask
from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.lookups.models import CertificateLookup
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.db import Database
from lms.people.models import Person
from tests.builders import NOON, World
from tests.conftest import rows
from tests.pages import Browser

LINES = {"holder": "Nguyễn Thị An", "birth_year": "1958", "place_line": "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ"}
WRONG = {**LINES, "holder": "Nguyễn Thị Ân", "note": "Căn cước ghi là Ân"}


@pytest.fixture
def waiting(database: Database, ans: Certificate) -> str:
    """The address of An's request."""
    with database.transaction() as db:
        ask(db, ans, {"holder": "Nguyễn Thị Ân"}, "Căn cước ghi là Ân", NOON)
        return f"/register/corrections/{db.scalars(select(CertificateCorrection.public_id)).one()}"


@pytest.fixture
def replaced(database: Database, ans: Certificate, waiting: str, world: World) -> Certificate:
    """The certificate that took the place of An's."""
    with database.transaction() as db:
        asked = db.scalars(select(CertificateCorrection)).one()
        return approve(db, asked, world.chi.person_id, NOON + timedelta(days=1))


def test_the_holder_asks_and_an_official_issues_the_new_one(
    an: Browser, chi: Browser, database: Database, ans: Certificate
) -> None:
    assert an.post(f"/certificates/{ans.code}/correction", **WRONG).location == f"/certificates/{ans.code}"
    assert "take-back" in an.get(f"/certificates/{ans.code}").text

    ((public_id,),) = rows(database, "SELECT public_id FROM certificate_correction")
    address = f"/register/corrections/{public_id}"
    seen = chi.get(address).text
    assert "Nguyễn Thị An" in seen
    assert "<b>Nguyễn Thị Ân</b>" in seen
    assert "Căn cước ghi là Ân" in seen
    new = chi.follow(chi.post(f"{address}/approve")).text
    assert "Nguyễn Thị Ân" in new
    assert rows(database, "SELECT number, status FROM certificate ORDER BY number") == [
        (1, "superseded"),
        (2, "active"),
    ]


@pytest.mark.parametrize(
    "typed",
    [{**LINES, "note": "x"}, {**WRONG, "note": ""}, {**WRONG, "holder": "Ân 😀"}, {**WRONG, "birth_year": "58"}],
)
def test_what_cannot_be_sent_comes_back_with_what_was_typed(
    an: Browser, database: Database, ans: Certificate, typed: dict[str, str]
) -> None:
    answer = an.post(f"/certificates/{ans.code}/correction", **typed)

    assert answer.status_code == 422
    assert typed["birth_year"] in answer.text
    assert rows(database, "SELECT count(*) FROM certificate_correction") == [(0,)]


def test_a_second_request_is_told_that_one_waits(an: Browser, ans: Certificate, waiting: str) -> None:
    assert an.post(f"/certificates/{ans.code}/correction", **WRONG).status_code == 409


def test_the_holder_takes_it_back(an: Browser, database: Database, ans: Certificate, waiting: str) -> None:
    for _ in range(2):
        an.follow(an.post(f"/certificates/{ans.code}/correction/take-back"))

    assert rows(database, "SELECT state FROM certificate_correction") == [("taken-back",)]


def test_refusing_needs_a_reason_which_the_holder_reads(
    an: Browser, chi: Browser, ans: Certificate, waiting: str
) -> None:
    assert chi.post(f"{waiting}/refuse", reason="").status_code == 422
    assert chi.post(f"{waiting}/refuse", reason="Căn cước ghi như giấy").status_code == 303

    assert "Căn cước ghi như giấy" in an.get(f"/certificates/{ans.code}").text
    assert chi.post(f"{waiting}/approve").status_code == 409


@pytest.mark.parametrize("who", ["an", "dung", "binh", "giang"])
def test_for_whoever_is_not_in_charge_there_is_no_request(
    request: pytest.FixtureRequest, database: Database, waiting: str, who: str
) -> None:
    browser: Browser = request.getfixturevalue(who)

    answers = [browser.get(waiting), browser.post(f"{waiting}/approve"), browser.post(f"{waiting}/refuse", reason="x")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert rows(database, "SELECT state FROM certificate_correction") == [("waiting",)]


def test_the_desk_and_the_list_show_what_waits(chi: Browser, dung: Browser, waiting: str) -> None:
    assert "/register/corrections" in chi.get("/desk").text.split('id="main"')[1]
    assert waiting in chi.get("/register/corrections").text
    assert waiting not in dung.get("/register/corrections").text


def test_nobody_answers_or_ends_for_oneself(
    chi: Browser, hoa: Browser, database: Database, issued: Callable[..., Certificate], world: World
) -> None:
    own = issued(world.chi)
    with database.transaction() as db:
        ask(db, own, {"birth_year": "1991"}, "sai năm", NOON)
        address = f"/register/corrections/{db.scalars(select(CertificateCorrection.public_id)).one()}"

    assert chi.post(f"{address}/approve").status_code == 404
    assert chi.get(f"/certificates/{own.code}/end").status_code == 404
    assert hoa.get(address).status_code == 200


@pytest.mark.parametrize("who", ["binh", "chi", "dung"])
def test_only_the_holder_asks(request: pytest.FixtureRequest, ans: Certificate, who: str) -> None:
    browser: Browser = request.getfixturevalue(who)
    address = f"/certificates/{ans.code}/correction"

    answers = [browser.get(address), browser.post(address, **WRONG), browser.post(f"{address}/take-back")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_old_code_says_replaced_and_never_by_what(
    guest: Browser, an: Browser, ans: Certificate, replaced: Certificate
) -> None:
    public, own = guest.get(f"/x/{ans.code}").text, an.get(f"/certificates/{ans.code}").text

    assert "verdict was" in public
    for secret in (replaced.code, replaced.facts.number, "Ân"):
        assert secret not in public
    assert replaced.code in own
    assert "verdict was" not in guest.get(f"/x/{replaced.code}").text


def test_the_holder_still_has_the_old_paper_which_says_in_its_name_that_it_was_replaced(
    an: Browser, ans: Certificate, replaced: Certificate
) -> None:
    old = an.get(f"/certificates/{ans.code}.pdf")

    assert old.status_code == 200
    assert 'filename="da-thay-the-giay-chung-nhan-00001-2026-nguyen-thi-an.pdf"' in old.headers["Content-Disposition"]
    assert an.get(f"/certificates/{ans.code}.png").status_code == 404
    assert an.get(f"/certificates/{ans.code}/correction").status_code == 404
    assert an.get(f"/certificates/{ans.code}/end").status_code == 404


def test_the_list_has_those_that_hold_first(
    an: Browser, ans: Certificate, replaced: Certificate, issued: Callable[..., Certificate], world: World
) -> None:
    other = issued(world.an, NOON - timedelta(days=30), edition=2)
    text = an.get("/certificates").text

    assert text.index(replaced.code) < text.index(other.code) < text.index(ans.code)


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_nothing_that_changes_later_changes_the_paper(
    an: Browser,
    guest: Browser,
    database: Database,
    ans: Certificate,
    world: World,
) -> None:
    paper, page = an.get(f"/certificates/{ans.code}.pdf").data, guest.get(f"/x/{ans.code}").text.split("<dl")[1]

    with database.transaction() as db:
        db.execute(
            update(Person).where(Person.id == world.an.person_id).values(name="Nguyễn Thị Khác", birth_year=1970)
        )
        for change in (
            "UPDATE org_unit SET name = 'Xã Khác'",
            "UPDATE issuer SET signatory_name = 'Người Khác', name = 'Nơi Khác'",
            "UPDATE course SET slug = 'khac'",
        ):
            db.connection().exec_driver_sql(change)

    assert an.get(f"/certificates/{ans.code}.pdf").data == paper
    assert guest.get(f"/x/{ans.code}").text.split("<dl")[1].split("</dl>")[0] == page.split("</dl>")[0]


MARKUP = '"><script>alert(1)</script><img src=http://127.0.0.1:9/x>'


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_markup_in_a_title_or_a_place_stays_text_on_every_page(
    an: Browser, chi: Browser, database: Database, issued: Callable[..., Certificate], world: World
) -> None:
    certificate = issued(world.an, course_title=MARKUP, place_line=f"=HYPERLINK({MARKUP})")
    with database.transaction() as db:
        ask(db, certificate, {"place_line": MARKUP}, MARKUP, NOON)
        waiting = db.scalars(select(CertificateCorrection.public_id)).one()

    for page in (
        an.get(f"/certificates/{certificate.code}"),
        an.get(f"/certificates/{certificate.code}/correction"),
        chi.get(f"/register/corrections/{waiting}"),
        chi.get("/register/corrections"),
        chi.get(f"/certificates/{certificate.code}/end"),
    ):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text


# --- ending ------------------------------------------------------------------------------------------------------

VOID = {"how": "void", "reason": "wrong-person", "on": "", "note": "trùng tên với bà An khu 3"}


def today() -> str:
    """As an official types it."""
    return local_date(now()).strftime("%d/%m/%Y")


def test_before_anything_ends_a_page_says_what_will_be(chi: Browser, database: Database, ans: Certificate) -> None:
    told = chi.post(f"/certificates/{ans.code}/end", **VOID)

    assert told.status_code == 200
    assert 'name="sure"' in told.text
    assert rows(database, "SELECT status FROM certificate") == [("active",)]


def test_confirmed_it_ends_for_everybody(
    chi: Browser, guest: Browser, an: Browser, database: Database, ans: Certificate
) -> None:
    done = chi.post(f"/certificates/{ans.code}/end", **VOID, sure="yes")

    assert "verdict stop" in chi.follow(done).text
    public = guest.get(f"/x/{ans.code}").text
    assert "verdict stop" in public
    assert "bà An khu 3" not in public
    assert "verdict stop" in an.get(f"/certificates/{ans.code}").text
    assert "bà An khu 3" not in an.get(f"/certificates/{ans.code}").text
    assert "An khu 3" in str(rows(database, "SELECT details FROM audit_row WHERE act = 'certificates.void'"))
    assert chi.post(f"/certificates/{ans.code}/end", **VOID, sure="yes").status_code == 409


def test_an_official_of_the_province_revokes_from_a_day(hoa: Browser, database: Database, ans: Certificate) -> None:
    typed = {"how": "revoke", "reason": "holder-asked", "on": today(), "note": ""}

    assert hoa.post(f"/certificates/{ans.code}/end", **typed, sure="yes").status_code == 303
    assert [str(day) for (day,) in rows(database, "SELECT ended_on FROM certificate")] == [
        local_date(now()).isoformat()
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"how": ""},
        {"reason": ""},
        {"reason": "corrected"},
        {"reason": "holder-asked"},
        {"how": "revoke", "on": "31/2/2026"},
        {"how": "revoke", "on": "01/01/2026"},
        {"how": "revoke", "on": "01/01/2099"},
        {"note": "x" * 501},
    ],
)
@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_what_does_not_go_together_is_refused_with_what_was_typed(
    chi: Browser, database: Database, ans: Certificate, change: dict[str, str]
) -> None:
    answer = chi.post(f"/certificates/{ans.code}/end", **{**VOID, **change}, sure="yes")

    assert answer.status_code == 422
    assert change.get("note", VOID["note"]) in answer.text
    assert rows(database, "SELECT status FROM certificate") == [("active",)]


@pytest.mark.parametrize("who", ["an", "binh", "dung", "giang"])
def test_nobody_else_ends_it(request: pytest.FixtureRequest, database: Database, ans: Certificate, who: str) -> None:
    browser: Browser = request.getfixturevalue(who)

    assert browser.get(f"/certificates/{ans.code}/end").status_code == 404
    assert browser.post(f"/certificates/{ans.code}/end", **VOID, sure="yes").status_code == 404
    assert rows(database, "SELECT status FROM certificate") == [("active",)]


def test_the_holder_reads_how_often_it_was_looked_up_and_has_the_link(
    an: Browser, database: Database, ans: Certificate
) -> None:
    with database.transaction() as db:
        db.add(CertificateLookup(certificate_id=ans.id, on=ans.issued_on, count=7))
    page = an.get(f"/certificates/{ans.code}").text

    assert f'value="https://hoc.example.vn/x/{ans.code}"' in page
    assert "7 lần" in page
