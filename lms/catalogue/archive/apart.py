"""Solutions that stand inside lessons, taken apart from their tasks: on paper both would lie open on one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lms.catalogue.published import PublishedModule, PublishedScreen

_OPENING = re.compile(r'<div class="note loi-giai">\s*<h2>(.*?)</h2>', re.DOTALL)
_DIV = re.compile(r"<(/?)div\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Solution:
    """What a lesson tells after it has asked."""

    id: str
    """Where it stands in the booklet."""
    title_html: str
    html: str


@dataclass(frozen=True, slots=True)
class Told:
    """A screen without its solutions, and those that were asked for on it."""

    screen: PublishedScreen
    html: str
    solutions: tuple[Solution, ...]


def apart(module: PublishedModule) -> tuple[Told, ...]:
    """The screens of a lesson. What one begins with solves the task of the one before."""
    told: list[Told] = []
    count = 0
    for screen in module.screens:
        texts, frames = _split(screen.html)
        solutions = [
            Solution(f"{module.slug}-loi-giai-{at}", title, html) for at, (title, html) in enumerate(frames, count + 1)
        ]
        count += len(solutions)
        if told and solutions and not texts[0].strip():
            before = told.pop()
            told.append(Told(before.screen, before.html, (*before.solutions, solutions.pop(0))))
        told.append(Told(screen, "".join(texts), tuple(solutions)))
    return tuple(told)


def solutions(told: Iterable[Told]) -> Iterator[Solution]:
    """All of a lesson, in their order."""
    return (solution for each in told for solution in each.solutions)


def _split(html: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The text between solutions, one part more than there are of them, and each with its title."""
    texts, frames, at = [], [], 0
    for opening in _OPENING.finditer(html):
        inside, end = _closed(html, opening.end())
        texts.append(html[at : opening.start()])
        frames.append((opening[1], html[opening.end() : inside]))
        at = end
    return [*texts, html[at:]], frames


def _closed(html: str, start: int) -> tuple[int, int]:
    """Where the frame whose inside begins at ``start`` ends: inside, and with its mark."""
    depth = 1
    for mark in _DIV.finditer(html, start):
        depth += -1 if mark[1] else 1
        if not depth:
            return mark.span()
    return len(html), len(html)
