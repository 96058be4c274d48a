"""A class of sixty on one worker with SQLite: all come in within a minute, then answer twenty questions.

``make bench BENCH_ARGS=classroom`` measures this alone; it takes five minutes, as a lesson goes on by the clock.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from os import getloadavg, sysconf
from pathlib import Path
from statistics import median, quantiles

from lms.classroom import actions as classes
from lms.classroom.live.actions import start_today
from lms.classroom.live.questions import actions as asking
from lms.classroom.live.questions.models import LiveAnswer, LiveQuestion
from lms.classroom.live.questions.queries import practice_items
from lms.classroom.models import ClassMember
from lms.clock import now
from lms.people import passwords
from lms.people.models import Login
from lms.people.pictures.rules import keyed
from lms.places.models import OrgUnit
from tests.bench.phones import Joining, Phone, Plan, Pressing, Sitting, Took, Watching, run
from tests.bench.town import Town, town
from tests.builders import Somebody, add_person
from tests.serving import SECRET, signed_in

PEOPLE, QUESTIONS, JOINING, ASKED = 60, 20, 60.0, 11.0
"""Seconds within which all come in, and for which each question is open."""
THINKS = 3.0
PICTURES = ("trau", "sen", "non")
CODE = "4K7M2P"
MOST = 0.3
"""What 95 of 100 requests may take, in seconds."""


@dataclass(frozen=True, slots=True)
class Class:
    """The class by its keys."""

    people: list[Somebody]
    keys: list[str]
    session_id: int
    here: str
    page: str
    """Of the session, for the teacher."""


def tell() -> None:
    """Measure and print: for each kind of request how many, the median, and what 95 of 100 took at most."""
    with (
        tempfile.TemporaryDirectory() as temporary,
        town(f"sqlite:///{temporary}/town.sqlite3", Path(temporary)) as place,
    ):
        held = _class(place)
        _say("60 come in within 60 s", "times", "median", "95 of 100", "")
        _tell(_joined(place, held))
        _say("60 answer 20 questions", "times", "median", "95 of 100", "")
        phones, acknowledged = _answered(place, held)
        _tell(phones)
        print(f"answers acknowledged {acknowledged}, of {PEOPLE * QUESTIONS}; lost {_lost(place, held, phones)}")
        _say("60 answer at the same moment", "times", "median", "95 of 100", "")
        _tell(_at_once(place, held))


def _class(place: Town) -> Class:
    with place.database.transaction() as db:
        home = db.get_one(OrgUnit, place.world.village_1)
        people = [add_person(db, "Nguyễn Thị Học", 1950 + at, home, f"lop{at}") for at in range(PEOPLE)]
        new = classes.NewClass(place.world.binh.person_id, "Lớp tối", home.id, place.course.course_id)
        group = classes.make_class(db, new, now(), lambda: CODE)
        classes.put_in_new(db, group, [one.person_id for one in people], now())
        session = start_today(db, group.id, place.world.binh.person_id, now())
        of = {row.person_id: row.public_id for row in db.query(ClassMember).filter_by(class_id=group.id)}
    hashes = {one.login_id: passwords.hashed(keyed(SECRET, one.login_id, PICTURES)) for one in people}
    with place.database.transaction() as db:
        for login_id, pictures_hash in hashes.items():
            db.get_one(Login, login_id).pictures_hash = pictures_hash
    page = f"/classes/{group.public_id}/sessions/{session.public_id}"
    return Class(people, [of[one.person_id] for one in people], session.id, f"/live/{session.public_id}", page)


def _joined(place: Town, held: Class) -> list[Phone]:
    coming = [Joining(JOINING / PEOPLE * at, f"/lop/{CODE}", key, PICTURES) for at, key in enumerate(held.keys)]
    return _in_a_process(place, [*coming, *_watching(place, held, JOINING)])


def _answered(place: Town, held: Class) -> tuple[list[Phone], int]:
    seconds = 5 + QUESTIONS * ASKED
    sitting = [
        Sitting(signed_in(place.database, one), held.here, seconds, THINKS, one.person_id) for one in held.people
    ]
    plans = [*sitting, *_watching(place, held, seconds)]
    phones = _in_a_process(place, plans, lambda: _teach(place, held, QUESTIONS, ASKED))
    return phones, sum(len(phone.said) for phone in phones)


def _at_once(place: Town, held: Class) -> list[Phone]:
    """Everybody has the question and presses at the same moment: the worst a class can do."""
    _teach(place, held, 1, 0.0)
    return _in_a_process(place, [Pressing(signed_in(place.database, one), held.here, 10.0) for one in held.people])


def _watching(place: Town, held: Class, seconds: float) -> list[Plan]:
    """The wall and the page of the teacher, which ask as well."""
    cookie = signed_in(place.database, place.world.binh)
    return [Watching(cookie, f"{held.page}/{which}/now", seconds) for which in ("screen", "live")]


def _teach(place: Town, held: Class, count: int, seconds: float) -> None:
    """Ask one question after the other, each for so long."""
    with place.database.reading() as db:
        items = [one.item.id for one in practice_items(db, place.course) if not one.item.parts]
    for number in range(count):
        with place.database.transaction() as db:
            asking.ask(db, held.session_id, place.course, items[number % len(items)], place.world.binh.person_id, now())
        time.sleep(seconds)


def _processor(place: Town) -> float:
    """Seconds of processor that every process of the server has used: what a busy machine does not change."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            fields = file.read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12]) if int(fields[2]) == place.server.pid else 0
    return ticks / sysconf("SC_CLK_TCK")


def _in_a_process(place: Town, plans: list[Plan], meanwhile: Callable[[], None] = lambda: None) -> list[Phone]:
    used, began = _processor(place), time.perf_counter()
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        running = process.submit(run, place.server.port, plans)
        time.sleep(2.0)
        meanwhile()
        phones = running.result()
    used, took = _processor(place) - used, time.perf_counter() - began
    each = used / sum(len(phone.took) for phone in phones)
    print(
        f"  the server used {used:.1f} s of processor in {took:.0f} s, {1000 * each:.1f} ms a request; load {getloadavg()[0]:.1f}"
    )
    return phones


def _lost(place: Town, held: Class, phones: list[Phone]) -> int:
    """Answers that were acknowledged and are not there, or are there otherwise; and any that were counted twice."""
    with place.database.reading() as db:
        kept = {
            (f"{held.here}/{public_id}", person_id): chosen
            for public_id, person_id, chosen in db.query(
                LiveQuestion.public_id, LiveAnswer.person_id, LiveAnswer.chosen
            ).join(LiveAnswer, LiveAnswer.question_id == LiveQuestion.id)
        }
    said = {
        (address, one.person_id): choice
        for phone, one in zip(phones, held.people, strict=False)  # behind them come the wall and the teacher
        for address, choice in phone.said.items()
    }
    return sum(kept.get(key) != [int(choice)] for key, choice in said.items())


def _tell(phones: list[Phone]) -> None:
    took = [each for phone in phones for each in phone.took]
    for what in dict.fromkeys(each.what for each in took):
        _line(what, [each for each in took if each.what == what])
    _line("all of them", took)
    wrong = Counter(each.status for each in took if each.status not in (200, 303, 304))
    print(f"answers that were none: {dict(wrong) or 'none'}")


def _line(what: str, took: list[Took]) -> None:
    seconds = [each.seconds for each in took]
    late = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    _say(
        f"  {what}",
        f"{len(took):,}",
        f"{1000 * median(seconds):.0f}",
        f"{1000 * late:.0f}",
        "ms" if late < MOST else "ms, too long",
    )


def _say(what: str, *columns: str) -> None:
    print(f"{what:<34}" + "".join(f"{column:>11}" for column in columns[:-1]) + f"  {columns[-1]}", flush=True)
