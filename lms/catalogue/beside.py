"""What stands beside a course in its folder of courses: the other courses and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lms.catalogue.complaints import Sheet
from lms.catalogue.course import parse_course
from lms.catalogue.files import read_text
from lms.catalogue.finding.glossary import explained_beside
from lms.catalogue.lints.surroundings import Surroundings


def surroundings(folder: Path, texts: Mapping[str, str]) -> Surroundings:
    """What a careful reader knows when reading the course in ``folder``."""
    pages = sorted(folder.parent.glob("*/course.md"))
    beside = {page.parent.name: _before(page) for page in pages if page.parent != folder}
    return Surroundings(texts, beside, explained_beside(folder))


def _before(page: Path) -> tuple[str, ...]:
    nobody = Sheet("", [])
    text = read_text(page, nobody)
    return () if text is None else parse_course(text, nobody).facts.prerequisites
