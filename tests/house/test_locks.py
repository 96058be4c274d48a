"""Every lock says by hash what is installed, and never from where: whoever installs chooses that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lms.config import ROOT

OF_NPM = sorted(path for path in (ROOT / "tests").rglob("package-lock.json") if "node_modules" not in path.parts)
OF_PIP = sorted(ROOT.glob("requirements*.lock"))


def test_all_locks_are_looked_at() -> None:
    assert len(OF_NPM) == len(OF_PIP) == 2


@pytest.mark.parametrize("lock", [*OF_NPM, *OF_PIP], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_lock_carries_no_address(lock: Path) -> None:
    assert [line for line in lock.read_text("utf-8").splitlines() if "://" in line] == []


@pytest.mark.parametrize("lock", OF_NPM, ids=lambda path: path.parent.name)
def test_every_package_of_npm_has_its_hash(lock: Path) -> None:
    packages: dict[str, dict[str, str]] = json.loads(lock.read_text("utf-8"))["packages"]

    assert {name for name, package in packages.items() if name and "integrity" not in package} == set()
