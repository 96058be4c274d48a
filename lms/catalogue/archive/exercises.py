"""Questions as forms of a page that marks by itself: what is offered, in which order, and what is right. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lms.catalogue.answers import folded
from lms.catalogue.archive.sheets import steps_shown
from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem
from lms.vietnamese import sort_key

_MOST_IN_VIEW = 3
"""So many answers of a row can be seen side by side; more are folded into a list."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose; its value is its place among all options of the question."""

    value: int
    html: str
    text: str
    right: bool
    why_html: str


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a question with what is offered for it; the whole question, when it has no parts."""

    html: str
    offers: tuple[Offer, ...]
    is_list: bool = False
    """Whether one chooses from a list that folds out."""

    @property
    def right(self) -> Offer:
        """What is better to choose."""
        return next(offer for offer in self.offers if offer.right)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question."""

    item: PublishedItem
    rows: tuple[Row, ...]

    @property
    def right(self) -> str:
        """The values that are right, all of them and no other."""
        return " ".join(str(at) for at, option in enumerate(self.item.options) if option.right)

    @property
    def texts(self) -> str:
        """Folded spellings that are accepted, as JSON."""
        return json.dumps([folded(text) for text in self.item.accepted.texts], ensure_ascii=False)

    @property
    def is_typed(self) -> bool:
        """Whether it is answered by typing."""
        return self.item.kind in (Kind.TEXT, Kind.NUMBER)

    @property
    def is_multiple(self) -> bool:
        """Whether several answers may be right."""
        return self.item.kind == Kind.MULTIPLE


def exercise_of(item: PublishedItem) -> Exercise:
    """The form of a question."""
    if not item.parts:
        return Exercise(item, (Row("", _offers(item, 0)),) if item.options else ())
    order = steps_shown(item) if item.kind == Kind.ORDERING else range(len(item.parts))
    return Exercise(item, tuple(_row(item, at) for at in order))


def _row(item: PublishedItem, part: int) -> Row:
    offers = _offers(item, part)
    if item.kind in (Kind.MATCHING, Kind.PAIR):
        offers = tuple(sorted(offers, key=lambda offer: sort_key(offer.text)))
    is_list = item.kind == Kind.ORDERING or (item.kind == Kind.MATCHING and len(offers) > _MOST_IN_VIEW)
    return Row(item.parts[part].html, offers, is_list)


def _offers(item: PublishedItem, part: int) -> tuple[Offer, ...]:
    return tuple(
        Offer(at, option.html, option.text, option.right, option.why_html)
        for at, option in enumerate(item.options)
        if option.part == part
    )
