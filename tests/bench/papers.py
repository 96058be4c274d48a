"""What printing costs: processor time of one process for a certificate, by each way, and for very many of them.

``make bench BENCH_ARGS=papers`` measures this alone. The ways take turns, so that a machine which slows down slows all.
"""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time

import segno
from markupsafe import Markup
from weasyprint import CSS, HTML

from lms.certificates.printing import Sheet, Way, built_in, paper, print_file, printed
from lms.certificates.printing.layout import plain_words, press_of
from lms.certificates.rules import Facts
from tests.certificates.names import FAMILIES, GIVEN
from tests.certificates.paper import some_facts

NAIVE, LAID_OUT, STAMPED = "WeasyPrint, as one begins", "laid out", "stamped"
_OF_EACH = {NAIVE: 2, LAID_OUT: 10, STAMPED: 200}
"""Certificates in a round."""
MANY, IN_A_FILE = 10_000, 2_000
_BADGE = b'{"type": ["VerifiableCredential", "OpenBadgeCredential"]}' * 40
_COURSES = ("Dịch vụ công trực tuyến", "An toàn trên mạng", "Thanh toán không dùng tiền mặt", "Trí tuệ nhân tạo")
_PLACES = ("Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ", "Khu 12, Phường Nông Trang, Tỉnh Phú Thọ", "Xã Tu Vũ, Tỉnh Phú Thọ")


@dataclass(frozen=True, slots=True)
class Heap:
    """What many certificates cost together."""

    seconds: float
    megabytes: float
    """Written."""
    resident: int
    """Most of the memory that was used, in MB."""


def rows(rounds: int) -> Iterator[tuple[str, list[float]]]:
    """For each way its name and the milliseconds a certificate took in every round."""
    ways: dict[str, Callable[[Facts], object]] = {NAIVE: _naive, LAID_OUT: printed, STAMPED: _stamped}
    people = list(_people(max(_OF_EACH.values())))
    took: dict[str, list[float]] = {name: [] for name in ways}
    for make in ways.values():
        make(people[0])
    for _ in range(rounds):
        for name, make in ways.items():
            took[name].append(_milliseconds(make, people[: _OF_EACH[name]]))
    yield from took.items()
    for name in (LAID_OUT, STAMPED):
        yield f"{name}, times as quick", [one / other for one, other in zip(took[NAIVE], took[name], strict=True)]


def heaps() -> Iterator[tuple[str, Heap]]:
    """The many, each kind in a process of its own."""
    for name, work in ((f"{MANY:,} files, unsigned", _many), (f"one file of {IN_A_FILE:,} pages", _one_file)):
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            yield name, alone.submit(work).result()


def tell(rounds: int) -> None:
    """Measure and print the table."""
    for name, took in rows(rounds):
        print(f"{name:34} {median(took):9.2f} {min(took):9.2f} to {max(took):9.2f}", flush=True)
    for name, heap in heaps():
        print(
            f"{name:34} {heap.seconds:9.1f} s {heap.megabytes:9.1f} MB written {heap.resident:6} MB of memory",
            flush=True,
        )


def _many() -> Heap:
    """Every certificate printed with its badge, and its bytes let go, as when they are kept elsewhere."""
    began, size = process_time(), 0
    for facts in _people(MANY):
        made = paper(facts, badge=_BADGE)
        assert made.way is Way.STAMPED
        size += len(made.pdf)
    return _heap(began, size)


def _one_file() -> Heap:
    began = process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.pdf"
        with path.open("wb") as out:
            done = print_file((Sheet(facts) for facts in _people(IN_A_FILE)), out)
        assert (done.pages, done.laid_out, done.refused) == (IN_A_FILE, 0, [])
        return _heap(began, path.stat().st_size)


def _heap(began: float, size: int) -> Heap:
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Heap(process_time() - began, size / 1_000_000, resident)


def _people(count: int) -> Iterator[Facts]:
    for at in range(count):
        name = " ".join((FAMILIES[at % 20], *(GIVEN[(at // by) % len(GIVEN)] for by in (1, 20, 400)[: 1 + at % 3])))
        yield some_facts(
            holder=name,
            birth_year=1940 + at % 70,
            course_title=_COURSES[at % 4],
            place_line=_PLACES[at % 3],
            score_percent=60 + at % 41,
            number=f"{at + 1:05}/2026/GCN-BCĐ",
            code=f"{at:016}".translate(str.maketrans("0123456789", "ABCDEFGHJK")),
        )


def _stamped(facts: Facts) -> bytes:
    return paper(facts).pdf


def _naive(facts: Facts) -> object:
    """What a first version does: style sheet, ornaments and QR code anew for every page; neither tagged nor kept for ever."""
    form, press = built_in(), press_of(built_in())
    code = Markup(segno.make(facts.address, error="m", micro=False).svg_inline(border=4, omitsize=True))  # noqa: S704 - as segno makes it
    html = press.template.render(**plain_words(facts, 13.5), qr=code, size=13.5)
    style = CSS(string=form.css, url_fetcher=press.fetcher)
    return HTML(string=html, url_fetcher=press.fetcher).write_pdf(stylesheets=[style])


def _milliseconds(make: Callable[[Facts], object], people: list[Facts]) -> float:
    began = process_time()
    for facts in people:
        make(facts)
    return (process_time() - began) * 1000 / len(people)
