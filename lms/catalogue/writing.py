"""A quiz written down again: reading what is written here gives the same quiz."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lms.catalogue.manuscript import Item, Kind, Nature, Option, Prose, Quiz


def quiz_text(quiz: Quiz) -> str:
    """A whole quiz.md or final.md."""
    return "\n".join(item_text(item) for item in quiz.items)


def item_text(item: Item) -> str:
    """One question in Markdown, with a line end."""
    paragraphs = [_heading(item), item.scene.text, "\n".join(_ANSWERS[item.kind](item)), _quoted(item.explanation, "")]
    return "\n\n".join(text for text in paragraphs if text) + "\n"


def _heading(item: Item) -> str:
    inside = [f"#{item.key}"]
    inside += [f"module={item.module}"] if item.module else []
    inside += [f"reread={_in_quotes(item.reread)}"] if item.reread else []
    inside += ["core"] if item.is_core else []
    return f"## {item.stem} {{{' '.join(inside)}}}"


def _in_quotes(text: str) -> str:
    """The text in quotes that do not stand in it."""
    pairs = (('"', '"'), ("'", "'"), ("“", "”"))
    opening, closing = next((pair for pair in pairs if pair[1] not in text), pairs[0])
    return f"{opening}{text}{closing}"


def _quoted(prose: Prose, indent: str) -> str:
    if not prose.text.strip():
        return ""
    return "\n".join(f"{indent}> {text}".rstrip() for text in prose.text.split("\n"))


def _task_list(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        yield f"- [{'x' if option.right else ' '}] {option.text}"
        yield _quoted(option.why, "    ")


def _choice(item: Item) -> Iterator[str]:
    yield from _task_list(item.options)


def _scenario(item: Item) -> Iterator[str]:
    for at, part in enumerate(item.parts):
        yield from [""] * (at > 0)
        yield f"### {part.text}"
        yield from _task_list(tuple(option for option in item.options if option.part == at))


def _ordering(item: Item) -> Iterator[str]:
    yield from (f"{number}. {part.text}" for number, part in enumerate(item.parts, 1))


def _matching(item: Item) -> Iterator[str]:
    right = {option.part: option for option in item.options if option.right}
    taken = {option.text for option in right.values()}
    rows = [(part.text, right[at]) for at, part in enumerate(item.parts)]
    rows += [("", option) for option in item.options if option.part == 0 and option.text not in taken]
    yield _row(*item.heads)
    yield _row(*["---"] * len(item.heads))
    for left, option in rows:
        yield _row(left, option.text, *([_NATURES[option.suits]] if item.says_what_is_genuine else []))


def _row(*cells: str) -> str:
    left, *others = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join([left, *others])} |" if left else f"| | {' | '.join(others)} |"


def _text(item: Item) -> Iterator[str]:
    yield from (f"= {text}" for text in item.accepted)
    yield from [""] * bool(item.options)
    yield from _task_list(item.options)


def _number(item: Item) -> Iterator[str]:
    number = item.number
    if number:
        value, tolerance = (text.replace(".", ",") for text in (number.value, number.tolerance))
        yield f"= {value} ± {tolerance} {number.unit}".rstrip()


_NATURES = {Nature.GENUINE: "thật", Nature.SCAM: "giả", None: "-"}
_ANSWERS: dict[Kind, Callable[[Item], Iterator[str]]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.SCENARIO: _scenario,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.PAIR: _matching,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
}
