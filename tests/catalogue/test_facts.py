"""What the shipped lessons say of facts that are uncertain, and where they say they have it from."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

COURSES = Path(__file__).parents[2] / "courses"
DATA = tomllib.loads((COURSES / "facts.toml").read_text("utf-8"))
FACTS: list[dict[str, Any]] = DATA["fact"]
LESSONS = sorted([*COURSES.glob("*/*/lesson.md"), *COURSES.glob("*/course.md")])
SOURCE = re.compile(r'^  - "(.+)"$', re.MULTILINE)
# Who, when, what, where: «VnExpress, 05/11/2025: … https://…»
WHERE = re.compile(r" https?://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?$")


def halves(path: Path) -> tuple[str, str]:
    """The front matter and the text below it, without capitals and without the marks inside a line."""
    _, head, text = unicodedata.normalize("NFC", path.read_text("utf-8")).split("---\n", 2)
    return head, re.sub(r"\s+", " ", re.sub(r"[*`]", "", text)).lower()


TEXTS = {str(path.relative_to(COURSES)): halves(path) for path in LESSONS}


def test_every_key_is_used_once() -> None:
    keys = [fact["key"] for fact in FACTS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["key"])
def test_no_lesson_says_more_than_is_known(fact: dict[str, Any]) -> None:
    said = {
        f"{name}: {found[0]}"
        for name, (_, text) in TEXTS.items()
        for pattern in fact.get("never", [])
        for found in re.finditer(pattern, text)
    }
    assert said == set()


@pytest.mark.parametrize("fact", [fact for fact in FACTS if "where" in fact], ids=lambda fact: fact["key"])
def test_an_uncertain_fact_has_the_wording_that_stays_true(fact: dict[str, Any]) -> None:
    speaking = {name: text for name, (_, text) in TEXTS.items() if re.search(fact["where"], text)}
    assert speaking, "No lesson speaks of it: the pattern is out of date."
    missing = [(name, says) for name, text in speaking.items() for says in fact["says"] if not re.search(says, text)]
    assert missing == []


@pytest.mark.parametrize("fact", [fact for fact in FACTS if "source" in fact], ids=lambda fact: fact["key"])
def test_an_uncertain_fact_leads_to_its_source(fact: dict[str, Any]) -> None:
    unnamed = [
        name
        for name, (head, text) in TEXTS.items()
        if name.endswith("lesson.md") and re.search(fact["where"], text)
        if not any(re.search(fact["source"], source, re.IGNORECASE) for source in SOURCE.findall(head))
    ]
    assert unnamed == []


def test_every_source_can_be_looked_up() -> None:
    named = [each for head, _ in TEXTS.values() for each in SOURCE.findall(head)]
    assert named
    lost = {each for each in named if not WHERE.search(each)}
    assert {each for each in lost if not each.startswith(tuple(DATA["without_address"]))} == set()
    assert len(lost) == len(DATA["without_address"])


def test_every_lesson_names_its_sources_in_the_form_read_here() -> None:
    listed = {
        name: head.count("\n  - ") - len(SOURCE.findall(head))
        for name, (head, _) in TEXTS.items()
        if "sources:" in head
    }
    assert {name: rest for name, rest in listed.items() if rest} == {}
