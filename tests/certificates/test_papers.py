"""A certificate is there for its holder and for the officials of its place; for everybody else there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from lms.certificates.actions import revoke
from lms.certificates.background import render
from lms.certificates.codes import grouped, new_code
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import RoleGrant
from lms.places.models import OrgUnitScope
from lms.problems import Conflict
from tests.builders import NOON, Somebody, World
from tests.certificates.paper import Paper
from tests.conftest import rows
from tests.pages import Browser

PATHS = ("/certificates/{code}", "/certificates/{code}.pdf")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["an", "chi", "hoa"])
def test_the_holder_and_the_officials_of_the_place_find_it(
    request: pytest.FixtureRequest, ans: Certificate, who: str, path: str
) -> None:
    browser: Browser = request.getfixturevalue(who)

    assert browser.get(path.format(code=ans.code)).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["binh", "dung", "giang"])
def test_for_everybody_else_there_is_none(
    request: pytest.FixtureRequest, ans: Certificate, who: str, path: str
) -> None:
    browser: Browser = request.getfixturevalue(who)

    assert browser.get(path.format(code=ans.code)).status_code == 404
    assert browser.get(path.format(code=new_code())).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_guest_is_asked_to_sign_in_whether_it_exists_or_not(guest: Browser, ans: Certificate, path: str) -> None:
    there, nowhere = guest.get(path.format(code=ans.code)), guest.get(path.format(code=new_code()))

    assert (there.status_code, nowhere.status_code) == (303, 303)


@pytest.mark.parametrize("path", ["/certificates/MISTYPED", "/certificates/MISTYPED.pdf", "/certificates/.pdf"])
def test_a_code_that_is_none_is_not_found(an: Browser, path: str) -> None:
    assert an.get(path).status_code == 404


def test_an_official_whose_grant_has_ended_does_not_find_it(
    chi: Browser, database: Database, ans: Certificate, world: World
) -> None:
    with database.transaction() as db:
        over = update(RoleGrant).where(RoleGrant.person_id == world.chi.person_id)
        db.execute(over.values(valid_to=local_date(now())))

    for path in (*PATHS, "/register", "/register.csv"):
        assert chi.get(path.format(code=ans.code)).status_code == 404


def test_an_official_of_a_unit_that_lost_the_village_does_not_find_it(
    chi: Browser, hoa: Browser, database: Database, ans: Certificate, world: World
) -> None:
    with database.transaction() as db:
        moved = update(OrgUnitScope).where(
            OrgUnitScope.ancestor_id == world.lam_thao, OrgUnitScope.descendant_id == world.village_1
        )
        db.execute(moved.values(valid_to=local_date(now())))

    assert chi.get(f"/certificates/{ans.code}").status_code == 404
    assert hoa.get(f"/certificates/{ans.code}").status_code == 200


def test_the_page_shows_what_the_paper_shows(an: Browser, ans: Certificate) -> None:
    page = an.get(f"/certificates/{ans.code}").text

    for line in ("Nguyễn Thị An", "1958", "00001/2026/GCN-BCĐ", "Khu 1, Xã Lâm Thao", "đạt 92 %", grouped(ans.code)):
        assert line in page
    assert page.index("verdict") < page.index('class="cert"')


def test_a_code_typed_with_dashes_leads_to_the_page(an: Browser, ans: Certificate) -> None:
    assert an.get(f"/certificates/{grouped(ans.code).lower()}").location == f"/certificates/{ans.code}"


def test_a_revoked_certificate_says_so_on_the_holders_page_and_stays_downloadable(
    an: Browser, database: Database, ans: Certificate
) -> None:
    with database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, NOON)

    assert "verdict stop" in an.get(f"/certificates/{ans.code}").text
    assert an.get(f"/certificates/{ans.code}.pdf").status_code == 200


def test_my_certificates_are_mine_alone(
    an: Browser, binh: Browser, ans: Certificate, issued: Callable[..., Certificate], world: World
) -> None:
    issued(world.chi)

    assert an.get("/certificates").text.count('class="go"') == 1
    assert ans.code in an.get("/certificates").text
    assert 'class="nil"' in binh.get("/certificates").text


def test_the_download_is_the_paper(an: Browser, ans: Certificate, tmp_path: Path) -> None:
    answer = an.get(f"/certificates/{ans.code}.pdf")

    paper = Paper(answer.data, tmp_path)
    assert answer.mimetype == "application/pdf"
    assert "Nguyễn Thị An" in paper.text
    assert paper.scanned(150).startswith(f"https://hoc.example.vn/x/{ans.code}#")


def test_the_qr_code_leads_to_a_page_that_is_there(
    an: Browser, guest: Browser, ans: Certificate, tmp_path: Path
) -> None:
    address = Paper(an.get(f"/certificates/{ans.code}.pdf").data, tmp_path).scanned(110)

    assert guest.get(address.removeprefix("https://hoc.example.vn")).status_code == 200


def test_the_file_has_a_name_every_system_takes_and_is_kept_by_no_cache(an: Browser, ans: Certificate) -> None:
    headers = an.get(f"/certificates/{ans.code}.pdf").headers

    assert headers["Content-Disposition"] == (
        'inline; filename="giay-chung-nhan-00001-2026-nguyen-thi-an.pdf"; '
        "filename*=UTF-8''giay-chung-nhan-00001-2026-nguyen-thi-an.pdf"
    )
    assert headers["Cache-Control"] == "private, no-store"


def test_the_bytes_are_the_same_before_and_after_the_background_has_printed(
    an: Browser, database: Database, ans: Certificate
) -> None:
    before = an.get(f"/certificates/{ans.code}.pdf")
    assert run_due(database) == 2  # the paper, and the list of what has ended
    after = an.get(f"/certificates/{ans.code}.pdf")

    kept = rows(database, "SELECT sha256 FROM certificate_file")
    assert before.data == after.data
    assert kept == [(hashlib.sha256(after.data).hexdigest(),)]
    assert after.headers["ETag"] == f'"{kept[0][0]}"'


def test_a_job_for_a_certificate_that_is_gone_is_done(database: Database) -> None:
    assert render(database, "nobody") is None


def test_printing_twice_in_the_background_keeps_one_file(database: Database, ans: Certificate) -> None:
    again = [render(database, ans.id) for _ in range(2)]
    for keep in again:
        with database.transaction() as db:
            keep(db)

    assert render(database, ans.id) is None
    assert rows(database, "SELECT count(*) FROM certificate_file") == [(1,)]


def test_a_browser_that_has_the_file_gets_it_no_second_time(an: Browser, ans: Certificate) -> None:
    tag = an.get(f"/certificates/{ans.code}.pdf").headers["ETag"]

    assert an.get(f"/certificates/{ans.code}.pdf", **{"If-None-Match": tag}).status_code == 304


def test_an_officials_download_is_noted_and_the_holders_is_not(
    an: Browser, chi: Browser, database: Database, ans: Certificate, world: World
) -> None:
    an.get(f"/certificates/{ans.code}.pdf")
    chi.get(f"/certificates/{ans.code}.pdf")

    noted = rows(database, "SELECT actor_id, subject FROM audit_row WHERE act = 'certificates.download'")
    assert noted == [(world.chi.person_id, f"certificate:{ans.id}")]


def test_revoking_twice_is_refused(database: Database, ans: Certificate) -> None:
    with database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, NOON)
    with pytest.raises(Conflict), database.transaction() as db:
        revoke(db, ans, None, Reason.HOLDER_ASKED, NOON + timedelta(days=1))

    ended = rows(database, "SELECT status, ended_on, ended_reason FROM certificate")
    assert [(status, str(day), reason) for status, day, reason in ended] == [("revoked", "2026-11-23", "not-earned")]


def test_an_official_who_learns_finds_the_own_certificate_elsewhere_too(
    sign_in: Callable[[Somebody], Browser], issued: Callable[..., Certificate], world: World
) -> None:
    dungs = issued(world.dung, org_unit_id=world.village_1)

    assert sign_in(world.dung).get(f"/certificates/{dungs.code}.pdf").status_code == 200
