"""The check for machines, the lists telephones fetch, and what is said when nobody can answer."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.app import create_app
from lms.certificates.actions import keep_file, revoke
from lms.certificates.codes import new_code, without_link
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.certificates.slips.actions import keep_slip, slip_for
from lms.certificates.slips.queries import slip_of
from lms.config import Settings
from lms.db import Database
from tests.builders import NOON
from tests.pages import Browser, inspected

FILE = b"%PDF-1.7 the bytes that were issued"


@pytest.fixture
def printed(database: Database, ans: Certificate) -> Certificate:
    """An's certificate with a file and a slip."""
    with database.transaction() as db:
        keep_file(db, ans.id, FILE, NOON, way="laid-out")
        keep_slip(db, slip_for(db, ans, database.keys, NOON))
    return ans


def test_it_has_the_fields_of_the_page(guest: Browser, printed: Certificate) -> None:
    answer = guest.get(f"/x/{printed.code}.json")

    said = answer.get_json()
    assert said["status"] == "valid"
    assert said["number"] == "00001/2026/GCN-BCĐ"
    assert said["holder_masked"] == "N***** T** A*"
    assert said["sha256"] == hashlib.sha256(FILE).hexdigest()
    assert said["sha256"][:8] in guest.get(f"/x/{printed.code}").text
    assert "Nguyễn" not in answer.text
    assert "1958" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_it_tells_mistyped_from_unknown(guest: Browser, ans: Certificate) -> None:
    mistyped, unknown = guest.get("/x/MISTYPED.json"), guest.get(f"/x/{new_code()}.json")

    assert (mistyped.status_code, mistyped.get_json()["status"]) == (422, "mistyped")
    assert (unknown.status_code, unknown.get_json()["status"]) == (404, "unknown")


def test_page_and_machine_share_the_count_of_failures(guest: Browser, ans: Certificate) -> None:
    for each in range(30):
        guest.get(f"/x/{new_code()}" + (".json" if each % 2 else ""))

    refused = guest.get(f"/x/{new_code()}.json")
    assert (refused.status_code, refused.get_json()["status"]) == (429, "unreachable")
    assert int(refused.headers["Retry-After"]) > 0
    page = guest.get(f"/x/{new_code()}")
    assert (page.status_code, "verdict ask off" in page.text) == (429, True)
    assert guest.get(f"/x/{ans.code}.json").status_code == 200


def test_a_thousand_mistyped_codes_count_as_no_failure(guest: Browser, ans: Certificate) -> None:
    for place in range(200):
        wrong = ans.code[: place % 16] + "0" + ans.code[place % 16 + 1 :]
        assert guest.client.get(f"/x/{wrong}.json", base_url="https://hoc.example.vn").status_code == 422

    assert guest.get(f"/x/{new_code()}").status_code == 404


def test_who_revokes_is_heard_everywhere_at_once(guest: Browser, database: Database, printed: Certificate) -> None:
    with database.reading() as db:
        slip = slip_of(db, printed.id)
    assert slip is not None
    assert slip.mark not in guest.get("/x/ended.json").get_json()["revoked"]

    with database.transaction() as db:
        revoke(db, printed, None, Reason.WRONG_PERSON, NOON)

    assert guest.get("/x/ended.json").get_json()["revoked"] == slip.mark
    said = guest.get(f"/x/{printed.code}.json").get_json()
    assert (said["status"], said["reason"], said["ended_on"]) == ("revoked", "wrong-person", "2026-11-23")
    assert 'class="verdict stop"' in guest.get(f"/x/{printed.code}").text


def test_telephones_get_the_public_halves_of_the_keys(guest: Browser, printed: Certificate) -> None:
    said = guest.get("/x/keys.json").get_json()

    [key] = said["keys"].values()
    assert (key["crv"], "d" in key) == ("P-256", False)
    assert list(said["issuers"].values()) == ["Ban Chỉ đạo Phong trào Bình dân học vụ số"]


def send(guest: Browser, certificate: Certificate, content: bytes | None) -> TestResponse:
    """A file sent by a browser that runs no script."""
    shown = guest.get(f"/x/{certificate.code}").text
    token = shown.partition('name="csrf_token" value="')[2].partition('"')[0]
    data: dict[str, object] = {"csrf_token": token}
    if content is not None:
        data["file"] = (io.BytesIO(content), "giay.pdf")
    answer = guest.client.post(
        f"/x/{certificate.code}/file",
        base_url="https://hoc.example.vn",
        data=data,
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return inspected(answer)


def test_a_file_is_the_one_that_was_issued_or_it_is_not(guest: Browser, printed: Certificate) -> None:
    assert 'class="say ok"' in send(guest, printed, FILE).text.partition('class="verdict')[0]
    assert 'class="say bad"' in send(guest, printed, FILE + b" ").text.partition('class="verdict')[0]
    assert send(guest, printed, None).status_code == 422
    assert send(guest, printed, bytes(300_000)).status_code == 200


def test_more_than_a_certificate_ever_is_is_not_read(guest: Browser, ans: Certificate) -> None:
    answer = guest.client.post(
        f"/x/{ans.code}/file",
        base_url="https://hoc.example.vn",
        data=bytes(3_000_000),
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 413


def test_when_the_register_is_away_that_says_nothing_against_the_paper(app: Flask, guest: Browser) -> None:
    lost = Database("sqlite:////nowhere/at/all.sqlite3")
    app.extensions["lms.database"] = lost
    code = new_code()

    page, machine = guest.get(f"/x/{code}"), guest.get(f"/x/{code}.json")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert "verdict ask off" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert (machine.status_code, machine.get_json()["status"]) == (503, "unreachable")
    lost.dispose()


def test_valid_look_ups_are_never_held_up(settings: Settings, database: Database, ans: Certificate) -> None:
    office = Browser(create_app(replace(settings, requests_per_minute=5), database))

    assert [office.get(f"/x/{ans.code}").status_code for _ in range(12)] == [200] * 12
    assert [office.get("/x").status_code for _ in range(7)] == [200] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("https://hoc.example.vn/x/K7MW3DPX9RTAHC4E#hEmi", "K7MW3DPX9RTAHC4E"),
        ("hoc.example.vn/X/k7mw-3dpx", "k7mw-3dpx"),
        ("K7MW-3DPX", "K7MW-3DPX"),
    ],
)
def test_a_link_that_is_pasted_holds_a_code(typed: str, code: str) -> None:
    assert without_link(typed) == code
