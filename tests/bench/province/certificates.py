"""The certificates, in the order of their issue: numbered without gaps, some ended, some corrected."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

from lms.certificates.models import Status
from lms.certificates.rules import Reason
from tests.bench.province import names, papers
from tests.bench.province.founding import Founded
from tests.bench.province.loading import Put
from tests.bench.province.people import ISO, Census, identifier
from tests.bench.province.size import DAYS, Size

AT_ONCE = 10_000
_REVOKED, _VOID, _CORRECTED = 0.0015, 0.0005, 0.001
_LATER = 60
"""Days within which a certificate is ended or corrected."""
_GROWTH = 0.6
"""More every month: half of them are issued in the last third of the time."""
_SECONDS = 46_800
"""From 7 to 20 o'clock, which are the first thirteen hours of a day in UTC."""
_LISTED, _PLACES, _STEP = 80_000, 131_072, 40_503
"""Certificates on a status list, its places, and an odd number that scatters them."""
COLUMNS = (
    "id, code, issuer_id, year, number, person_id, course_id, edition, correction, org_unit_id, mode, issued_at, issued_on,"
    " attained_on, snapshot, holder_folded, holder_sort_key, status, ended_on, ended_at, is_void, ended_reason, replaced_by,"
    " status_list, status_index"
)
Row = tuple[Any, ...]


def issue(put: Put, founded: Founded, census: Census, size: Size) -> None:
    """Every certificate into the register, and how far its book has come in each year."""
    waiting: list[Row] = []
    office = _Office(founded, census, Random(size.seed + 3))
    for row in office.rows():
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            put("certificate", COLUMNS, waiting)
            waiting.clear()
    put("certificate", COLUMNS, waiting)
    books = [(founded.issuer.id, year, last) for year, last in office.last.items()]
    put("register_book", "issuer_id, year, last_number", books)


class _Office:
    """Gives out numbers and places, and remembers what is to be corrected on which day."""

    def __init__(self, founded: Founded, census: Census, chance: Random) -> None:
        self._founded, self._census, self._chance = founded, census, chance
        self._form = papers.forms(founded)
        self._places = _place_lines(founded)
        self._serial = count()
        self._corrections: dict[int, list[tuple[int, int, str, str]]] = defaultdict(list)
        """By day: what was earned, where it was, the id of the copy, and the day the first one was issued."""
        self.last: dict[int, int] = {}

    def rows(self) -> Iterator[Row]:
        """All of them."""
        earned = array("I", self._census.earned)
        self._chance.shuffle(earned)
        today = -1
        for place, one in enumerate(earned):
            when = (len(ISO) - 1) * ((place + 0.5) / len(earned)) ** _GROWTH
            day = int(when)
            yield from self._copies(today, day)
            today = day
            yield self._first(day, int((when - day) * _SECONDS), one)
        yield from self._copies(today, len(ISO) - 1)

    def _copies(self, after: int, upto: int) -> Iterator[Row]:
        """What was corrected meanwhile, at the beginning of its day."""
        for day in range(after + 1, upto + 1):
            for corrected in self._corrections.pop(day, ()):
                yield self._copy(day, *corrected)

    def _first(self, day: int, second: int, earned: int) -> Row:
        number, course = divmod(earned, 4)
        draw, later = self._chance.random(), day + 1 + int(self._chance.random() * _LATER)
        unit_id = self._home(number, day)
        id_ = identifier(self._chance)
        row = self._row(id_, day, second, number, course, unit_id)
        if draw >= _REVOKED + _VOID + _CORRECTED or later >= len(ISO):
            return *row[:13], ISO[day], *row[13:], *_HOLDS, *self._listed()
        self._census.unusual.add(self._census.first + number)
        copy = identifier(self._chance) if draw < _CORRECTED else None
        ended: Row = (Status.REVOKED.value, ISO[later], _at(later, 60), 0, Reason.HOLDER_ASKED.value, None)
        if copy:
            self._corrections[later].append((earned, unit_id, copy, ISO[day]))
            ended = (Status.SUPERSEDED.value, ISO[later], _at(later, 0), 0, Reason.CORRECTED.value, copy)
        elif draw < _CORRECTED + _VOID:
            ended = (Status.REVOKED.value, ISO[day], _at(later, 60), 1, Reason.WRONG_PERSON.value, None)
        return *row[:13], ISO[day], *row[13:], *ended, *self._listed()

    def _copy(self, day: int, earned: int, unit_id: int, id_: str, attained_on: str) -> Row:
        number, course = divmod(earned, 4)
        row = self._row(id_, day, 0, number, course, unit_id, correction=1)
        return *row[:13], attained_on, *row[13:], *_HOLDS, *self._listed()

    def _row(self, id_: str, day: int, second: int, number: int, course: int, unit_id: int, correction: int = 0) -> Row:
        """Up to the day of issue, and from the snapshot to the sort key."""
        chance, census, year = self._chance, self._census, DAYS[day].year
        book = self.last[year] = self.last.get(year, 0) + 1
        code, mode = papers.code(chance), papers.MODES[int(chance.random() * len(papers.MODES))]
        before, given = names.parts(census.name[number])
        snapshot = self._form(course, day) % {
            "code": code,
            "number": book,
            "holder": f"{before.json} {given.json}",
            "born": census.born[number],
            "place": self._places[unit_id],
            "score": 80 + int(chance.random() * 21),
            "mode": mode,
            "time": _clock(second + 7 * 3600),
        }
        return (
            id_,
            code,
            self._founded.issuer.id,
            year,
            book,
            census.first + number,
            self._founded.courses[course].course_id,
            1,
            correction,
            unit_id,
            mode,
            _at(day, second),
            ISO[day],
            snapshot,
            f"{before.folded} {given.folded}",
            f"{given.key}00{before.key}",
        )

    def _home(self, number: int, day: int) -> int:
        moved_on, before = self._census.moved.get(number, (0, 0))
        return before if day < moved_on else self._census.home[number]

    def _listed(self) -> tuple[int, int]:
        serial = next(self._serial)
        return 1 + serial // _LISTED, serial % _LISTED * _STEP % _PLACES


_HOLDS = (Status.ACTIVE.value, None, None, 0, None, None)


def _place_lines(founded: Founded) -> dict[int, str]:
    """Each unit as an address, as it stands in JSON."""
    province = "Tỉnh Phú Thọ"
    lines = {one.id: f"{one.name}, {province}" for one in (*founded.communes, founded.offices, founded.unknown)}
    lines |= {one.id: f"{one.name}, {lines[one.parent_id or 0]}" for one in founded.villages}
    return {unit_id: json.dumps(line)[1:-1] for unit_id, line in lines.items()}


def _at(day: int, second: int) -> str:
    """An instant as it is kept: the thirteen hours begin at midnight in UTC."""
    return f"{ISO[day]} {_clock(second)}.000000"


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
