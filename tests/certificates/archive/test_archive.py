"""An archive verifies certificates without the platform: with Python alone, and nothing of ours."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.certificates.actions import keep_file, revoke
from lms.certificates.commands import group
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.db import Database
from tests.builders import NOON, World
from tests.certificates.bulk.conftest import paper_of
from tests.conftest import rows

LMS = Callable[..., Result]


@pytest.fixture
def lms(database: Database) -> LMS:
    return lambda *words: CliRunner().invoke(group, [str(word) for word in words], obj=lambda: database)


@pytest.fixture
def two(database: Database, issued: Callable[..., Certificate], world: World) -> list[Certificate]:
    """Two certificates with their files, the second revoked."""
    made = [issued(world.an, course_title="=HYPERLINK(1)"), issued(world.binh)]
    with database.transaction() as db:
        for one in made:
            keep_file(db, one.id, paper_of(one), NOON, way="stamped")
        revoke(db, made[1], None, Reason.NOT_EARNED, NOON)
    return made


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(folder / "kiem-tra.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_code_and_a_file_are_checked_with_python_alone(lms: LMS, two: list[Certificate], tmp_path: Path) -> None:
    out = tmp_path / "2026"
    assert lms("archive", "--year", 2026, "--out", out).exit_code == 0
    (paper := tmp_path / "an.pdf").write_bytes(paper_of(two[0]))
    (forged := tmp_path / "forged.pdf").write_bytes(paper_of(two[0]).replace(b"1", b"2", 1))

    assert check(out).returncode == 0
    assert (check(out, str(paper)).returncode, check(out, two[0].code.lower()).returncode) == (0, 0)
    assert "Đã thu hồi" in (revoked := check(out, two[1].code)).stdout
    assert (revoked.returncode, check(out, str(forged)).returncode) == (1, 1)


def test_the_fingerprints_hold_and_a_changed_file_is_found(lms: LMS, two: list[Certificate], tmp_path: Path) -> None:
    out = tmp_path / "2026.zip"
    assert lms("archive", "--year", 2026, "--out", out, "--papers").exit_code == 0
    subprocess.run(["unzip", "-q", out, "-d", tmp_path / "in"], check=True)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "in", check=True)

    register = tmp_path / "in" / "so-cap-2026.csv"
    register.write_bytes(register.read_bytes().replace(b"1958", b"1968"))

    assert "SAI / WRONG: so-cap-2026.csv" in check(tmp_path / "in").stdout


def test_it_holds_register_facts_papers_templates_contexts_and_keys(
    lms: LMS, two: list[Certificate], tmp_path: Path
) -> None:
    out = tmp_path / "2026"
    lms("archive", "--year", 2026, "--out", out, "--papers")

    with (out / "so-cap-2026.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file, delimiter=";"))
    facts = [json.loads(line) for line in (out / "so-cap-2026.jsonl").read_text("utf-8").splitlines()]
    assert first["Khóa học"] == "'=HYPERLINK(1)"
    assert (out / first["Tệp"]).read_bytes() == paper_of(two[0])
    assert [one["holder"] for one in facts] == ["Nguyễn Thị An", "Trần Văn Bình"]
    assert [one["status"] for one in facts] == ["active", "revoked"]
    assert all((out / name).is_file() for name in ("README.md", "keys/keys.json", "contexts/credentials-v2.json"))
    assert list((out / "did").rglob("did.json"))
    assert list((out / "templates").rglob("print.html"))


def test_without_the_switch_there_are_no_papers(lms: LMS, two: list[Certificate], tmp_path: Path) -> None:
    lms("archive", "--year", 2026, "--out", tmp_path / "2026")

    assert not list(tmp_path.rglob("*.pdf"))


def test_another_year_is_another_archive(lms: LMS, two: list[Certificate], tmp_path: Path) -> None:
    lms("archive", "--year", 2025, "--out", tmp_path / "2025")

    assert (tmp_path / "2025" / "so-cap-2025.jsonl").read_bytes() == b""


def test_what_is_there_is_not_written_over(lms: LMS, two: list[Certificate], tmp_path: Path) -> None:
    assert lms("archive", "--year", 2026, "--out", tmp_path).exit_code == 1
    assert list(tmp_path.glob("*")) == [tmp_path / "lms.sqlite3"] or not list(tmp_path.glob("so-cap*"))


def test_exports_are_written_without_a_browser(
    lms: LMS, database: Database, two: list[Certificate], tmp_path: Path
) -> None:
    out = tmp_path / "all.zip"

    done = lms("export", "--unit", "08500", "--kind", "zip", "--out", out)

    assert done.exit_code == 0, done.output
    subprocess.run(["unzip", "-tq", out], check=True)
    assert lms("export", "--unit", "08500", "--kind", "xlsx", "--out", tmp_path / "all.xlsx", "--ended").exit_code == 0
    assert rows(database, "SELECT count(*) FROM certificate_export") == [(0,)]
    assert len(rows(database, "SELECT id FROM audit_row WHERE act = 'certificates.export'")) == 2


@pytest.mark.parametrize(
    "words", [("--unit", "0000"), ("--unit", "08770"), ("--unit", "08500", "--since", "2027-01-01")]
)
def test_nothing_is_said_to_be_nothing(
    lms: LMS, two: list[Certificate], tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert lms("export", *words, "--kind", "zip", "--out", tmp_path / "x.zip").exit_code == 1
    assert not (tmp_path / "x.zip").exists()
