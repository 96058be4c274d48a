"""The questions of a course as one GIFT file, a category for each module, and what it could not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.gift.writing import category_text, gift_text
from lms.catalogue.exchange.question import Journey, Refused
from lms.catalogue.manuscript import Course, Item


@dataclass(frozen=True, slots=True)
class Given:
    """The file, how many questions it holds, and what stays behind, told by file and line of the course."""

    text: str
    count: int
    journeys: tuple[Journey, ...]


def gift_of(course: Course) -> Given:
    """The questions of every module, then those of the final quiz."""
    pools = [(f"{module.slug}/quiz.md", module.slug, module.practice.items) for module in course.modules]
    pools.append(("final.md", "final", course.final.items))
    texts: list[str] = []
    count = 0
    journeys = []
    for file, name, items in pools:
        journey = Journey(file)
        written = list(_written(items, journey))
        if written:
            texts += [category_text(f"{course.slug}/{name}"), *written]
        count += len(written)
        journeys.append(journey)
    return Given("\n".join(texts), count, tuple(journeys))


def _written(items: Iterable[Item], journey: Journey) -> Iterable[str]:
    for item in items:
        try:
            yield gift_text(item, partial(_note, journey, item))
        except Refused as refused:
            journey.refuse(item.line, item.key, refused)
        else:
            if item.number and item.number.unit:
                journey.note(item.line, item.key, say.UNITS, text=item.number.unit)


def _note(journey: Journey, item: Item, words: Words) -> None:
    journey.note(item.line, item.key, words)
