"""Of messages somebody judged: how many scams were let through, how many genuine ones turned away. Never one of both alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.catalogue.manuscript import Kind, Nature
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedOption
from lms.learning.rules.marking import MOST_TO_REREAD, Answers, Reread, screen_to_reread
from lms.learning.rules.responses import Chosen


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages of one kind: how many were judged, how many of them taken for the other kind, and what to read again."""

    judged: int
    mistaken: int
    reread: tuple[Reread, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Both kinds side by side: who calls everything a scam misses none and turns every genuine message away."""

    scams: Tally
    genuine: Tally


def judge(course: PublishedCourse, items: Sequence[PublishedItem], answers: Answers) -> Judged | None:
    """What the answers say; nothing where no message was judged. Who does not know has not judged."""
    rows = [(item, *row) for item in items for row in _rows(item, answers.get(item.id, ()))]
    if not rows:
        return None
    return Judged(_tally(course, rows, Nature.SCAM), _tally(course, rows, Nature.GENUINE))


def _rows(item: PublishedItem, chosen: Chosen) -> Iterator[tuple[str, str]]:
    """Of each message that is marked what it is, and what it was taken for."""
    if item.kind != Kind.PAIR:
        return
    given = {option.part: option for option in _chosen(item, chosen)}
    for option in item.options:
        if option.right and option.suits and option.part in given:
            yield option.suits, given[option.part].suits


def _chosen(item: PublishedItem, chosen: Chosen) -> Iterator[PublishedOption]:
    return (option for index, option in enumerate(item.options) if index in chosen)


def _tally(course: PublishedCourse, rows: Iterable[tuple[PublishedItem, str, str]], nature: Nature) -> Tally:
    judged = [(item, taken_for) for item, is_of, taken_for in rows if is_of == nature]
    mistaken = [item for item, taken_for in judged if taken_for and taken_for != nature]
    return Tally(len(judged), len(mistaken), _to_reread(course, mistaken))


def _to_reread(course: PublishedCourse, items: Sequence[PublishedItem]) -> tuple[Reread, ...]:
    """The screens the authors of these questions name, by lesson; at most three lessons."""
    named = (
        Reread(
            module,
            tuple(dict.fromkeys(s for i in items if i.module_id == module.id and (s := screen_to_reread(module, i)))),
        )
        for module in course.modules
    )
    return tuple(each for each in named if each.screens)[:MOST_TO_REREAD]
