"""What the two pages about the format say is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lms.catalogue import files, pictures, prose
from lms.catalogue.complaints import Sheet
from lms.catalogue.course import parse_course
from lms.catalogue.folder import read_course
from lms.catalogue.items import task_list
from lms.catalogue.lesson import parse_lesson
from lms.catalogue.manuscript import AUDIENCES, FRAMES, PICTURES
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import front_matter as say

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/courses.md").read_text("utf-8")
EXAMPLES = (ROOT / "courses/README.md").read_text("utf-8")
BLOCKS = re.findall(r"```markdown\n(.*?)```", EXAMPLES, re.DOTALL)


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
        f"Two to {task_list.MOST_OPTIONS} different options",
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
    final = parse_quiz(f"{BLOCKS[3]}{practice_options(BLOCKS[2])}", sheet, final=True)

    assert [*map(str, sheet.complaints)] == []
    assert (len(lesson.screens), len(practice.items), final.items[0].weight) == (1, 1, 2)


def practice_options(block: str) -> str:
    return block[block.index("- [ ]") :]


@pytest.mark.parametrize("folder", sorted(p.parent for p in ROOT.glob("courses/*/course.md")), ids=lambda p: p.name)
def test_the_courses_of_this_repository_have_no_fault(folder: Path) -> None:
    assert [*map(str, read_course(folder)[1])] == []
