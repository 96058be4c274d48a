"""Our items as GIFT. Each is read again before it is given out: what would not be the same stays behind, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from lms.catalogue.complaints import Words
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.formats import MARKDOWN
from lms.catalogue.exchange.gift.reading import FORM, read_gift
from lms.catalogue.exchange.gift.scanning import CATEGORY, escaped
from lms.catalogue.exchange.items import HEADS, TRUE, item_of
from lms.catalogue.exchange.plain import escaped as as_markdown
from lms.catalogue.exchange.plain import has_marks, plain
from lms.catalogue.exchange.question import WHOLE, Journey, Refused, short
from lms.catalogue.exchange.trial import is_same
from lms.catalogue.manuscript import Item, Kind, Option, Prose

Note = Callable[[Words], None]


def gift_text(item: Item, note: Note) -> str:
    """One question. Raises :class:`Refused` when GIFT cannot hold it."""
    if item.kind is Kind.SCENARIO:
        raise Refused(say.NO_SCENARIO)
    if any("![" in text for text in _texts(item)):
        raise Refused(say.NO_PICTURES)
    scene = f"\n\n{item.scene.text}" if item.scene.text else ""
    about = escaped(as_markdown(item.stem) + scene)
    text = f"::{escaped(item.key)}::[markdown]{about}{{{_ANSWERS[item.kind](item)}}}\n"
    if not _is_read_as(text, item):
        raise Refused(say.NOT_SAME)
    for words in _losses(item):
        note(words)
    return text


def category_text(name: str) -> str:
    """The line that puts the questions below it into a category."""
    return f"{CATEGORY} {name}\n"


def _texts(item: Item) -> Iterator[str]:
    yield from (item.scene.text, item.explanation.text)
    yield from (text for option in item.options for text in (option.text, option.why.text))
    yield from (part.text for part in item.parts)


def _losses(item: Item) -> Iterator[Words]:
    if item.kind is Kind.ORDERING:
        yield say.NO_ORDER_WHY
    if item.heads and item.heads != HEADS:
        yield say.NO_HEADS
    if item.is_core:
        yield say.NO_CORE


def _is_read_as(text: str, item: Item) -> bool:
    """Whether GIFT gives the question back, except for what it has no words for."""
    journey = Journey("")
    questions = read_gift(text.encode(), journey)
    if len(questions) != 1 or journey.refused:
        return False
    try:
        return is_same(item_of(questions[0], item.key, journey), held_by_gift(item))
    except Refused:
        return False


def held_by_gift(item: Item) -> Item:
    """The question as far as GIFT has words for it."""
    item = replace(item, module="", reread="", is_core=False)
    if item.heads:
        options = tuple(replace(option, suits=None) for option in item.options)
        item = replace(item, heads=HEADS, notation=Kind.MATCHING, options=options)
    if item.number:
        item = replace(item, number=replace(item.number, unit=""))
    if item.kind is Kind.TRUE_FALSE:
        item = replace(item, options=tuple(sorted(item.options, key=_is_false)))
    return replace(item, explanation=Prose("", 1)) if item.kind is Kind.ORDERING else item


def _is_false(option: Option) -> bool:
    return option.text.casefold() != TRUE.casefold()


def _feedback(option: Option) -> str:
    return f"#{_prose(option.why.text)}"


def _common(item: Item) -> str:
    return f"\n####{_prose(item.explanation.text)}" if item.explanation.text else ""


def _choice(item: Item) -> str:
    right = sum(option.right for option in item.options)
    lines = [_single(option) if right == 1 else _one_of(option, right) for option in item.options]
    return "\n" + "\n".join(lines) + _common(item) + "\n"


def _single(option: Option) -> str:
    """An answer that begins like a weight is given its weight."""
    sign, weight = ("=", "%100%") if option.right else ("~", "%0%")
    return f"{sign}{weight if option.text.startswith('%') else ''}{_prose(option.text)}{_feedback(option)}"


def _one_of(option: Option, right: int) -> str:
    """Of several right answers each has its share; a wrong one costs everything, as nearly as points can say it."""
    share = f"{WHOLE / Decimal(right):.5f}".rstrip("0").rstrip(".") if option.right else "-100"
    return f"~%{share}%{_prose(option.text)}{_feedback(option)}"


def _truth(item: Item) -> str:
    true, false = sorted(item.options, key=_is_false)
    right, wrong = (true, false) if true.right else (false, true)
    return f"{'T' if true.right else 'F'}{_feedback(wrong)}{_feedback(right)}{_common(item)}"


def _matching(item: Item) -> str:
    right = {option.part: option.text for option in item.options if option.right}
    offered = [option.text for option in item.options if option.part == 0]
    rows = [(part.text, right[at]) for at, part in enumerate(item.parts)]
    rows += [("", text) for text in offered if text not in right.values()]
    lines = [f"={_prose(left)} -> {escaped(_plain(text))}" for left, text in rows]
    return "\n" + "\n".join(lines) + _common(item) + "\n"


def _ordering(item: Item) -> str:
    steps = "\n".join(escaped(_plain(part.text)) for part in item.parts)
    return f">{len(item.parts)} ALL VERTICAL ALL_OR_NOTHING\n{steps}\n"


def _text(item: Item) -> str:
    lines = [f"={'%100%' if text.startswith('%') else ''}{escaped(text)}" for text in item.accepted]
    lines += [f"=%0%{escaped(_plain(option.text))}{_feedback(option)}" for option in item.options]
    return "\n" + "\n".join(lines) + _common(item) + "\n"


def _number(item: Item) -> str:
    number = item.number
    unit = f"{number.value}:{number.tolerance}" if number else ""
    return f"#{unit}{_common(item)}\n"


def _prose(markdown: str) -> str:
    """Markdown, as the question is; a text that begins like the name of a format is given its own."""
    return f"{f'[{MARKDOWN}]' if FORM.match(markdown) else ''}{escaped(markdown)}"


def _plain(markdown: str) -> str:
    """Words where GIFT takes no Markdown. Raises :class:`Refused` when there is more to them."""
    words = None if has_marks(markdown) else plain(markdown)
    if words is None:
        raise Refused(say.NOT_PLAIN, text=short(markdown))
    return words


_ANSWERS: dict[Kind, Callable[[Item], str]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _matching,
    Kind.PAIR: _matching,
    Kind.ORDERING: _ordering,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
}
