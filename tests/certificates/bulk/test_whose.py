"""What somebody asked for is for nobody else, and for them only while it is in their charge."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from lms.certificates.bulk.models import Export, ExportPiece
from lms.certificates.bulk.rules import KEPT
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.worker import run_due, tidy_up
from lms.people.models import RoleGrant
from lms.places.models import OrgUnitScope
from tests.builders import World
from tests.certificates.bulk.conftest import Asking
from tests.conftest import rows
from tests.pages import Browser

Issued = Callable[..., list[Certificate]]


@pytest.mark.parametrize("who", ["an", "binh", "dung", "hoa", "giang"])
def test_nobody_else_finds_it_whatever_they_are(
    chi: Browser, asking: Asking, people_with_papers: Issued, request: pytest.FixtureRequest, who: str
) -> None:
    people_with_papers(2)
    address = asking.have(chi, "zip")
    stranger: Browser = request.getfixturevalue(who)

    assert [stranger.get(path).status_code for path in (address, address + "/1")] == [404, 404]
    assert [stranger.post(f"{address}/{act}").status_code for act in ("remove", "again")] == [404, 404]
    assert stranger.get("/exports").status_code == (404 if who in ("an", "giang") else 200)
    assert address not in stranger.get("/exports").text
    assert chi.get(address + "/1").status_code == 200


@pytest.mark.parametrize("query", ["unit=08770", "unit=08770.01", "unit=25"])
def test_another_commune_cannot_be_asked_for(
    chi: Browser, people_with_papers: Issued, world: World, query: str
) -> None:
    people_with_papers(2, org_unit_id=world.village_3)

    assert chi.post(f"/register/exports?{query}", page="/register", kind="zip").status_code == 404


def test_what_is_made_holds_ones_own_commune_alone(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, world: World
) -> None:
    mine = people_with_papers(2)
    people_with_papers(3, org_unit_id=world.village_3)

    asking.have(chi, "zip")

    held = rows(database, "SELECT certificate_id FROM certificate_export_item")
    assert {one for (one,) in held} == {one.id for one in mine}


def end_role(database: Database, person_id: int) -> None:
    with database.transaction() as db:
        db.execute(update(RoleGrant).where(RoleGrant.person_id == person_id).values(valid_to=local_date(now())))


def test_who_loses_the_office_loses_the_files(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, world: World
) -> None:
    people_with_papers(2)
    address = asking.have(chi, "zip")
    end_role(database, world.chi.person_id)

    assert [chi.get(path).status_code for path in (address, address + "/1", "/exports")] == [404, 404, 404]


def test_who_loses_the_office_while_it_is_made_gets_nothing(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, world: World
) -> None:
    people_with_papers(2)
    asking.ask(chi, "zip")
    end_role(database, world.chi.person_id)

    run_due(database)

    assert rows(database, "SELECT state FROM certificate_export") == [("stopped",)]
    assert rows(database, "SELECT count(*) FROM certificate_export_item") == [(0,)]


def test_a_village_that_goes_to_another_commune_takes_its_files_along(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, world: World
) -> None:
    people_with_papers(1)
    people_with_papers(1, org_unit_id=world.village_2)
    address = asking.have(chi, "zip")
    with database.transaction() as db:
        gone = OrgUnitScope.ancestor_id == world.lam_thao, OrgUnitScope.descendant_id == world.village_2
        db.execute(update(OrgUnitScope).where(*gone).values(valid_to=local_date(now())))

    assert chi.get(address + "/1").status_code == 404
    assert "certificates.export-refused" in acts(database)


def acts(database: Database) -> list[str]:
    return [
        str(act)
        for (act,) in rows(database, "SELECT act FROM audit_row WHERE subject LIKE 'certificate_export:%' ORDER BY id")
    ]


def test_asking_taking_and_removing_are_noted(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued, world: World
) -> None:
    people_with_papers(2)
    address = asking.have(chi, "zip", "q=bui&since=2026-01-01")
    chi.get(address + "/1", Range="bytes=0-99")
    chi.post(address + "/remove", page=address)

    noted = rows(
        database,
        "SELECT actor_id, org_unit_id, details FROM audit_row WHERE subject LIKE 'certificate_export:%' ORDER BY id",
    )
    assert acts(database) == ["certificates.export", "certificates.export-taken", "certificates.export-removed"]
    assert {(actor, unit) for actor, unit, _ in noted} == {(world.chi.person_id, world.lam_thao)}
    said = [details if isinstance(details, dict) else json.loads(str(details)) for _, _, details in noted]
    assert (said[0]["count"], said[0]["words"], said[0]["since"], said[0]["kind"]) == (2, "bui", "2026-01-01", "zip")
    assert said[1]["bytes"] == "bytes=0-99"
    assert chi.get(address).status_code == 404


def test_it_is_gone_after_seven_days(
    chi: Browser, asking: Asking, database: Database, people_with_papers: Issued
) -> None:
    people_with_papers(2)
    address = asking.have(chi, "zip")
    with database.transaction() as db:
        kept = db.query(Export).one()
        assert kept.expires_at - kept.ready_at == KEPT
        kept.expires_at = now() - timedelta(seconds=1)

    assert chi.get(address + "/1").status_code == 404
    tidy_up(database)
    with database.reading() as db:
        assert db.query(Export).count() == db.query(ExportPiece).count() == 0


def test_the_person_is_told_when_it_is_ready(chi: Browser, asking: Asking, people_with_papers: Issued) -> None:
    people_with_papers(2)
    address = asking.ask(chi, "zip")
    waiting = chi.get(address)
    assert address not in chi.get("/notices").text

    asking.have(chi, "xlsx")

    assert waiting.headers["Refresh"] == "5"
    assert "Refresh" not in chi.get(address).headers
    assert address in chi.get("/notices").text


@pytest.mark.parametrize(("query", "fields"), [("q=khong-co-ai", {}), ("status=revoked", {"ended": "1"})])
def test_nothing_is_not_made(chi: Browser, people_with_papers: Issued, query: str, fields: dict[str, str]) -> None:
    people_with_papers(1)

    answer = chi.post(f"/register/exports?{query}", page="/register", kind="zip", **fields)

    assert answer.status_code == 422


def test_too_many_are_refused_in_words_and_the_address_is_kept(
    chi: Browser, app: object, people_with_papers: Issued
) -> None:
    from dataclasses import replace

    people_with_papers(3)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], export_papers=2)  # type: ignore[attr-defined]

    answer = chi.post("/register/exports?q=bui", page="/register", kind="print")

    assert answer.status_code == 422
    assert 'value="bui"' in answer.text
    assert "Đây là 3 giấy chứng nhận" in answer.text


def test_a_fourth_waits_for_the_first_three(chi: Browser, asking: Asking, people_with_papers: Issued) -> None:
    people_with_papers(1)
    for _ in range(3):
        asking.ask(chi, "zip")

    assert chi.post("/register/exports", page="/register", kind="zip").status_code == 422


def test_a_kind_that_is_none_is_not_found(chi: Browser, people_with_papers: Issued) -> None:
    people_with_papers(1)

    assert chi.post("/register/exports", page="/register", kind="tar").status_code == 404
