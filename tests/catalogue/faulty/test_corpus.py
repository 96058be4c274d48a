"""Every planted fault is the one thing that is found, in the right file, on the right line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lms.catalogue.actions import review
from lms.catalogue.complaints import Complaint
from lms.catalogue.words import advice, files, front_matter, items, prose, quiz, safety
from tests.catalogue.faulty.faults import FAULTS, HEAD, Fault

COURSES = Path(__file__).parent / "courses"
TODAY = date(2026, 11, 26)
NAMES = {
    id(words): name
    for module in (advice, files, front_matter, items, prose, quiz, safety)
    for name, words in vars(module).items()
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sound course, with its neighbour and the glossary."""
    return Path(shutil.copytree(COURSES, tmp_path / "courses")) / "khoa-mau"


def found(folder: Path) -> list[Complaint]:
    return [complaint for complaint in review(folder, TODAY) if not complaint.is_note]


def test_the_sound_course_has_only_a_note_that_nothing_can_be_heard(folder: Path) -> None:
    assert [(each.file, each.words) for each in review(folder, TODAY)] == [(HEAD, advice.SILENT)]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{number}-{NAMES[id(f.words)]}" for number, f in enumerate(FAULTS)])
def test_the_fault_is_all_that_is_found(folder: Path, fault: Fault) -> None:
    text = (folder / fault.file).read_text("utf-8")
    for old, new in ((fault.old, fault.new), *fault.more):
        assert old in text
        text = text.replace(old, new, 1)
    (folder / fault.file).write_text(text, "utf-8")
    told = fault.told or fault.file
    read = (folder / told).read_text("utf-8")
    line = read[: read.index(fault.at)].count("\n") + 1

    complaints = found(folder)

    assert [(each.file, each.line, each.words) for each in complaints] == [(told, line, fault.words)], [
        *map(str, complaints)
    ]


def test_the_corpus_is_large_enough() -> None:
    assert len(FAULTS) >= 80
