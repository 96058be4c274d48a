"""A folder of a template that is right, to be broken in one place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lms.certificates.templates.form import FOLDER

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The template that comes with the program, under a key of its own."""
    copy = tmp_path / "mau"
    shutil.copytree(FOLDER, copy)
    about = copy / "template.toml"
    about.write_text(about.read_text("utf-8").replace('key = "chung"', 'key = "rieng"'), "utf-8")
    return copy


@pytest.fixture
def change(folder: Path) -> Change:
    """Put something else in the place of a text in one of its files."""

    def changed(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return changed
