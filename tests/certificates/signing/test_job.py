"""Printing and signing in the background: a file is there once it is signed, and until then there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from sqlalchemy import select, update

from lms.certificates.actions import revoke
from lms.certificates.commands import group
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.rules import Reason, Signature, signature_of_file
from lms.certificates.signing.checking import Verdict, check
from lms.config import Settings
from lms.config_signing import Level, Signing, Way
from lms.db import Database
from lms.jobs.models import Job, State
from lms.jobs.rules import MOST_TRIES
from lms.jobs.worker import run_due
from tests.builders import NOON, World
from tests.certificates.signing.authority import OFFICE, served, service_of
from tests.certificates.signing.conftest import Town
from tests.conftest import rows
from tests.pages import Browser

Choose = Callable[[Signing], None]
LMS = Callable[..., Result]


@pytest.fixture
def settings(settings: Settings, town: Town) -> Settings:
    """The pages of a server that signs."""
    return replace(settings, signing=town.authority.signing())


@pytest.fixture
def lms(database: Database) -> LMS:
    return lambda *words: CliRunner().invoke(group, [str(word) for word in words], obj=lambda: database)


def only_file(database: Database) -> CertificateFile:
    with database.reading() as db:
        return db.scalars(select(CertificateFile)).one()


def come_back(database: Database) -> None:
    """The pause after a failure is over."""
    with database.transaction() as db:
        db.execute(update(Job).values(run_after=NOON.replace(year=2020)))


@pytest.mark.parametrize(
    ("level", "is_kept", "signs", "state"),
    [
        ("B-B", True, True, Signature.SIGNED),
        ("B-B", True, False, Signature.SIGNED),
        (None, True, True, Signature.UNSIGNED),
        (None, False, True, Signature.WAITING),
        (None, False, False, Signature.UNSIGNED),
    ],
)
def test_what_is_kept_stays_and_what_is_not_waits(
    level: str | None, is_kept: bool, signs: bool, state: Signature
) -> None:
    assert signature_of_file(level, is_kept=is_kept, signs=signs) is state


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_the_file_is_given_out_once_it_is_signed(
    an: Browser, guest: Browser, database: Database, ans: Certificate, town: Town, signs_with: Choose, seal: Path
) -> None:
    signs_with(town.authority.signing(seal=str(seal)))
    waiting = an.get(f"/certificates/{ans.code}.pdf")
    assert (waiting.status_code, waiting.headers["Retry-After"], waiting.mimetype) == (503, "60", "text/html")
    assert b"%PDF" not in waiting.data
    for path in (f"/certificates/{ans.code}", f"/x/{ans.code}"):
        assert "đang ký" in (an if "certificates" in path else guest).get(path).text.lower()

    run_due(database)

    given = an.get(f"/certificates/{ans.code}.pdf")
    kept = only_file(database)
    assert given.status_code == 200
    assert check(given.data, town.roots).verdict is Verdict.VALID
    assert hashlib.sha256(given.data).hexdigest() == kept.sha256
    assert (kept.way, kept.signature_level, kept.signer) == ("stamped", "B-B", OFFICE)
    assert OFFICE in an.get(f"/certificates/{ans.code}").text
    assert OFFICE in guest.get(f"/x/{ans.code}").text


def test_nothing_half_done_is_there_while_the_service_is_down(
    an: Browser, database: Database, ans: Certificate, town: Town, signs_with: Choose
) -> None:
    """However often that was: it waits on, and is signed when the service is back."""
    key = ec.generate_private_key(ec.SECP256R1())
    with served(lambda _body: (503, b"")) as service:
        far = replace(town.authority.signing("far", key), way=Way.REMOTE, url=service.url, secret="xin-ky")
        with database.transaction() as db:
            db.execute(update(Job).values(tries=MOST_TRIES))
        signs_with(far)
        run_due(database)
        come_back(database)
        assert len(service.asked) == 1
        assert rows(database, "SELECT state FROM job WHERE kind = 'certificates.render'") == [(State.READY,)]
        assert rows(database, "SELECT count(*) FROM certificate_file") == [(0,)]
        assert an.get(f"/certificates/{ans.code}.pdf").status_code == 503

        service.answer = service_of(key)
        signs_with(far)  # as if a while had passed: the desk asks again
        run_due(database)

    assert only_file(database).is_signed
    assert an.get(f"/certificates/{ans.code}.pdf").status_code == 200


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_without_the_time_stamp_server_it_waits(
    an: Browser, database: Database, ans: Certificate, town: Town, signs_with: Choose
) -> None:
    signs_with(town.authority.signing(level=Level.T, timestamp_url="http://127.0.0.1:9/"))
    run_due(database)
    assert rows(database, "SELECT count(*) FROM certificate_file") == [(0,)]
    assert an.get(f"/certificates/{ans.code}.pdf").status_code == 503

    signs_with(town.authority.signing(level=Level.T, timestamp_url=town.stamps.url))
    come_back(database)
    run_due(database)
    assert only_file(database).signature_level == "B-T"


def test_what_was_kept_before_stays_as_it_is(
    an: Browser, database: Database, ans: Certificate, town: Town, signs_with: Choose
) -> None:
    run_due(database)
    before = only_file(database)
    signs_with(town.authority.signing())
    come_back(database)
    run_due(database)

    assert only_file(database).sha256 == before.sha256
    assert an.get(f"/certificates/{ans.code}.pdf").data == before.content
    assert "bản chưa ký số" in an.get(f"/certificates/{ans.code}").text.lower()


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_server_that_does_not_sign_says_so(
    app: Flask, an: Browser, guest: Browser, ans: Certificate, settings: Settings
) -> None:
    app.config["SETTINGS"] = replace(settings, signing=Signing())

    assert an.get(f"/certificates/{ans.code}.pdf").status_code == 200
    assert "bản chưa ký số" in an.get(f"/certificates/{ans.code}").text.lower()
    assert "bản chưa ký số" in guest.get(f"/x/{ans.code}").text.lower()


def test_the_terminal_signs_what_waits_and_what_failed_too_often(
    lms: LMS, database: Database, issued: Callable[..., Certificate], world: World, town: Town, signs_with: Choose
) -> None:
    assert lms("sign").exit_code == 2  # nothing signs here
    issued(world.an)
    issued(world.binh)
    with database.transaction() as db:
        db.execute(update(Job).where(Job.id == 1).values(state=State.DEAD, tries=MOST_TRIES))
        db.execute(update(Job).where(Job.id == 2).values(run_after=NOON.replace(year=2090)))
    signs_with(town.authority.signing())

    said = lms("sign")

    assert (said.exit_code, said.output) == (0, "Đã ký 2 giấy, còn chờ 0\n")
    assert rows(database, "SELECT count(*) FROM certificate_file WHERE signature_level = 'B-B'") == [(2,)]


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_the_terminal_says_when_something_waits_on(
    lms: LMS, database: Database, ans: Certificate, town: Town, signs_with: Choose
) -> None:
    signs_with(replace(town.authority.signing("far"), way=Way.REMOTE, url="http://127.0.0.1:9/", secret="x"))

    said = lms("sign")

    assert (said.exit_code, said.output) == (1, "Đã ký 0 giấy, còn chờ 1\n")


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_file_is_judged_by_signature_bytes_and_state(
    lms: LMS, database: Database, ans: Certificate, town: Town, signs_with: Choose, tmp_path: Path
) -> None:
    signs_with(town.authority.signing())
    run_due(database)
    content = only_file(database).content
    file = tmp_path / "giay.pdf"
    at = content.index(b"stream") + 40

    def said_of(bytes_: bytes, *options: object) -> Result:
        file.write_bytes(bytes_)
        return lms("verify", file, *options)

    good = said_of(content)
    assert good.exit_code == 0
    assert f"Chữ ký số: ĐÚNG, của {OFFICE}" in good.output
    assert "đúng từng byte" in good.output
    assert "Nguyễn Thị An" in good.output

    flipped = said_of(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert flipped.exit_code == 1
    assert "KHÔNG HỢP LỆ" in flipped.output
    assert "KHÔNG có tệp này" in flipped.output

    padded = said_of(content + b"\n")  # what follows the end means nothing, yet these are not the bytes given out
    assert padded.exit_code == 1

    signs_with(Signing())
    assert said_of(content).exit_code == 2  # no roots, no verdict
    assert said_of(content, "--trust", town.authority.trust).exit_code == 0
    with database.transaction() as db:
        revoke(db, ans, None, Reason.NOT_EARNED, NOON)
    ended = said_of(content, "--trust", town.authority.trust)
    assert ended.exit_code == 1
    assert "ĐÚNG" in ended.output
    assert "đã thu hồi" in ended.output


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_an_unsigned_file_that_was_given_out_so_is_genuine(
    lms: LMS, database: Database, ans: Certificate, tmp_path: Path
) -> None:
    run_due(database)
    file = tmp_path / "giay.pdf"
    file.write_bytes(only_file(database).content)

    said = lms("verify", file)

    assert said.exit_code == 0
    assert "Chữ ký số: không có" in said.output


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_a_mistyped_code_or_a_file_that_is_not_there_gets_no_verdict(lms: LMS, ans: Certificate) -> None:
    assert lms("verify", "giay.pdf").exit_code == 2
    assert lms("verify", ans.code).exit_code == 0
