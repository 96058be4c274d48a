"""A shipped course cut down to its first modules: walking through all of them would take a test too long."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from lms.config import ROOT

_QUESTION = re.compile(r"^(?=## )", re.MULTILINE)


def abridged(slug: str, folder: Path, modules: int) -> Path:
    """A copy of the course in ``folder`` with so many modules, and of its final what belongs to them."""
    copy = Path(shutil.copytree(ROOT / "courses" / slug, folder / slug, dirs_exist_ok=True))
    gone = [each.name for each in sorted(copy.iterdir()) if (each / "lesson.md").exists()][modules:]
    for name in gone:
        shutil.rmtree(copy / name)
    for file in copy.glob("course*.md"):
        file.write_text(_without_draws(file.read_text("utf-8"), gone), "utf-8")
    for file in copy.glob("final*.md"):
        questions = _QUESTION.split(file.read_text("utf-8"))
        file.write_text("".join(each for each in questions if not _is_of(each, gone)), "utf-8")
    return copy


def _without_draws(text: str, gone: list[str]) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line.strip().split(":")[0] not in gone)


def _is_of(question: str, modules: list[str]) -> bool:
    return any(f"module={name}" in question.partition("\n")[0] for name in modules)
