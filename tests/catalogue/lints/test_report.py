"""What `lms courses report` counts of a course of every kind of question."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.catalogue.commands import group
from lms.catalogue.folder import read_course
from lms.catalogue.lints.report import Report, report
from lms.catalogue.manuscript import Course, Kind, Nature
from tests.kinds import write_course_of_all_kinds


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    read, complaints = read_course(write_course_of_all_kinds(tmp_path_factory.mktemp("courses") / "kinds"))
    assert read, complaints
    return read


@pytest.fixture(scope="module")
def counted(course: Course) -> Report:
    return report(course)


def test_every_item_is_counted_once(course: Course, counted: Report) -> None:
    practice = [item for module in course.modules for item in module.practice.items]

    assert counted.practice.kinds == Counter(item.kind for item in practice)
    assert set(counted.practice.kinds | counted.pool.kinds) == set(Kind)
    assert sum(lesson.items for lesson in counted.lessons) == len(practice)
    assert sum(draw.pool for draw in counted.draws) == counted.pool.kinds.total() == len(course.final.items)
    assert [draw.drawn for draw in counted.draws] == [draw.count for draw in course.facts.final]


def test_of_messages_it_says_how_often_each_thing_is_right(course: Course, counted: Report) -> None:
    pairs = [item for module in course.modules for item in module.practice.items if item.kind is Kind.PAIR]

    assert counted.practice.messages.total() == sum(len(item.parts) for item in pairs) > 0
    natures = [option.suits for item in pairs for option in item.options if option.right]
    assert counted.practice.genuine == natures.count(Nature.GENUINE)
    assert counted.practice.scams == natures.count(Nature.SCAM)


def test_a_right_answer_that_moves_is_found_there(course: Course) -> None:
    item = next(item for item in course.final.items if item.kind is Kind.SINGLE and len(item.options) > 2)
    wrong = [replace(option, right=False, text="ngắn") for option in item.options[:-1]]
    last = replace(item.options[-1], right=True, text="câu trả lời dài hơn hẳn")
    moved = replace(item, options=(*wrong, last))

    found = report(replace(course, final=replace(course.final, items=(moved,)))).pool

    assert found.places == (*[0] * len(wrong), 1)
    assert found.longest == 1


def test_it_is_printed_for_every_course_of_a_folder(tmp_path: Path) -> None:
    write_course_of_all_kinds(tmp_path / "kinds")

    told = CliRunner().invoke(group, ["report", str(tmp_path)])

    assert told.exit_code == 0, told.output
    assert "kinds: " in told.output
    assert "ý đúng đứng thứ 1, 2, 3…" in told.output


def test_a_broken_course_is_not_counted(tmp_path: Path) -> None:
    write_course_of_all_kinds(tmp_path / "kinds")
    (tmp_path / "kinds" / "final.md").unlink()

    told = CliRunner().invoke(group, ["report", str(tmp_path / "kinds")])

    assert told.exit_code == 1
    assert "lms courses check" in told.output
