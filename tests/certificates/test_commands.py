"""The office at the terminal: who issues, whether a paper holds, ending one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select, update

from lms.certificates.codes import ALPHABET, grouped, new_code
from lms.certificates.commands import group
from lms.certificates.issuers import PHU_THO, BadIssuer, read_issuer
from lms.certificates.models import Certificate, Issuer
from lms.certificates.queries import setup_complaints
from lms.db import Database
from lms.jobs.models import Job
from lms.places.models import OrgUnit
from tests.builders import World
from tests.conftest import rows

Run = Callable[..., Result]
HOST = "https://chungnhan.example.vn"


@pytest.fixture
def lms(database: Database) -> Run:
    return lambda *words: CliRunner().invoke(group, [str(word) for word in words], obj=lambda: database)


@pytest.fixture
def confirmed(tmp_path: Path) -> Path:
    file = tmp_path / "issuer.toml"
    file.write_text(PHU_THO.read_text("utf-8").replace("confirmed = false", "confirmed = true"), "utf-8")
    return file


def changed(file: Path, old: str, new: str) -> Path:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_the_issuer_of_a_confirmed_file_issues_from_now_on(
    lms: Run, confirmed: Path, database: Database, issued: Callable[..., Certificate], world: World
) -> None:
    before = issued(world.an)

    assert lms("set-issuer", confirmed, "--base-url", HOST).exit_code == 0

    after = issued(world.binh)
    assert after.facts.check_at == HOST
    assert after.facts.signatory_name == ""
    assert after.facts.signatory_title == "TM. Ban Chỉ đạo\nTrưởng ban"
    with database.reading() as db:
        assert db.get_one(Certificate, before.id).facts == before.facts


def test_setting_the_same_issuer_again_changes_its_lines_and_keeps_its_book(
    lms: Run, confirmed: Path, database: Database, issued: Callable[..., Certificate], world: World
) -> None:
    lms("set-issuer", confirmed, "--base-url", HOST)
    issued(world.an)
    lms("set-issuer", changed(confirmed, 'place = "Phú Thọ"', 'place = "Việt Trì"'), "--base-url", HOST)

    assert issued(world.binh).number == 2
    assert rows(database, "SELECT place FROM issuer WHERE key = 'bcd-phu-tho'") == [("Việt Trì",)]
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'certificates.set-issuer'") == [(2,)]


def test_the_address_must_be_said_and_loses_its_last_slash(lms: Run, confirmed: Path, database: Database) -> None:
    assert lms("set-issuer", confirmed).exit_code == 2
    assert lms("set-issuer", confirmed, "--base-url", f"{HOST}/").exit_code == 0
    assert (HOST,) in rows(database, "SELECT check_at FROM issuer")


def test_lines_nobody_has_confirmed_are_refused(lms: Run, database: Database) -> None:
    refused = lms("set-issuer", PHU_THO, "--base-url", HOST)

    assert refused.exit_code == 1
    assert "confirmed" in refused.output
    assert rows(database, "SELECT key FROM issuer") == [("tests",)]


def test_a_demonstration_needs_no_confirmation_and_is_marked() -> None:
    file = read_issuer(PHU_THO, "http://127.0.0.1:8000", is_demonstration=True)

    assert (file.is_confirmed, file.details.is_demonstration) == (False, True)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "issuer.toml"
    file.write_text('key = "x"\nplace = ""\nnumber_format = "{number.__class__}"\nnam = "?"\nname = 5\n', "utf-8")

    with pytest.raises(BadIssuer) as refused:
        read_issuer(file, "hoc.example.vn/x")

    told = "\n".join(refused.value.complaints)
    for wrong in ("nam", "place", "number_format", "signatory_title", "unit", "name phải", "hoc.example.vn/x"):
        assert wrong in told


@pytest.mark.parametrize(
    "number_format", ["GCN", "{number}", "{number}/{year}/{secret}", "{number:s}/{year}", "{", "{0}"]
)
def test_a_number_format_that_would_fail_later_is_refused_now(confirmed: Path, number_format: str) -> None:
    changed(confirmed, "{number:05d}/{year}/GCN-BCĐ", number_format)

    with pytest.raises(BadIssuer, match="number_format"):
        read_issuer(confirmed, HOST)


def test_a_file_that_is_no_toml_is_refused(lms: Run, tmp_path: Path) -> None:
    file = tmp_path / "issuer.toml"
    file.write_text("key = bcd", "utf-8")

    assert "không đọc được" in lms("set-issuer", file, "--base-url", HOST).output


def test_an_org_unit_that_is_not_there_is_named(lms: Run, confirmed: Path) -> None:
    refused = lms("set-issuer", changed(confirmed, 'unit = "25"', 'unit = "99"'), "--base-url", HOST)

    assert refused.exit_code == 1
    assert "99" in refused.output


def test_a_server_without_issuer_or_with_another_address_is_told(database: Database) -> None:
    with database.transaction() as db:
        assert setup_complaints(db, "https://hoc.example.vn") == []
        assert "https://moi.example.vn" in setup_complaints(db, "https://moi.example.vn")[0]
        db.execute(update(Issuer).values(is_demonstration=True))
        assert "demonstration" in setup_complaints(db, "https://hoc.example.vn")[0]
        db.execute(delete(Issuer))
        assert "set-issuer" in setup_complaints(db, "https://hoc.example.vn")[0]


def test_a_certificate_that_holds_is_verified(lms: Run, ans: Certificate) -> None:
    said = lms("verify", grouped(ans.code).lower())

    assert said.exit_code == 0
    assert "còn hiệu lực" in said.output
    assert "Nguyễn Thị An" in said.output


def test_an_unknown_and_a_mistyped_code_are_told_apart(lms: Run, ans: Certificate) -> None:
    mistyped = ans.code[:-1] + ALPHABET[(ALPHABET.index(ans.code[-1]) + 1) % 31]

    assert "không tìm thấy" in lms("verify", new_code()).output
    assert "mã gõ sai" in lms("verify", mistyped).output


def test_a_revoked_certificate_no_longer_holds(lms: Run, database: Database, ans: Certificate) -> None:
    assert lms("revoke", ans.code, "--reason", "wrong-person", "--note", "cấp cho người cùng tên").exit_code == 0

    said = lms("verify", ans.code)
    assert said.exit_code == 1
    assert "đã thu hồi" in said.output
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'certificates.revoke'") == [(1,)]
    assert lms("revoke", ans.code, "--reason", "holder-asked").exit_code == 1


def test_a_reason_is_asked_for(lms: Run, ans: Certificate) -> None:
    assert lms("revoke", ans.code).exit_code == 2


def test_the_file_of_phu_tho_speaks_of_the_province(database: Database) -> None:
    with database.reading() as db:
        assert db.scalar(select(OrgUnit.name).where(OrgUnit.code == "25")) == "Tỉnh Phú Thọ"
    assert read_issuer(PHU_THO, HOST).unit == "25"


def test_void_is_said_apart_from_revoked(lms: Run, database: Database, ans: Certificate) -> None:
    assert lms("revoke", ans.code, "--reason", "holder-asked", "--void").exit_code == 1
    assert lms("revoke", ans.code, "--reason", "not-earned", "--void").exit_code == 0
    assert rows(database, "SELECT count(*) FROM certificate WHERE is_void AND ended_on = issued_on") == [(1,)]


def test_what_is_not_printed_is_asked_for_again_unless_it_waits(lms: Run, database: Database, ans: Certificate) -> None:
    assert "Không có" in lms("render").output
    with database.transaction() as db:
        db.execute(update(Job).values(state="dead", tries=8))

    assert "1 giấy" in lms("render").output
    assert rows(database, "SELECT state, tries FROM job") == [("ready", 0)]
