"""What the two pages about the format say is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lms.catalogue import answers, files, pictures, prose
from lms.catalogue.actions import review
from lms.catalogue.complaints import Sheet
from lms.catalogue.course import parse_course
from lms.catalogue.items import matching, ordering, scenario, task_list, typed
from lms.catalogue.lesson import parse_lesson
from lms.catalogue.manuscript import AUDIENCES, FRAMES, PICTURES, Kind
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import front_matter as say

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/courses.md").read_text("utf-8")
EXAMPLES = (ROOT / "courses/README.md").read_text("utf-8")
BLOCKS = re.findall(r"```markdown\n(.*?)```", EXAMPLES, re.DOTALL)

FINAL = next(block for block in BLOCKS if "reread=" in block)


def keys_of(parse: object) -> set[str]:
    """Every key a parser asks for: it complains about each one that is not there."""
    sheet = Sheet("x.md", [])
    assert callable(parse)
    parse("---\nunknown: 1\n---\n", sheet)
    return {str(c.values["key"]) for c in sheet.complaints if c.words is say.MISSING}


def test_every_key_word_and_limit_is_in_the_reference() -> None:
    for word in {*keys_of(parse_course), *keys_of(parse_lesson), "competences", *AUDIENCES, *PICTURES}:
        assert f"`{word}`" in REFERENCE, word
    for frame in FRAMES:
        assert f'`!!! {frame} "Title"`' in REFERENCE
    for limit in (
        f"at most {files.MOST_BYTES // 1000} kB",
        f"at most {pictures.MOST_BYTES // 1000} kB",
        f"longer than {prose.LONGEST:,} characters",
        f"two to {task_list.MOST_OPTIONS} different options",
        f"{ordering.FEWEST_STEPS} to {ordering.MOST_STEPS} different steps",
        f"at most {matching.MOST_ROWS} rows",
        f"at most {matching.MOST_MESSAGES} messages and {matching.MOST_THINGS_TO_DO} different things to do",
        f"2 to {scenario.MOST_STEPS} steps",
        f"at most {typed.MOST_ACCEPTED} spellings of at most {answers.LONGEST} characters",
        f"unit (at most {typed.LONGEST_UNIT} characters",
    ):
        assert limit in REFERENCE, limit


def test_authors_are_told_every_key_and_word_too() -> None:
    for word in {*keys_of(parse_course), *AUDIENCES, *PICTURES}:
        assert f"`{word}`" in EXAMPLES, word
    assert keys_of(parse_lesson) <= set(re.findall(r"^(\w+):", BLOCKS[1], re.MULTILINE))
    for frame in FRAMES:
        assert f"`!!! {frame}`" in EXAMPLES


def test_the_examples_for_authors_have_no_fault() -> None:
    sheet = Sheet("README.md", [])

    parse_course(BLOCKS[0], sheet)
    lesson = parse_lesson(BLOCKS[1], sheet)
    practice = parse_quiz(BLOCKS[2], sheet)
    final = parse_quiz(f"{FINAL}{practice_options(BLOCKS[2])}", sheet, final=True)

    assert [*map(str, sheet.complaints)] == []
    assert (len(lesson.screens), len(practice.items), final.items[0].weight) == (1, 1, 2)


def test_authors_are_shown_every_way_to_answer() -> None:
    sheet = Sheet("README.md", [])
    quizzes = [parse_quiz(block, sheet) for block in BLOCKS if "{#" in block and block != FINAL]

    assert [*map(str, sheet.complaints)] == []
    assert {item.kind for quiz in quizzes for item in quiz.items} == {*Kind}


@pytest.mark.parametrize("parse", [parse_course, parse_lesson], ids=["course", "lesson"])
def test_an_example_for_a_missing_key_can_be_copied(parse: Callable[[str, Sheet], object]) -> None:
    missing, mended = Sheet("x.md", []), Sheet("x.md", [])
    parse("---\n{}\n---\n", missing)
    examples = [str(c.values["example"]) for c in missing.complaints if c.words is say.MISSING]

    parse("\n".join(["---", *examples, "---", "", "## Một", "", "Chữ."]), mended)

    assert [*map(str, mended.complaints)] == []


def practice_options(block: str) -> str:
    return block[block.index("- [ ]") :]


@pytest.mark.parametrize("folder", sorted(p.parent for p in ROOT.glob("courses/*/course.md")), ids=lambda p: p.name)
def test_the_courses_of_this_repository_have_no_fault(folder: Path) -> None:
    assert [str(each) for each in review(folder, date.min) if not each.is_note] == []
