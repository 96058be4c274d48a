"""What a course holds, counted: how long it is, what its questions are like, how the final draws from its pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.catalogue.lints.counting import count
from lms.catalogue.lints.lessons import minutes, sentence_lengths
from lms.catalogue.lints.questions import is_a_choice, right_is_longest, right_place
from lms.catalogue.manuscript import Course, Item, Kind, Module, Nature


@dataclass(frozen=True, slots=True)
class LessonCount:
    """One module: its lesson in tiếng, and how many minutes it takes by its author and by the curriculum's measures."""

    module: str
    screens: int
    length: int
    longest_screen: int
    stated_minutes: int
    minutes: float
    sentences: int
    long_sentences: int
    pictures: int
    items: int


@dataclass(frozen=True, slots=True)
class ItemCount:
    """The items of all practice, or of the pool of the final."""

    kinds: Counter[Kind]
    places: tuple[int, ...]
    """How often the right one of several options stands first, second and so on, in the author's order."""
    longest: int
    """Of how many of these the right option is longer than all others."""
    true: int
    false: int
    messages: Counter[str]
    """Of messages that look alike: how often each thing is the right one to do."""
    genuine: int
    scams: int
    """Messages to be judged, by what they are."""


@dataclass(frozen=True, slots=True)
class DrawCount:
    """What the final draws of a module, and what there is to draw from."""

    module: str
    drawn: int
    pool: int
    core: int


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    lessons: tuple[LessonCount, ...]
    practice: ItemCount
    pool: ItemCount
    draws: tuple[DrawCount, ...]


def report(course: Course) -> Report:
    """Count a course."""
    practice = [item for module in course.modules for item in module.practice.items]
    return Report(
        tuple(_lesson(course, module) for module in course.modules),
        _items(practice),
        _items(course.final.items),
        tuple(_draw(course, module.slug) for module in course.modules),
    )


def _lesson(course: Course, module: Module) -> LessonCount:
    screens = [count(screen.prose.text) for screen in module.lesson.screens]
    most, lengths = sentence_lengths(course, module)
    return LessonCount(
        module.slug,
        len(screens),
        count(module.lesson.intro.text) + sum(screens),
        max(screens, default=0),
        module.lesson.facts.minutes,
        minutes(module),
        len(lengths),
        sum(length > most for length in lengths),
        len(module.pictures),
        len(module.practice.items),
    )


def _items(items: Sequence[Item]) -> ItemCount:
    choices = [item for item in items if is_a_choice(item)]
    places = Counter(map(right_place, choices))
    judged = Counter(item.options[right_place(item)].text.casefold() for item in _of(items, Kind.TRUE_FALSE))
    return ItemCount(
        Counter(item.kind for item in items),
        tuple(places[at] for at in range(max(places, default=-1) + 1)),
        sum(map(right_is_longest, choices)),
        judged["đúng"],
        judged["sai"],
        Counter(option.text for item in _of(items, Kind.PAIR) for option in item.options if option.right),
        _messages(items, Nature.GENUINE),
        _messages(items, Nature.SCAM),
    )


def _messages(items: Sequence[Item], nature: Nature) -> int:
    return sum(option.right and option.suits == nature for item in _of(items, Kind.PAIR) for option in item.options)


def _of(items: Iterable[Item], kind: Kind) -> Iterable[Item]:
    return (item for item in items if item.kind is kind)


def _draw(course: Course, module: str) -> DrawCount:
    pool = [item for item in course.final.items if item.module == module]
    return DrawCount(module, course.final_draw(module), len(pool), sum(item.is_core for item in pool))
