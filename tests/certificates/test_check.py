"""Anybody checks a paper: the verdict first, every line to compare, the name covered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event, update
from werkzeug.test import TestResponse

from lms.certificates.actions import revoke
from lms.certificates.codes import ALPHABET, grouped, new_code
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Reason
from lms.db import Database
from tests.builders import NOON, World
from tests.conftest import rows
from tests.pages import Browser


def test_the_page_shows_every_line_of_the_paper_but_the_name(guest: Browser, ans: Certificate) -> None:
    page = guest.get(f"/x/{ans.code}")

    assert page.status_code == 200
    for line in (
        "00001/2026/GCN-BCĐ",
        "N***** T** A*",
        "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        "Dịch vụ công trực tuyến",
        "6 giờ",
        "đạt 92 %",
        "tự học trên mạng",
        "23/11/2026",
        "Phú Thọ, ngày 23 tháng 11 năm 2026",
        "Ban Chỉ đạo Phong trào Bình dân học vụ số",
        "Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo",
        "Hoàng Văn Thụ",
        grouped(ans.code),
    ):
        assert line in page.text
    assert "Nguyễn" not in page.text
    assert "1958" not in page.text.replace("ví dụ 1958", "").replace("example 1958", "")


def test_the_first_words_say_that_it_holds(guest: Browser, ans: Certificate) -> None:
    page = guest.get(f"/x/{ans.code}").text

    assert page.index('class="verdict "') < page.index("<dl")
    assert "#i-ok" in page


def test_no_browser_keeps_the_page_and_no_other_site_learns_of_it(guest: Browser, ans: Certificate) -> None:
    for path in ("/x", f"/x/{ans.code}", f"/x/{new_code()}", "/x/MISTYPED", f"/x/{ans.code.lower()}"):
        headers = guest.get(path).headers

        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize("typed", [str.lower, grouped, lambda code: grouped(code).replace("-", "%20")])
def test_a_code_is_understood_however_it_is_written(
    guest: Browser, ans: Certificate, typed: Callable[[str], str]
) -> None:
    answer = guest.get(f"/x/{typed(ans.code)}")

    assert guest.follow(answer).status_code == 200
    assert answer.location == f"/x/{ans.code}"


def test_a_typed_code_leads_to_its_page(guest: Browser, ans: Certificate) -> None:
    answer = guest.get(f"/x?code={grouped(ans.code).lower()}")

    assert answer.location == f"/x/{ans.code}"


def test_an_unknown_code_is_not_found(guest: Browser, ans: Certificate) -> None:
    page = guest.get(f"/x/{new_code()}")

    assert page.status_code == 404
    assert "verdict ask no" in page.text


def test_a_mistyped_code_is_told_apart_from_an_unknown_one(guest: Browser, ans: Certificate) -> None:
    wrong = ans.code[:-1] + ALPHABET[(ALPHABET.index(ans.code[-1]) + 1) % 31]

    page = guest.get(f"/x/{wrong}")

    assert page.status_code == 422
    assert 'class="verdict ask"' in page.text
    assert f'value="{wrong}"' in page.text


def test_what_was_typed_stays_in_the_form_with_where_to_look_again(guest: Browser) -> None:
    page = guest.get("/x?code=K7MWO3DPX9RTAHC1")

    assert page.status_code == 422
    assert 'value="K7MWO3DPX9RTAHC1"' in page.text
    assert "5, 16" in page.text


@pytest.mark.parametrize(
    "typed", ["", "   ", "K7MW", "K7MW3DPX9RTAHC4E", "\x00\x1f", "'; DROP TABLE certificate; --", "学" * 16]
)
def test_bad_input_gets_a_sentence_and_keeps_the_form(guest: Browser, typed: str) -> None:
    page = guest.client.get("/x", query_string={"code": typed}, base_url="https://hoc.example.vn")

    assert page.status_code == 422
    assert 'name="code"' in page.text


def test_a_mistyped_code_is_not_looked_up(guest: Browser, database: Database) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    guest.get("/x/K7MW3DPX9RTAHC4E")
    guest.get("/x?code=K7MW3DPX9RTAHC4E")

    assert not [statement for statement in asked if "certificate" in statement]


def test_a_revoked_one_says_so_first_with_day_and_reason(guest: Browser, database: Database, ans: Certificate) -> None:
    with database.transaction() as db:
        revoke(db, ans, None, Reason.WRONG_PERSON, NOON, note="not for the public")

    page = guest.get(f"/x/{ans.code}")

    assert page.status_code == 200
    assert 'class="verdict stop"' in page.text
    assert "23/11/2026" in page.text[page.text.index("verdict stop") :][:400]
    assert "not for the public" not in page.text


def test_a_replaced_one_says_so_and_keeps_the_new_code_to_itself(
    guest: Browser, database: Database, ans: Certificate, issued: Callable[..., Certificate], world: World
) -> None:
    other = issued(world.an, edition=2)
    with database.transaction() as db:
        ended = {"status": Status.SUPERSEDED, "ended_on": NOON.date(), "ended_reason": Reason.CORRECTED}
        db.execute(update(Certificate).where(Certificate.id == ans.id).values(**ended, replaced_by=other.id))

    page = guest.get(f"/x/{ans.code}").text

    assert 'class="verdict was"' in page
    assert other.code not in page
    assert grouped(other.code) not in page


def before_the_verdict(page: TestResponse) -> str:
    """Where the page says what came of a comparison; further down wait the words that script may show."""
    return page.text.partition('class="verdict')[0]


def test_the_name_on_the_paper_matches(guest: Browser, ans: Certificate) -> None:
    for name in ("Nguyễn Thị An", "  nguyễn   thị an ", "NGUYỄN THỊ AN", "Nguye\u0302\u0303n Thi\u0323 An"):
        page = guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name=name, birth_year="1958")

        assert page.status_code == 200
        assert "say ok" in before_the_verdict(page)


def test_an_old_browser_that_names_no_origin_can_compare_a_name(guest: Browser, ans: Certificate) -> None:
    shown = guest.get(f"/x/{ans.code}").text
    token = shown.partition('name="csrf_token" value="')[2].partition('"')[0]

    answer = guest.client.post(
        f"/x/{ans.code}",
        base_url="https://hoc.example.vn",
        data={"csrf_token": token, "name": "Nguyễn Thị An", "birth_year": "1958"},
        headers={"Origin": "null"},
    )

    assert answer.status_code == 200


def test_a_name_is_not_compared_without_the_token(guest: Browser, ans: Certificate) -> None:
    answer = guest.client.post(
        f"/x/{ans.code}",
        base_url="https://hoc.example.vn",
        data={"name": "Nguyễn Thị An", "birth_year": "1958"},
        headers={"Origin": "null"},
    )

    assert answer.status_code == 400


def test_a_name_without_its_marks_is_asked_for_again(guest: Browser, ans: Certificate) -> None:
    page = guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name="Nguyen Thi An", birth_year="1958")

    assert "say mind" in before_the_verdict(page)


@pytest.mark.parametrize(("name", "year"), [("Nguyễn Thị Ánh", "1958"), ("Nguyễn Thị An", "1959"), ("An", "1958")])
def test_another_name_or_year_does_not_match(guest: Browser, ans: Certificate, name: str, year: str) -> None:
    page = guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name=name, birth_year=year)

    assert "say bad" in before_the_verdict(page)
    assert f'value="{name}"' in page.text
    assert ans.facts.holder not in page.text.replace(f'value="{name}"', "")


def test_a_year_that_is_none_is_refused_beside_its_field(guest: Browser, ans: Certificate) -> None:
    page = guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name="Nguyễn Thị An", birth_year="58")

    assert page.status_code == 422
    assert "birth_year-error-1" in page.text


def test_who_guesses_names_is_slowed_down(guest: Browser, ans: Certificate) -> None:
    for _ in range(30):
        guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name="Nguyễn Thị Bưởi", birth_year="1958")

    refused = guest.post(f"/x/{ans.code}", page=f"/x/{ans.code}", name="Nguyễn Thị An", birth_year="1958")

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_who_guesses_codes_is_slowed_down_and_who_is_right_is_not(guest: Browser, ans: Certificate) -> None:
    answers = [guest.get(f"/x/{new_code()}").status_code for _ in range(100)]

    assert answers == [404] * 30 + [429] * 70
    assert guest.get(f"/x/{ans.code}").status_code == 200
    assert guest.get("/x/MISTYPED").status_code == 422


def test_checking_writes_nothing(guest: Browser, database: Database, ans: Certificate) -> None:
    before = rows(database, "SELECT count(*) FROM audit_row")

    guest.get(f"/x/{ans.code}")
    guest.get(f"/x/{new_code()}")

    assert rows(database, "SELECT count(*) FROM audit_row") == before
    assert rows(database, "SELECT count(*) FROM web_session") == [(0,)]
