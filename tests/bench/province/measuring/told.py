"""Rounds of something, and how their figures are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median, quantiles
from time import perf_counter

MILLISECONDS = 1000.0
_PACES = 7


@contextmanager
def timed() -> Iterator[list[float]]:
    """Seconds of the block, in the list when it has ended."""
    took: list[float] = []
    began = perf_counter()
    yield took
    took.append(perf_counter() - began)


def rounds(many: int, work: Callable[[], object]) -> list[float]:
    """Seconds of each round; one to warm up goes before."""
    work()
    found = []
    for _ in range(many):
        with timed() as took:
            work()
        found += took
    return found


def p95(found: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return quantiles(found, n=20)[-1]


def pace(where: str) -> None:
    """Tell how long a fixed piece of work takes here and now: a machine others share is half as fast again an hour later."""
    tell("a million numbers squared", where, rounds(_PACES, _squares), "ms", times=MILLISECONDS)


def _squares() -> int:
    return sum(number * number for number in range(1_000_000))


def tell(what: str, where: str, found: Sequence[float], unit: str, *, times: float = 1.0, more: str = "") -> None:
    """One line: median, slowest, fastest."""
    figures = "".join(
        f"{times * of(found):>11,.{2 if times * median(found) < 10 else 0}f}" for of in (median, max, min)
    )
    print(f"{f'{what} ({where})':<62}{figures}  {unit}  {more}".rstrip(), flush=True)
