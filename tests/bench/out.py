"""What the faces of the figures cost: a province of 5,000 villages coded and audited, its report and its files.

``make bench BENCH_ARGS=out`` measures this alone, in seconds of processor.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from functools import partial
from statistics import median
from time import process_time

from lms.statistics.out.audit import audit_csv
from lms.statistics.out.faces import FACES
from lms.statistics.out.inference import Count
from lms.statistics.out.publishing import suppressed
from lms.statistics.out.suppression import coded
from lms.statistics.out.tidy import as_csv
from lms.statistics.rules import Indicator
from tests.statistics.out.invented import province

VILLAGES = 5000
RATES = (0.01, 0.84, 0.985, 0.997, 0.9995)


def tell(rounds: int) -> None:
    """Print the figures."""
    for rate in RATES:
        data = province(11, rate, villages=VILLAGES)
        counts = [
            Count(row.unit.code, row.unit.parent, row.attained or 0, row.population) for row in data.of(Indicator.ADULT)
        ]
        codes, seconds = _timed(partial(coded, counts), rounds)
        _say(f"{len(counts):,} cells coded, {rate:.2%} attained", seconds, f"{len(codes):,} coded")
        file = as_csv(suppressed(data))
        found, seconds = _timed(partial(audit_csv, file), rounds)
        _say("the whole file audited", seconds, f"{len(found)} found")
    data = province(1, 0.84)
    for name, face in FACES.items():
        made, seconds = _timed(partial(face.make, data, Indicator.ADULT), min(rounds, 3))
        _say(name, seconds, f"{len(made):,} bytes")


def _timed(work: Callable[[], Sized], rounds: int) -> tuple[Sized, list[float]]:
    seconds, done = [], []
    for _ in range(rounds):
        started = process_time()
        done.append(work())
        seconds.append(process_time() - started)
    return done[-1], seconds


def _say(what: str, seconds: list[float], more: str) -> None:
    print(f"{what:45} {median(seconds):8.3f} {max(seconds):8.3f} {min(seconds):8.3f} s  {more}")
