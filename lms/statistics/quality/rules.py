"""Doubts that need no database to be seen: bursts of certificates, and answers that are alike down to the mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MANY_AT_ONCE = 5
"""So many certificates of one course in one village within a minute, learned alone, are told."""
MANY_ALIKE = 3
"""So many papers of one day and village with the same answers, at least one of them wrong, are told."""


class Sort(StrEnum):
    """What kind of burst it is."""

    SAME_MINUTE = "same-minute"
    SAME_ANSWERS = "same-answers"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate of somebody who learned alone."""

    unit_id: int
    course_id: int
    at: datetime
    answers: Mapping[int, tuple[int, ...]]
    """The options chosen in the final test, by item; empty where nobody knows."""
    has_mistakes: bool = False


@dataclass(frozen=True, slots=True)
class Burst:
    """Certificates that came together."""

    sort: Sort
    unit_id: int
    course_id: int
    at: datetime
    """The minute, or the first of them."""
    people: int


def bursts(day: Iterable[Issued]) -> list[Burst]:
    """What is told of the certificates of one day."""
    minutes: dict[tuple[int, int, datetime], int] = defaultdict(int)
    papers: dict[tuple[int, int, frozenset[tuple[int, tuple[int, ...]]]], list[datetime]] = defaultdict(list)
    for one in day:
        minutes[one.unit_id, one.course_id, one.at.replace(second=0, microsecond=0)] += 1
        if one.answers and one.has_mistakes:
            papers[one.unit_id, one.course_id, frozenset(one.answers.items())].append(one.at)
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
    return sorted([*at_once, *alike], key=lambda burst: (burst.unit_id, burst.course_id, burst.at, burst.sort))
