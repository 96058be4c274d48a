"""Doubts that need no database to be seen: bursts of certificates, answers alike down to the mistakes, one telephone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MANY_AT_ONCE = 5
"""So many certificates of one course in one village within a minute, learned alone, are told."""
MANY_ALIKE = 3
"""So many papers of one day and village with the same answers, at least one of them wrong, are told."""
MANY_ON_ONE = 6
"""So many people who passed one course alone on one telephone on one day are told. A household of three generations
shares a telephone and is smaller; whoever takes the final for a whole hamlet is not done with five."""


class Sort(StrEnum):
    """What kind of burst it is."""

    SAME_MINUTE = "same-minute"
    SAME_ANSWERS = "same-answers"
    SAME_DEVICE = "same-device"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate of somebody who learned alone."""

    unit_id: int
    course_id: int
    at: datetime
    answers: Mapping[int, tuple[int, ...]]
    """The options chosen in the final test, by item; empty where nobody knows."""
    has_mistakes: bool = False
    person_id: int = 0
    device: str | None = None
    """The mark of the browser for this course and day, where it is known."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Certificates that came together."""

    sort: Sort
    unit_id: int
    course_id: int
    at: datetime
    """The minute, or the first of them."""
    people: int


_Paper = tuple[int, int, frozenset[tuple[int, tuple[int, ...]]]]


def bursts(day: Iterable[Issued]) -> list[Burst]:
    """What is told of the certificates of one day."""
    minutes: dict[tuple[int, int, datetime], int] = defaultdict(int)
    papers: dict[_Paper, list[datetime]] = defaultdict(list)
    devices: dict[tuple[int, str], list[Issued]] = defaultdict(list)
    for one in day:
        minutes[one.unit_id, one.course_id, one.at.replace(second=0, microsecond=0)] += 1
        if one.answers and one.has_mistakes:
            papers[one.unit_id, one.course_id, frozenset(one.answers.items())].append(one.at)
        if one.device:
            devices[one.course_id, one.device].append(one)
    at_once = [
        Burst(Sort.SAME_MINUTE, unit_id, course_id, minute, people)
        for (unit_id, course_id, minute), people in minutes.items()
        if people >= MANY_AT_ONCE
    ]
    alike = [
        Burst(Sort.SAME_ANSWERS, unit_id, course_id, min(at), len(at))
        for (unit_id, course_id, _), at in papers.items()
        if len(at) >= MANY_ALIKE
    ]
    on_one = [burst for together in devices.values() if (burst := _on_one_device(together))]
    return sorted([*at_once, *alike, *on_one], key=lambda burst: (burst.unit_id, burst.course_id, burst.at, burst.sort))


def _on_one_device(together: list[Issued]) -> Burst | None:
    """Told where most of them live; a telephone goes from village to village."""
    lives = {one.person_id: one.unit_id for one in together}
    if len(lives) < MANY_ON_ONE:
        return None
    unit_id, _ = min(Counter(lives.values()).items(), key=lambda place: (-place[1], place[0]))
    return Burst(Sort.SAME_DEVICE, unit_id, together[0].course_id, min(one.at for one in together), len(lives))
