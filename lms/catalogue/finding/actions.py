"""Keeping the index: the version that becomes current comes in, whatever was there of its course goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.catalogue.finding.letters import folded_line, spelled_line, words
from lms.catalogue.finding.models import IndexedScreen
from lms.catalogue.models import CourseVersion
from lms.catalogue.published import PublishedCourse, PublishedModule, PublishedScreen
from lms.catalogue.render import plain
from lms.vietnamese import tidy

_BLOCK_END = re.compile(r"</(?:p|li|h[2-5]|t[dhr]|div|blockquote)>|<br ?/?>")
_VIETNAMESE = "vi"


def index(db: Session, course: PublishedCourse, language: str = _VIETNAMESE) -> None:
    """Let the screens of this version be found, and no others of the course in this language."""
    of_course = select(CourseVersion.id).where(CourseVersion.course_id == course.course_id)
    db.execute(delete(IndexedScreen).where(IndexedScreen.version_id.in_(of_course), IndexedScreen.language == language))
    rows = [_course(course), *_screens(course)]
    db.add_all(IndexedScreen(version_id=course.version_id, language=language, **row) for row in rows)
    db.flush()


def text_of(html: str) -> str:
    """The words of a rendered text, a line for each block."""
    lines = (tidy(line) for line in plain(_BLOCK_END.sub("\n", html)).split("\n"))
    return "\n".join(line for line in lines if line)


def _course(course: PublishedCourse) -> dict[str, Any]:
    body = _joined(course.summary, text_of(course.intro_html))
    return {
        "module_slug": "",
        "module_position": 0,
        "position": 0,
        "course_title": course.title,
        "lesson_title": "",
        "heading": "",
        "body": body,
        **lines_of(course.title, "", body, ""),
    }


def _screens(course: PublishedCourse) -> Iterator[dict[str, Any]]:
    for module in course.modules:
        for screen in module.screens:
            yield _screen(course, module, screen)


def _screen(course: PublishedCourse, module: PublishedModule, screen: PublishedScreen) -> dict[str, Any]:
    """The first screen stands for its lesson; the others are found by their own words first."""
    is_first = screen.position == 1
    body = _joined(text_of(module.intro_html) if is_first else "", text_of(screen.html))
    around = _joined(course.title, "" if is_first else module.title)
    return {
        "module_slug": module.slug,
        "module_position": module.position,
        "position": screen.position,
        "course_title": course.title,
        "lesson_title": module.title,
        "heading": screen.title,
        "body": body,
        **lines_of(module.title if is_first else "", screen.title, body, around),
    }


def lines_of(*texts: str) -> dict[str, str]:
    """The two forms of an entry: a line each for its title, heading, body and what stands around."""
    found = [words(text) for text in texts]
    return {
        "spelled": "\n".join(spelled_line(line) for line in found),
        "folded": "\n".join(folded_line(line) for line in found),
    }


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
