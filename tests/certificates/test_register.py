"""The register of a unit: its own certificates, all of them, and not one of another."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lms.certificates.actions import revoke
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason, Statement
from lms.db import Database
from lms.people.models import Group, Membership, Person
from lms.places.models import OrgUnit
from tests.builders import NOON, Somebody, World
from tests.conftest import rows
from tests.pages import Browser

Issued = Callable[..., Certificate]


@pytest.fixture
def here(issued: Issued, world: World) -> list[Certificate]:
    """Three certificates in Lâm Thao."""
    return [
        issued(world.an),
        issued(world.binh, org_unit_id=world.village_2),
        issued(world.chi, printed_name="Lê Thị Ánh"),
    ]


@pytest.fixture
def elsewhere(here: list[Certificate], issued: Issued, world: World) -> Certificate:
    """One in Thổ Tang, issued after those."""
    return issued(world.dung, org_unit_id=world.village_3, place_line="Khu 1, Xã Thổ Tang, Tỉnh Phú Thọ")


@pytest.mark.parametrize("path", ["/register", "/register.csv"])
@pytest.mark.parametrize("who", ["an", "binh", "giang"])
def test_who_is_no_official_finds_no_register(
    database: Database, request: pytest.FixtureRequest, who: str, path: str
) -> None:
    browser: Browser = request.getfixturevalue(who)

    assert browser.get(path).status_code == 404


def test_the_official_finds_the_unit_and_not_another(
    chi: Browser, dung: Browser, here: list[Certificate], elsewhere: Certificate
) -> None:
    mine, others = chi.get("/register").text, dung.get("/register").text

    assert all(certificate.code in mine for certificate in here)
    assert elsewhere.code not in mine
    assert elsewhere.code in others
    assert not any(certificate.code in others for certificate in here)


def test_the_official_of_the_province_finds_all(hoa: Browser, here: list[Certificate], elsewhere: Certificate) -> None:
    page = hoa.get("/register").text

    assert all(certificate.place_in_book in page for certificate in [*here, elsewhere])


def names(page: str) -> list[str]:
    return [part.split(">")[2].removesuffix("</a") for part in page.split('<th scope="row"')[1:]]


def test_the_newest_stands_first(chi: Browser, here: list[Certificate]) -> None:
    assert names(chi.get("/register").text) == ["Lê Thị Ánh", "Trần Văn Bình", "Nguyễn Thị An"]


def test_names_sort_the_vietnamese_way(chi: Browser, here: list[Certificate], issued: Issued, world: World) -> None:
    issued(world.hoa, printed_name="Bùi Thị An")

    assert names(chi.get("/register?order=name").text) == ["Bùi Thị An", "Nguyễn Thị An", "Lê Thị Ánh", "Trần Văn Bình"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("thi anh", ["Lê Thị Ánh"]),
        ("THỊ ÁNH", ["Lê Thị Ánh"]),
        ("bình", ["Trần Văn Bình"]),
        ("2", ["Trần Văn Bình"]),
        ("00002/2026", ["Trần Văn Bình"]),
        ("Số: 00002/2026/GCN-BCĐ", ["Trần Văn Bình"]),
        ("00002/2025", []),
        ("%", []),
        ("_", []),
        ("Dũng", []),
    ],
)
def test_looking_for_a_name_or_number(
    chi: Browser, here: list[Certificate], elsewhere: Certificate, words: str, found: list[str]
) -> None:
    page = chi.client.get("/register", query_string={"q": words}, base_url="https://hoc.example.vn")

    assert page.status_code == 200
    assert names(page.text) == found


def test_looking_for_a_code_stays_within_the_unit(chi: Browser, dung: Browser, here: list[Certificate]) -> None:
    assert names(chi.get(f"/register?q={here[0].code.lower()}").text) == ["Nguyễn Thị An"]
    assert names(dung.get(f"/register?q={here[0].code}").text) == []


def test_a_village_is_picked_out(chi: Browser, here: list[Certificate]) -> None:
    assert names(chi.get("/register?unit=08500.02").text) == ["Trần Văn Bình"]


def test_a_commune_is_picked_out_and_then_its_villages(
    hoa: Browser, here: list[Certificate], elsewhere: Certificate
) -> None:
    commune = hoa.get("/register?unit=08770").text

    assert names(commune) == ["Phạm Dũng"]
    assert 'value="08770.02"' in commune
    assert 'value="08500.01"' not in commune
    assert names(hoa.get("/register?unit=08770.02").text) == []


@pytest.mark.parametrize("query", ["unit=08770", "unit=08770.01", "unit=nowhere", "course=nothing", "order=loudest"])
def test_what_is_not_in_the_register_cannot_be_asked_for(
    chi: Browser, here: list[Certificate], elsewhere: Certificate, query: str
) -> None:
    assert chi.get(f"/register?{query}").status_code == 404
    assert chi.get(f"/register.csv?{query}").status_code == 404


def test_a_course_is_picked_out(chi: Browser, here: list[Certificate]) -> None:
    assert len(names(chi.get("/register?course=dich-vu-cong").text)) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mode=supervised", ["Lê Thị Ánh"]),
        ("status=revoked", ["Nguyễn Thị An"]),
        ("status=active&order=name", ["Lê Thị Ánh", "Trần Văn Bình"]),
        ("since=2026-11-24", ["Lê Thị Ánh"]),
        ("since=24/11/2026", ["Lê Thị Ánh"]),
        ("until=2026-11-23&order=name", ["Nguyễn Thị An", "Trần Văn Bình"]),
        ("since=2026-11-23&until=2026-11-23&order=name", ["Nguyễn Thị An", "Trần Văn Bình"]),
        ("group=public-sector", ["Trần Văn Bình"]),
        ("group=enterprise-worker", []),
        ("group=adult&order=name", ["Nguyễn Thị An", "Lê Thị Ánh", "Trần Văn Bình"]),
    ],
)
def test_the_register_is_looked_through_by_way_state_days_and_group(
    chi: Browser, database: Database, issued: Issued, world: World, query: str, found: list[str]
) -> None:
    ans = issued(world.an)
    issued(world.binh)
    issued(world.chi, NOON + timedelta(days=1), printed_name="Lê Thị Ánh", mode="supervised")
    with database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, NOON)
        belongs(db, world.binh, Group.PUBLIC_SECTOR, date(2026, 11, 23), None)
        belongs(db, world.binh, Group.ENTERPRISE_WORKER, date(2026, 1, 1), date(2026, 11, 23))
        belongs(db, world.chi, Group.PUBLIC_SECTOR, date(2026, 11, 25), None)

    assert names(chi.get(f"/register?{query}").text) == found


def belongs(db: Session, who: Somebody, group: Group, since: date, until: date | None) -> None:
    unit = db.scalars(select(OrgUnit.id)).first()
    db.add(Membership(person_id=who.person_id, group=group, org_unit_id=unit, valid_from=since, valid_to=until))


@pytest.mark.parametrize("query", ["since=hom-qua", "until=2026-02-30", "since=2026-11-24&until=2026-11-23"])
def test_a_day_that_is_none_is_said_at_its_field_and_hides_nothing(
    chi: Browser, here: list[Certificate], query: str
) -> None:
    page = chi.get(f"/register?{query}")

    assert page.status_code == 422
    assert len(names(page.text)) == 3
    assert 'class="err"' in page.text
    assert "<details open>" in page.text


def test_the_address_of_the_next_page_keeps_what_was_looked_for(chi: Browser, crowd: None) -> None:
    page = chi.get("/register?q=nguoi&since=2026-11-01&mode=alone&status=active&group=adult&order=name")

    assert "since=2026-11-01" in (link := page.text.split('rel="next"')[0].rpartition('href="')[2])
    assert all(f"{name}=" in link for name in ("q", "mode", "status", "group", "order", "page"))


@pytest.mark.parametrize("query", ["q=" + "x" * 101, "q=%00", "page=0", "page=abc", "page=999999999999"])
def test_a_strange_question_breaks_nothing(chi: Browser, here: list[Certificate], query: str) -> None:
    assert chi.get(f"/register?{query}").status_code in (200, 404)


@pytest.fixture
def crowd(database: Database, completes: Callable[..., Statement], world: World) -> None:
    """A hundred and twenty more in Lâm Thao."""
    from lms.certificates.actions import issue

    with database.transaction() as db:
        people = [
            Person(name=f"Người {n}", folded_name="", sort_key="", birth_year=1960, created_at=NOON) for n in range(120)
        ]
        db.add_all(people)
        db.flush()
        for person in people:
            issue(db, completes(world.an, person_id=person.id, printed_name=person.name), NOON)


def test_a_page_holds_fifty_and_says_how_many_there_are(chi: Browser, crowd: None) -> None:
    first, last = chi.get("/register"), chi.get("/register?page=3")

    assert (len(names(first.text)), len(names(last.text))) == (50, 20)
    assert "<b>120" in first.text
    assert "page=2" in first.text


def test_the_number_of_statements_does_not_grow_with_the_rows(
    chi: Browser, database: Database, here: list[Certificate], request: pytest.FixtureRequest
) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    chi.get("/register")
    few = len(asked)
    request.getfixturevalue("crowd")
    asked.clear()

    chi.get("/register")

    assert len(asked) == few


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_list_can_be_taken_into_a_spreadsheet(
    chi: Browser, here: list[Certificate], elsewhere: Certificate
) -> None:
    answer = chi.get("/register.csv?order=name")

    heads, *lines = table(answer.data)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert [line[heads.index("Họ và tên")] for line in lines] == ["Nguyễn Thị An", "Lê Thị Ánh", "Trần Văn Bình"]
    assert lines[0][:4] == ["00001/2026/GCN-BCĐ", "Nguyễn Thị An", "1958", "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ"]


def test_the_list_holds_all_pages_of_what_was_looked_for(chi: Browser, crowd: None, here: list[Certificate]) -> None:
    assert len(table(chi.get("/register.csv").data)) == 124
    assert len(table(chi.get("/register.csv?q=nguoi").data)) == 121


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", '=1;2"3'])
def test_no_cell_is_a_formula(chi: Browser, issued: Issued, world: World, name: str) -> None:
    issued(world.an, printed_name=name)

    assert table(chi.get("/register.csv").data)[1][1] == f"'{name}"


def test_taking_the_list_is_noted(chi: Browser, database: Database, here: list[Certificate], world: World) -> None:
    assert chi.get("/register.csv?q=an").data

    noted = rows(database, "SELECT actor_id, org_unit_id FROM audit_row WHERE act = 'certificates.export'")
    assert noted == [(world.chi.person_id, world.lam_thao)]


def test_markup_in_a_name_is_text(chi: Browser, issued: Issued, world: World) -> None:
    issued(world.an, printed_name="<script>alert(1)</script>")

    assert "<script>alert" not in chi.get("/register").text
