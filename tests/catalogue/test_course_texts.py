"""The shipped courses keep the measures of their blueprint: as long, as hard and as fair as it has them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from lms.catalogue.folder import read_course
from lms.catalogue.lints.report import ItemCount, Report, report

COURSES = Path(__file__).parents[2] / "courses"
LONGEST_SCREEN = 90
"""Tiếng, as all lengths here."""
FEWEST_ITEMS, MOST_ITEMS = 6, 10
"""Of a practice."""
MANY_MESSAGES = 20
"""Of fewer a share says little."""


class Measures(NamedTuple):
    """What the blueprint asks of a course."""

    modules: int
    shortest: int
    longest: int
    pool: int
    drawn: tuple[int, ...]


BLUEPRINT = {
    "dich-vu-cong": Measures(8, 600, 750, 48, (2, 3, 3, 2, 4, 3, 2, 2)),
    "an-toan-so": Measures(9, 600, 750, 60, (2, 3, 3, 3, 2, 2, 1, 3, 2)),
    "tri-tue-nhan-tao": Measures(8, 600, 750, 48, (2, 3, 2, 4, 3, 3, 2, 2)),
    "ky-nang-so-can-bo": Measures(6, 600, 900, 48, (4, 4, 4, 5, 5, 3)),
    "em-an-toan-tren-mang": Measures(5, 500, 750, 40, (2, 2, 2, 2, 2)),
    "ky-nang-so-nguoi-lao-dong": Measures(5, 550, 750, 40, (3, 3, 4, 4, 2)),
}
LONGER = {"09-luyen-mat": 900}
"""A module of practice shows a dozen messages in full."""


@pytest.fixture(scope="module", params=BLUEPRINT)
def counted(request: pytest.FixtureRequest) -> tuple[Measures, Report]:
    """What the blueprint asks of a course, and what it holds."""
    course, _ = read_course(COURSES / request.param)
    assert course is not None
    return BLUEPRINT[request.param], report(course)


def test_all_shipped_courses_are_measured() -> None:
    assert {path.parent.name for path in COURSES.glob("*/course.md")} == BLUEPRINT.keys()


def test_lessons_are_as_long_as_planned(counted: tuple[Measures, Report]) -> None:
    measures, found = counted
    assert len(found.lessons) == measures.modules
    for lesson in found.lessons:
        most = LONGER.get(lesson.module, measures.longest)
        assert measures.shortest <= lesson.length <= most, lesson.module
        assert lesson.longest_screen <= LONGEST_SCREEN, lesson.module
        assert lesson.long_sentences * 10 <= lesson.sentences, lesson.module
        assert FEWEST_ITEMS <= lesson.items <= MOST_ITEMS, lesson.module
        assert abs(lesson.stated_minutes - lesson.minutes) <= 2, lesson.module


def test_the_final_draws_as_planned(counted: tuple[Measures, Report]) -> None:
    measures, found = counted
    assert tuple(draw.drawn for draw in found.draws) == measures.drawn
    assert sum(draw.pool for draw in found.draws) >= measures.pool
    assert all(draw.pool > draw.drawn for draw in found.draws)


@pytest.mark.parametrize("of", ["practice", "pool"])
def test_no_habit_gives_the_right_answer_away(counted: tuple[Measures, Report], of: str) -> None:
    items: ItemCount = getattr(counted[1], of)
    choices = sum(items.places)
    assert max(items.places) * 2 <= choices, "one place is right more often than all others together"
    assert items.longest * 3 <= choices, "the longest is right more often than by chance"


@pytest.mark.parametrize("of", ["practice", "pool"])
def test_who_takes_everything_for_a_scam_is_wrong_as_often_as_right(counted: tuple[Measures, Report], of: str) -> None:
    items: ItemCount = getattr(counted[1], of)
    judged = items.genuine + items.scams
    if judged >= MANY_MESSAGES:
        assert 40 <= 100 * items.genuine / judged <= 60


def test_true_is_as_often_right_as_false(counted: tuple[Measures, Report]) -> None:
    items = counted[1].practice
    assert abs(items.true - items.false) <= 1 + (items.true + items.false) // 6
