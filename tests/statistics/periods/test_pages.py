"""The pages of periods: communes confirm what they see, the province approves, corrects and publishes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from lms.db import Database
from lms.jobs.worker import run_due
from lms.places.models import OrgUnit
from lms.statistics.counting.actions import rebuild
from lms.statistics.counting.models import DayChange
from lms.statistics.out.published import queries as published
from lms.statistics.periods import queries
from lms.statistics.periods.actions import FREEZE, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.pages import Browser
from tests.statistics.facts import Facts

CODE = "2025-T12"
PAGE = f"/statistics/periods/{CODE}"
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def counted(database: Database, world: World) -> Database:
    """Four villages, December of last year, nobody certified before it ended."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.target(Indicator.ADULT, 8000, year=2025)
        for unit_id in (world.village_1, world.village_2, world.village_3, world.village_4):
            facts.population(Indicator.ADULT, unit_id, 100, 2025)
            facts.adults(4, unit_id)
        open_year(db, calendars()["calendar"], 2025, NOW)
    return database


def shown(text: str) -> str:
    found = re.search(r'name="sha256" value="([0-9a-f]{64})"', text)
    assert found
    return found[1]


def freeze(of: Database, browser: Browser, reason: str = "") -> None:
    sent = browser.post(f"{PAGE}/approve", page=PAGE, reason=reason)
    assert sent.status_code == 303, sent.text
    run_due(of, FREEZE)


def test_a_commune_confirms_the_figures_it_sees(counted: Database, world: World, chi: Browser) -> None:
    page = chi.get(PAGE)
    assert "Xác nhận số liệu đúng" in page.text

    sent = chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=shown(page.text), note="Đã đối chiếu")

    assert sent.status_code == 303
    assert "Đã xác nhận ngày" in chi.get(PAGE).text
    with counted.reading() as db:
        period = queries.period(db, CODE)
        assert period is not None
        kept = queries.confirmations(db, period.id)[world.lam_thao]
    assert (kept.confirmed_by, kept.note) == (world.chi.person_id, "Đã đối chiếu")


def test_figures_that_changed_meanwhile_are_not_confirmed(counted: Database, world: World, chi: Browser) -> None:
    seen = shown(chi.get(PAGE).text)
    with counted.transaction() as db:
        Facts(db, world).population(Indicator.ADULT, world.village_1, 120, 2025, version=2)

    sent = chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=seen, note="đã xem")

    assert sent.status_code == 409
    assert "Số liệu đã đổi" in sent.text
    assert 'value="đã xem"' in sent.text


def test_a_commune_that_came_later_confirms_nothing_of_the_period(
    counted: Database, world: World, chi: Browser
) -> None:
    digest = shown(chi.get(PAGE).text)
    with counted.transaction() as db:
        db.execute(update(OrgUnit).where(OrgUnit.id == world.lam_thao).values(valid_from=date(2026, 1, 1)))

    assert 'name="sha256"' not in chi.get(PAGE).text
    assert chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=digest).status_code == 404


def test_the_province_hears_that_confirmed_figures_changed(
    counted: Database, world: World, chi: Browser, hoa: Browser
) -> None:
    chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=shown(chi.get(PAGE).text))
    assert "1 trên 2 xã, phường đã xác nhận" in hoa.get(PAGE).text
    assert "khác với lúc xác nhận" not in hoa.get(PAGE).text
    with counted.transaction() as db:
        Facts(db, world).population(Indicator.ADULT, world.village_1, 120, 2025, version=2)

    assert "1 đơn vị có số liệu khác với lúc xác nhận" in hoa.get(PAGE).text
    assert "Số liệu đã đổi từ khi xác nhận" in chi.get(PAGE).text


def test_nobody_confirms_for_others_and_communes_do_not_approve(
    counted: Database, chi: Browser, an: Browser, guest: Browser
) -> None:
    digest = shown(chi.get(PAGE).text)
    for sent in (
        chi.post(f"{PAGE}/confirm", page=PAGE, unit="08770", sha256=digest),
        chi.post(f"{PAGE}/approve", page=PAGE),
        chi.post(f"{PAGE}/break", page=PAGE, reason="vì"),
        chi.post("/statistics/periods", page="/statistics/periods", calendar="week", year="2026"),
        an.get(PAGE),
    ):
        assert sent.status_code == 404
    assert guest.get(PAGE).status_code in (302, 303)


def test_the_province_approves_a_job_freezes_and_a_correction_needs_a_reason(counted: Database, hoa: Browser) -> None:
    hoa.post(f"{PAGE}/break", page=PAGE, reason="Từ nay đếm từng người")
    freeze(counted, hoa)

    page = hoa.get(PAGE).text
    assert "Đã chốt" in page
    assert "Từ nay đếm từng người" in page
    refused = hoa.post(f"{PAGE}/approve", page=PAGE, reason=" ")
    assert refused.status_code == 422
    assert "lý do đính chính" in refused.text
    freeze(counted, hoa, "Cấp bù giấy")
    assert "[r] Cấp bù giấy" in hoa.get(PAGE).text


def test_the_files_of_what_was_frozen_never_change(counted: Database, world: World, chi: Browser, hoa: Browser) -> None:
    freeze(counted, hoa)
    address = f"{PAGE}/r0/08500/so-lieu.csv"
    first = chi.get(address)
    assert first.status_code == 200
    assert "immutable" in first.headers["Cache-Control"]
    assert "2025-T12" in first.text

    with counted.transaction() as db:
        Facts(db, world).population(Indicator.ADULT, world.village_1, 500, 2025, version=2)

    assert chi.get(address).data == first.data
    assert chi.get(address, **{"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert chi.get(f"{PAGE}/r0/08770/so-lieu.csv").status_code == 404
    assert chi.get(f"{PAGE}/r1/08500/so-lieu.csv").status_code == 404
    assert chi.get(f"{PAGE}/r0/25/bao-cao.pdf").data.startswith(b"%PDF")


def test_late_changes_are_told_with_their_cause(counted: Database, world: World, hoa: Browser) -> None:
    freeze(counted, hoa)
    assert "Không có ai" in hoa.get(PAGE).text
    with counted.transaction() as db:
        facts = Facts(db, world)
        facts.certify(facts.person(world.village_1), issued_on=datetime(2025, 12, 20, tzinfo=UTC).date())

    page = hoa.get(PAGE).text
    assert "<b>+1</b>" in page
    assert "giấy chứng nhận nhập muộn" in page


def test_a_frozen_period_is_published_from_its_page(counted: Database, hoa: Browser, guest: Browser) -> None:
    freeze(counted, hoa)

    sent = hoa.post(f"{PAGE}/r0/publish", page=PAGE)

    assert sent.status_code == 303, sent.text
    assert "Đã công bố" in hoa.get(PAGE).text
    with counted.reading() as db:
        assert published.newest(db, CODE) is not None
    assert guest.get(f"/du-lieu?period={CODE}").status_code == 200


def test_surpluses_stand_with_a_field_for_the_reason(counted: Database, world: World, hoa: Browser) -> None:
    with counted.transaction() as db:
        facts = Facts(db, world)
        facts.population(Indicator.ADULT, world.village_1, 1, 2025, version=2)
        for _ in range(2):
            facts.certify(facts.person(world.village_1), issued_on=datetime(2025, 12, 20, tzinfo=UTC).date())
    refused = hoa.post(f"{PAGE}/approve", page=PAGE)
    assert refused.status_code == 422
    assert "Có 1 số liệu" in refused.text

    code = re.search(r'name="unit" value="([^"]+)"', refused.text)
    assert code
    empty = hoa.post(f"{PAGE}/explain", page=PAGE, unit=code[1], indicator="adult", reason="")
    assert empty.status_code == 422
    hoa.post(f"{PAGE}/explain", page=PAGE, unit=code[1], indicator="adult", reason="Dân mới đến")
    assert 'value="Dân mới đến"' in hoa.get(PAGE).text
    freeze(counted, hoa)


def test_the_frozen_period_names_who_has_not_confirmed_these_figures(
    counted: Database, world: World, chi: Browser, dung: Browser, hoa: Browser
) -> None:
    chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=shown(chi.get(PAGE).text))
    dung.post(f"{PAGE}/confirm", page=PAGE, unit="08770", sha256=shown(dung.get(PAGE).text))
    with counted.transaction() as db:
        Facts(db, world).population(Indicator.ADULT, world.village_3, 120, 2025, version=2)
    freeze(counted, hoa)

    with counted.reading() as db:
        found = queries.frozen(db, CODE)
    assert found is not None
    assert found.not_confirmed == ("08770",)
    assert "1 xã, phường chưa xác nhận" in hoa.get(PAGE).text


def test_a_recount_that_differs_is_told_on_the_page(counted: Database, hoa: Browser) -> None:
    with counted.transaction() as db:
        facts_of_nobody = DayChange(org_unit_id=4, indicator=Indicator.ADULT, day=date(2025, 12, 1), delta=1)
        db.add(facts_of_nobody)
    freeze(counted, hoa)

    page = hoa.get(PAGE).text
    assert "đếm lại từ dữ liệu gốc thấy khác" in page
    assert "adult: 1 / 0" in page
    with counted.transaction() as db:
        rebuild(db)
    assert hoa.post(f"{PAGE}/freeze", page=PAGE).status_code == 303
    run_due(counted, FREEZE)
    assert "Đã chốt" in hoa.get(PAGE).text


def test_an_approval_is_withdrawn_on_the_page(counted: Database, hoa: Browser, chi: Browser) -> None:
    chi.post(f"{PAGE}/confirm", page=PAGE, unit="08500", sha256=shown(chi.get(PAGE).text))
    hoa.post(f"{PAGE}/approve", page=PAGE)
    assert hoa.post(f"{PAGE}/withdraw", page=PAGE, reason=" ").status_code == 422
    assert chi.post(f"{PAGE}/withdraw", page=PAGE, reason="vì").status_code == 404

    assert hoa.post(f"{PAGE}/withdraw", page=PAGE, reason="Còn một xã gửi lại").status_code == 303
    run_due(counted, FREEZE)

    page = hoa.get(PAGE).text
    assert "1 xã, phường đã xác nhận" in page
    assert "Duyệt và chốt" in page
    freeze(counted, hoa)
    assert "Đã chốt" in hoa.get(PAGE).text
    assert hoa.post(f"{PAGE}/withdraw", page=PAGE, reason="vì").status_code == 409


def test_the_calendar_is_opened_on_its_page(counted: Database, hoa: Browser, chi: Browser) -> None:
    sent = hoa.post("/statistics/periods", page="/statistics/periods", calendar="week", year="2026")
    assert sent.status_code == 303
    page = chi.get("/statistics/periods?year=2026").text
    assert "Tuần 1 năm 2026" in page
    assert "Mở các kỳ của một năm" not in page
    assert chi.get("/statistics/periods?year=1999").status_code == 404


def test_a_year_nobody_can_mean_is_not_found(hoa: Browser) -> None:
    for year in ("9" * 5000, "2026x", "-1"):
        assert hoa.get(f"/statistics/periods?year={year}").status_code == 404
        assert hoa.post("/statistics/periods", calendar="calendar", year=year).status_code == 404
