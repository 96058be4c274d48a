"""What somebody answered, in one form for every kind of question: whether it may be, and whether it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from lms.catalogue.answers import LONGEST, is_accepted, number_in
from lms.catalogue.manuscript import TYPED, Kind
from lms.catalogue.published import PublishedItem
from lms.problems import N_, Problem

Chosen = Collection[int | str]
"""Indexes of options in the author's order, or the one text that was typed; none is «Không biết»."""
UNKNOWN = "unknown"
"""How «Không biết» comes from a page."""
_LONGEST_PLACE = 4


def answer_of(item: PublishedItem, order: Sequence[int], values: Sequence[str], text: str) -> list[int | str]:
    """The answer to a question whose options were shown in this order: ``values`` are places on the page, beyond the
    last option there is one too many. Whoever gives up half way down the rows does not know; a whole answer counts
    more than a «Không biết» beside it, which may have been forgotten there.
    """
    if is_typed(item):
        return [text] if text else []
    places = [value for value in values if value and value != UNKNOWN]
    if UNKNOWN in values and len(places) < len(item.parts):
        return []
    return [order[int(place)] if _is_place(place, order) else len(order) for place in places]


def is_typed(item: PublishedItem) -> bool:
    """Whether the question is answered by typing."""
    return item.kind in TYPED


def is_multiple(item: PublishedItem) -> bool:
    """Whether several options may be chosen freely."""
    return item.kind == Kind.MULTIPLE


def is_right(item: PublishedItem, chosen: Chosen) -> bool:
    """Whether exactly the right options were chosen, or what was typed is accepted; no answer is never right."""
    if not chosen:
        return False
    if is_typed(item):
        return is_accepted(item.accepted, str(next(iter(chosen))))
    return set(chosen) == set(right_answer(item))


def right_answer(item: PublishedItem) -> list[int | str]:
    """What somebody answers who knows it; of accepted texts the first."""
    if is_typed(item):
        return [item.accepted.number or item.accepted.texts[0]]
    return [index for index, option in enumerate(item.options) if option.right]


def as_given(item: PublishedItem, chosen: Chosen) -> list[int | str]:
    """The answer as it is kept: indexes in order and once each, a text as it was typed. What may not be stays as it is."""
    if is_typed(item):
        return list(chosen)
    return sorted(set(chosen), key=lambda each: (isinstance(each, str), each))


def check_choice(item: PublishedItem, chosen: Chosen) -> None:
    """Refuse what is no answer to this question, or only half of one. Raises :class:`Problem`."""
    if is_typed(item):
        _check_text(item, chosen)
        return
    if not set(chosen) <= set(range(len(item.options))):
        raise Problem(N_("One of these answers does not belong to the question. Reload the page and choose again."))
    if item.parts:
        _check_parts(item, chosen)
    elif not is_multiple(item) and len(set(chosen)) > 1:
        raise Problem(N_("Choose one answer only."))


def _check_text(item: PublishedItem, chosen: Chosen) -> None:
    texts = [each for each in chosen if isinstance(each, str)]
    if len(texts) != len(chosen) or len(texts) > 1:
        raise Problem(N_("One of these answers does not belong to the question. Reload the page and choose again."))
    if texts and not texts[0].strip():
        raise Problem(N_("Write your answer, then press Answer"), field="text")
    if texts and len(texts[0]) > LONGEST:
        raise Problem(N_("This is too long: at most %(most)s characters."), field="text", most=LONGEST)
    if texts and item.accepted.number and number_in(texts[0], item.accepted.unit) is None:
        raise Problem(N_("Write a number in digits, for example 1.950.000 or 2,5."), field="text")


def _check_parts(item: PublishedItem, chosen: Chosen) -> None:
    answered = Counter(item.options[index].part for index in set(chosen) if isinstance(index, int))
    if any(count > 1 for count in answered.values()):
        raise Problem(N_("Choose one answer for each row."))
    if chosen and len(answered) < len(item.parts):
        raise Problem(N_("Some rows have no answer yet. Choose one for each row, or choose «I do not know»."))
    if item.kind == Kind.ORDERING and len({item.options[int(index)].text for index in set(chosen)}) < len(answered):
        raise Problem(N_("Two rows have the same place. Give each row a place of its own."))


def _is_place(value: str, order: Sequence[int]) -> bool:
    return len(value) < _LONGEST_PLACE and value.isascii() and value.isdecimal() and int(value) < len(order)
