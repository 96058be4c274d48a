"""Certificates that came together: when it is told, and when it is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from lms.statistics.quality.rules import MANY_ALIKE, MANY_AT_ONCE, MANY_ON_ONE, Issued, Sort, bursts

MORNING = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def one(minute: int = 0, unit: int = 1, course: int = 1, chosen: int | None = None, *, mistakes: bool = True) -> Issued:
    answers = {} if chosen is None else {1: (chosen,), 2: (0, 2)}
    return Issued(unit, course, MORNING + timedelta(minutes=minute, seconds=7), answers, mistakes)


def test_many_of_one_village_within_a_minute_are_told() -> None:
    found = bursts([one()] * MANY_AT_ONCE + [one(minute=1)])

    assert [(burst.sort, burst.people, burst.at) for burst in found] == [(Sort.SAME_MINUTE, MANY_AT_ONCE, MORNING)]


def test_fewer_or_elsewhere_or_another_course_are_not() -> None:
    few = [one()] * (MANY_AT_ONCE - 1)

    assert bursts([*few, one(unit=2), one(course=2)]) == []


def test_the_same_mistakes_are_told_and_the_same_right_answers_are_not() -> None:
    alike = [one(minute, chosen=3) for minute in range(MANY_ALIKE)]
    right = [one(minute, chosen=3, mistakes=False) for minute in range(MANY_ALIKE)]
    differ = [one(minute, chosen=minute) for minute in range(MANY_ALIKE)]

    assert [(burst.sort, burst.people) for burst in bursts(alike)] == [(Sort.SAME_ANSWERS, MANY_ALIKE)]
    assert bursts(right) == bursts(differ) == []


def test_nobody_knows_the_answers_on_paper() -> None:
    assert bursts([one(minute) for minute in range(MANY_ALIKE)]) == []


def on_one(people: int, unit: int = 1, course: int = 1, device: str | None = "d") -> list[Issued]:
    """So many people, an hour apart, on one telephone."""
    return [
        Issued(unit, course, MORNING + timedelta(hours=hour), {}, person_id=100 * unit + hour, device=device)
        for hour in range(people)
    ]


def test_many_people_on_one_telephone_are_told_where_most_of_them_live() -> None:
    (burst,) = bursts([*on_one(2, unit=1), *on_one(MANY_ON_ONE - 2, unit=2)])

    assert (burst.sort, burst.unit_id, burst.people, burst.at) == (Sort.SAME_DEVICE, 2, MANY_ON_ONE, MORNING)


def test_a_household_another_course_and_telephones_nobody_knows_are_not() -> None:
    household = on_one(MANY_ON_ONE - 1)

    assert bursts([*household, *household, *on_one(1, course=2), *on_one(MANY_ON_ONE, unit=3, device=None)]) == []
