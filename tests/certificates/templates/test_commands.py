"""The office at the terminal tries, looks at and publishes a template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.certificates.commands import group
from lms.certificates.issuers import PHU_THO
from lms.config import ROOT
from lms.db import Database
from tests.builders import World
from tests.certificates.paper import Paper
from tests.certificates.templates.conftest import Change
from tests.conftest import rows

Run = Callable[..., Result]


@pytest.fixture
def lms(database: Database) -> Run:
    return lambda *words: CliRunner().invoke(group, ["templates", *map(str, words)], obj=lambda: database)


@pytest.fixture
def offline() -> Run:
    """Without a database: most of it needs none."""
    return lambda *words: CliRunner().invoke(group, ["templates", *map(str, words)], obj=None)


def test_what_is_wrong_is_told_line_by_line(offline: Run, folder: Path, change: Change) -> None:
    change("template.toml", '"vi", "en"', '"vi"')
    change("print.html", '<html lang="vi"', "<html")
    change("print.html", "{{ facts.signatory_title|upper }}", "")

    refused = offline("check", folder)

    assert refused.exit_code == 1
    assert "chưa dùng được" in refused.output
    assert "- không nói viết bằng tiếng gì" in refused.output
    assert "- không in chức vụ người ký" in refused.output


def test_a_preview_shows_the_lines_of_the_issuer(offline: Run, folder: Path, tmp_path: Path) -> None:
    out, issuer = tmp_path / "thu.pdf", tmp_path / "xa.toml"
    issuer.write_text(PHU_THO.read_text("utf-8").replace('place = "Phú Thọ"', 'place = "Lâm Thao"'), "utf-8")

    said = offline("preview", folder, "--out", out, "--person", 2, "--english", "--issuer", issuer)

    text = Paper(out.read_bytes(), tmp_path).text
    assert "tên một chữ" in said.output
    assert "Lâm Thao, ngày 28 tháng 12 năm 2026" in text
    assert "This is to certify that" in text


def test_a_preview_of_what_cannot_be_printed_says_why(offline: Run, folder: Path, change: Change) -> None:
    change("print.css", ".top { min-height: 115.5mm }", ".top { min-height: 190mm }")

    assert "không in được" in offline("preview", folder, "--out", folder / "thu.pdf").output


def test_published_once_it_is_listed(lms: Run, folder: Path, change: Change, database: Database, world: World) -> None:
    if database.engine.dialect.name == "postgresql":
        pytest.skip("said of both databases by test_publishing; the guard takes seconds")
    change("template.toml", '"vi", "en"', '"vi"')
    said = lms("publish", folder, "--by", "giang")

    assert said.exit_code == 0, said.output
    assert "rieng bản 1" in said.output
    assert rows(database, "SELECT key, published_by FROM certificate_template") == [("rieng", world.giang.person_id)]
    assert "rieng\tbản 1\tMẫu chung" in lms("list").output


def test_somebody_unknown_publishes_nothing(lms: Run, folder: Path, database: Database) -> None:
    assert "không có tên đăng nhập" in lms("publish", folder, "--by", "ai").output
    assert rows(database, "SELECT key FROM certificate_template") == []


def test_the_page_for_the_office_names_what_there_is_to_fill_in() -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    used = (ROOT / "lms/certificates/data/forms/chung/print.html").read_text("utf-8")

    for name in {part.split()[0].split("|")[0].split(".partition")[0] for part in used.split("{{")[1:]}:
        assert name.startswith("facts.english") or name in page, name
