"""A badge is signed when its certificate is printed, and stays; the list of what has ended follows every end."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from lms.certificates.actions import revoke
from lms.certificates.background import render
from lms.certificates.badges.actions import STATUS_LIST, keep_badge, keep_list
from lms.certificates.badges.background import sign_list
from lms.certificates.badges.queries import kept_badge, kept_list
from lms.certificates.badges.signing import badge_of
from lms.certificates.codes import new_code
from lms.certificates.keys.actions import rotate
from lms.certificates.keys.folder import UnusableKey
from lms.certificates.keys.models import Purpose
from lms.certificates.models import Certificate
from lms.certificates.queries import file_of
from lms.certificates.rules import Reason
from lms.db import Database
from lms.jobs.actions import claim
from lms.jobs.worker import run_due
from tests.builders import NOON, World
from tests.certificates.badges.others import judge, verify
from tests.pages import Browser

Issued = Callable[..., Certificate]


on_one_database = pytest.mark.parametrize("template", ["sqlite"], indirect=True)
"""For what is the same on both."""


@pytest.fixture
def sign(database: Database) -> Callable[[Certificate], Certificate]:
    """What the background does, but for the paper, which takes its time."""

    def signing(certificate: Certificate) -> Certificate:
        with database.transaction() as db:
            content = badge_of(db, database.keys, certificate)
            assert content is not None
            keep_badge(db, certificate, content, NOON)
        sign_lists(database, certificate)
        return certificate

    return signing


@pytest.fixture
def signed(sign: Callable[[Certificate], Certificate], ans: Certificate) -> Certificate:
    """An's certificate with its badge, and the list it stands in."""
    return sign(ans)


def sign_lists(database: Database, certificate: Certificate) -> None:
    effect = sign_list(database, str(certificate.status_list))
    if effect is not None:
        with database.transaction() as db:
            effect(db)


def end(database: Database, certificate: Certificate) -> None:
    with database.transaction() as db:
        revoke(db, certificate, None, Reason.NOT_EARNED, NOON)
    sign_lists(database, certificate)


def fetched(guest: Browser, certificate: Certificate) -> tuple[Any, dict[str, Any], Any]:
    """What a verifier fetches: who signs, the list of what has ended, the badge."""
    badge = guest.get(f"/x/{certificate.code}/credential.json").json
    address = badge["credentialStatus"]["statusListCredential"]
    ended = guest.get(address.removeprefix("https://hoc.example.vn")).json
    return guest.get("/.well-known/did.json").json, {address: ended}, badge


@on_one_database
def test_what_is_fetched_is_verified_until_the_certificate_ends(
    guest: Browser, database: Database, signed: Certificate, tmp_path: Path
) -> None:
    with database.transaction() as db:
        db.execute(update(Certificate).values(snapshot={**signed.snapshot, "course_title": "Khác"}))
        rotate(db, Purpose.BADGE, tmp_path / "keys", NOON + timedelta(days=1))
    database.keys = tmp_path / "keys"
    did, holds, badge = fetched(guest, signed)
    end(database, signed)
    _, ended, same = fetched(guest, signed)

    assert same == badge
    assert badge["name"] == "Dịch vụ công trực tuyến", "the row was changed behind our back, the badge stays"
    assert judge(did, holds, {"it": badge})["it"].is_good
    verify(did, holds, badge)
    assert judge(did, ended, {"it": badge})["it"].ended == [True]


@on_one_database
def test_a_badge_names_nobody(guest: Browser, signed: Certificate) -> None:
    content = guest.get(f"/x/{signed.code}/credential.json").text

    assert "Nguyễn" not in content
    assert "An" not in json.loads(content)["credentialSubject"]["narrative"].split()
    assert "1958" not in content
    assert signed.id not in content


def test_two_badges_of_one_person_do_not_belong_together(
    guest: Browser, sign: Callable[[Certificate], Certificate], issued: Issued, world: World
) -> None:
    both = [sign(issued(world.an)), sign(issued(world.an, edition=2))]
    subjects = [guest.get(f"/x/{one.code}/credential.json").json["credentialSubject"] for one in both]

    assert subjects[0]["id"] != subjects[1]["id"]
    assert subjects[0]["identifier"] != subjects[1]["identifier"]


@on_one_database
def test_the_paper_carries_the_very_bytes(database: Database, ans: Certificate, tmp_path: Path) -> None:
    run_due(database)
    with database.reading() as db:
        file, badge = file_of(db, ans.id), kept_badge(db, ans.id)
        assert kept_list(db, ans.status_list) is not None
    assert file is not None
    (tmp_path / "paper.pdf").write_bytes(file.content)
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, tmp_path / "paper.pdf"], check=True)

    assert (tmp_path / "credential.json").read_bytes() == badge


@on_one_database
def test_printing_waits_for_the_key(database: Database, ans: Certificate, tmp_path: Path) -> None:
    shutil.copytree(database.keys or tmp_path, tmp_path / "elsewhere")
    database.keys = tmp_path / "nowhere"
    with pytest.raises(UnusableKey):
        render(database, ans.id)
    database.keys = tmp_path / "elsewhere"
    assert render(database, ans.id) is not None


@on_one_database
def test_where_nobody_signs_there_is_no_badge(guest: Browser, database: Database, ans: Certificate) -> None:
    with database.reading() as db:
        assert badge_of(db, None, ans) is None
    assert guest.get(f"/x/{ans.code}/credential.json").status_code == 404


def test_a_list_is_there_before_the_next_paper(database: Database, ans: Certificate) -> None:
    with database.transaction() as db:
        keep_badge(db, ans, b"{}", NOON)
        job = claim(db, "worker", NOON)

        assert job is not None
        assert (job.kind, job.subject) == (STATUS_LIST, str(ans.status_list))


def test_an_end_is_told_before_anything_else_is_done(database: Database, signed: Certificate) -> None:
    with database.transaction() as db:
        revoke(db, signed, None, Reason.NOT_EARNED, NOON)
        job = claim(db, "worker", NOON)

        assert job is not None
        assert (job.kind, job.subject) == (STATUS_LIST, str(signed.status_list))


def test_a_list_that_knows_of_fewer_does_not_come_back(database: Database, signed: Certificate) -> None:
    end(database, signed)
    number = signed.status_list
    with database.transaction() as db:
        keep_list(db, number, 0, b"older", NOON)

    with database.reading() as db:
        kept = kept_list(db, number)
        assert kept is not None
        assert kept.content != b"older"
    assert sign_list(database, str(number)) is None, "nothing has ended since"


@on_one_database
@pytest.mark.parametrize("path", ["/status/1", "/.well-known/did.json", "/x/{code}/credential.json"])
def test_verifiers_anywhere_may_fetch_and_need_not_fetch_twice(guest: Browser, signed: Certificate, path: str) -> None:
    found = guest.get(path.format(code=signed.code))
    again = guest.get(path.format(code=signed.code), **{"If-None-Match": found.headers["ETag"]})

    assert found.status_code == 200
    assert "json" in found.mimetype
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    assert found.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in found.headers
    assert again.status_code == 304


@on_one_database
def test_the_secret_address_of_a_badge_is_left_nowhere(guest: Browser, signed: Certificate) -> None:
    headers = guest.get(f"/x/{signed.code}/credential.json").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@on_one_database
@pytest.mark.parametrize("path", ["/status/0", "/status/2", "/x/ABC/credential.json"])
def test_what_is_not_there_is_not_found(guest: Browser, signed: Certificate, path: str) -> None:
    assert guest.get(path).status_code == 404


@on_one_database
def test_guessing_codes_gets_slow(guest: Browser, signed: Certificate) -> None:
    answers: list[TestResponse] = [guest.get(f"/x/{new_code()}/credential.json") for _ in range(31)]

    assert {answer.status_code for answer in answers} == {404, 429}
    assert guest.get(f"/x/{signed.code}/credential.json").status_code == 200
