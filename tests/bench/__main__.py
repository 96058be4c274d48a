"""`make bench`: what one worker does, on SQLite and on PostgreSQL as they are run in earnest (every commit on disk).

Each figure is the median of several rounds, with the slowest and the fastest beside it. Rounds that are compared
take turns, so that a machine which slows down slows both. The clients are a process of their own on this machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sqlalchemy import select

from lms.certificates.models import Certificate
from lms.certificates.rules import Facts
from lms.config import ROOT
from lms.db import new_id
from tests.bench import authoring, badges, classroom, out, papers, sheets, signing
from tests.bench.load import Done, Load, put_on
from tests.bench.province.measuring import all as province
from tests.bench.town import Town, town
from tests.learning import learners
from tests.postgresql import Cluster
from tests.serving import free_port

ROUNDS, SECONDS, CLIENTS = 7, 2.0, 8
ANSWERS, FINALS, BADGES = 60, 5, 20
"""In a round: answers and finals of each client, badges."""
_IN_EARNEST = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def _main() -> None:
    if sys.argv[1:] == ["papers"]:
        papers.tell(ROUNDS)
        return
    if sys.argv[1:] == ["out"]:
        out.tell(ROUNDS)
        return
    if sys.argv[1:] == ["authoring"]:
        authoring.tell(ROUNDS)
        return
    if sys.argv[1:] == ["classroom"]:
        classroom.tell()
        return
    if sys.argv[1:] == ["sheets"]:
        sys.exit(not sheets.main())
    if sys.argv[1:2] == ["province"]:
        province.main(sys.argv[2:])
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _say("What", "median", "slowest", "fastest", "")
        for way, milliseconds in signing.rows(folder, ROUNDS):
            _tell("a certificate signed", way, milliseconds, "ms of processor")
        with town(f"sqlite:///{folder / 'town.sqlite3'}", folder) as on_sqlite:
            _measure("SQLite", on_sqlite)
        with Cluster(folder, _IN_EARNEST) as cluster, town(cluster.create("bench"), folder) as on_postgresql:
            _measure("PostgreSQL", on_postgresql)
            for what, measure in badges.measured(_some_facts(on_postgresql), folder).items():
                _tell(what, "one process", [measure() for _ in range(ROUNDS)], "milliseconds")
        papers.tell(ROUNDS)
        out.tell(ROUNDS)
        authoring.tell(ROUNDS)


def _measure(where: str, place: Town) -> None:
    pages, bare, ratios, size = _lesson_against_bare(place)
    _tell(f"lesson page, {size:,} bytes", where, pages)
    _tell(f"bare page, {size:,} bytes", where, bare)
    _tell("lesson page / bare page", where, ratios, "of its speed")
    _tell("answers saved", where, _rounds(_answers(place)))
    _tell("finals handed in, certificate issued", where, _rounds(_finals(place)))


def _lesson_against_bare(place: Town) -> tuple[list[float], list[float], list[float], int]:
    reader = place.reader(place.world.an)
    size = put_on(Load(place.server.port, [[reader]])).body
    with _bare(size) as port:
        ours = Load(place.server.port, [[reader]] * CLIENTS, SECONDS)
        theirs = Load(port, [[b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"]] * CLIENTS, SECONDS)
        _all_ok(put_on(ours), 200), _all_ok(put_on(theirs), 200)  # both warm
        pairs = [(_all_ok(put_on(ours), 200), _all_ok(put_on(theirs), 200)) for _ in range(ROUNDS)]
    return [a for a, _ in pairs], [b for _, b in pairs], [a / b for a, b in pairs], size


def _answers(place: Town) -> Callable[[int], float]:
    people = place.learners(CLIENTS, "traloi")
    senders = [(place.sender(somebody), place.begin_final(somebody)) for somebody in people]

    def run(_number: int) -> float:
        requests = [
            [
                sender.post(f"/courses/{place.course.slug}/final/1", attempt=attempt, submission=new_id(), choice="0")
                for _ in range(ANSWERS)
            ]
            for sender, attempt in senders
        ]
        return _all_ok(put_on(Load(place.server.port, requests)), 303)

    return run


def _finals(place: Town) -> Callable[[int], float]:
    def run(number: int) -> float:
        requests: list[list[bytes]] = [[] for _ in range(CLIENTS)]
        for at, somebody in enumerate(place.learners(CLIENTS * FINALS, f"thi{number}-")):
            attempt = learners.answer_all(place.database, somebody, place.course, right=True)
            send = place.sender(somebody).post
            requests[at % CLIENTS].append(send(f"/courses/{place.course.slug}/final/review", attempt=attempt))
        before = _issued(place)
        per_second = _all_ok(put_on(Load(place.server.port, requests)), 303)
        assert _issued(place) == before + CLIENTS * FINALS
        return per_second

    return run


def _some_facts(place: Town) -> list[Facts]:
    with place.database.reading() as db:
        return [certificate.facts for certificate in db.scalars(select(Certificate).limit(BADGES))]


def _issued(place: Town) -> int:
    with place.database.reading() as db:
        return len(db.scalars(select(Certificate.id)).all())


def _rounds(run: Callable[[int], float]) -> list[float]:
    run(0)  # warm
    return [run(number) for number in range(1, ROUNDS + 1)]


def _all_ok(done: Done, status: int) -> float:
    """How many a second, if every answer was the right one."""
    assert set(done.statuses) == {status}, done.statuses
    return done.per_second


@contextmanager
def _bare(size: int) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.bare", str(port), str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield port
        process.terminate()


def _tell(what: str, where: str, rounds: list[float], unit: str = "a second") -> None:
    digits = 3 if max(rounds) < 10 else 0
    _say(f"{what} ({where})", *(f"{of(rounds):,.{digits}f}" for of in (median, min, max)), unit)


def _say(what: str, *columns: str) -> None:
    print(f"{what:<52}" + "".join(f"{column:>10}" for column in columns[:-1]) + f"  {columns[-1]}", flush=True)


if __name__ == "__main__":
    _main()
