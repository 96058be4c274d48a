"""Every setting the program reads stands in the handbook for those who run it, and none that it does not read."""

import re

from lms.config import ROOT

_SETTING = re.compile(r"\b(?:LMS_[A-Z_]+|DATABASE_URL)\b")


def settings_in(*paths: str) -> set[str]:
    return {found for path in paths for found in _SETTING.findall((ROOT / path).read_text("utf-8"))}


READ = settings_in("lms/config.py", "lms/config_signing.py", "lms/config_vneid.py")


def test_every_setting_stands_in_the_handbook():
    assert READ - settings_in("docs/operations.md") == set()


def test_the_handbook_names_no_setting_that_does_not_exist():
    assert settings_in("docs/operations.md") - READ == set()


def test_every_setting_has_a_row_of_its_own_in_the_table():
    rows = [line for line in (ROOT / "docs/operations.md").read_text("utf-8").splitlines() if line.startswith("| `")]

    assert {_SETTING.findall(row)[0] for row in rows if _SETTING.search(row)} == READ


def test_no_other_module_reads_the_environment():
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "lms").rglob("*.py")
        if re.search(r"os\.environ|getenv|envvar=", path.read_text("utf-8"))
    }

    assert elsewhere <= {"lms/cli.py", "lms/server.py"}, "lms.config reads it; these two hand it on"
