"""What is printed on a certificate, from forms that the product's own ``freeze`` made: one for a course on a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from lms.certificates.codes import ALPHABET, LENGTH
from lms.certificates.rules import Statement, freeze
from lms.clock import local
from tests.bench.province.founding import Founded
from tests.bench.province.size import DAYS

MODES = ("alone", "alone", "alone", "supervised", "paper")
_NUMBER, _BORN, _SCORE = 77777, 1777, 77
_TIME = timedelta(hours=5, minutes=59, seconds=58)  # 12:59:58 here
_HOLES = {
    '"code": "@code@"': '"code": "%(code)s"',
    f'"number": "{_NUMBER}/': '"number": "%(number)05d/',
    '"holder": "@holder@"': '"holder": "%(holder)s"',
    f'"birth_year": {_BORN}': '"birth_year": %(born)d',
    '"place_line": "@place@"': '"place_line": "%(place)s"',
    f'"score_percent": {_SCORE}': '"score_percent": %(score)d',
    '"mode": "@mode@"': '"mode": "%(mode)s"',
    "T12:59:58+07:00": "T%(time)s+07:00",
}


def forms(founded: Founded) -> Callable[[int, int], str]:
    """Gives the form for a course and a day, by their places: JSON with holes for what is this certificate's own."""
    details = founded.issuer.details()

    @cache
    def form(course_place: int, day: int) -> str:
        course = founded.courses[course_place]
        at = datetime.combine(DAYS[day], datetime.min.time(), UTC) + _TIME
        statement = Statement(
            person_id=0,
            course_id=course.course_id,
            course_slug=course.slug,
            course_title=course.title,
            version_number=course.number,
            edition=1,
            half_hours=course.half_hours,
            score_percent=_SCORE,
            mode="@mode@",
            printed_name="@holder@",
            birth_year=_BORN,
            org_unit_id=0,
            place_line="@place@",
            completed_at=at,
        )
        facts = freeze(statement, details, _NUMBER, "@code@", local(at), founded.template)
        text = json.dumps(facts.as_json()).replace("%", "%%")
        for hole, filled in _HOLES.items():
            assert text.count(hole) == 1, (hole, text)
            text = text.replace(hole, filled)
        return text

    return form


_THREE = len(ALPHABET) ** 3
_TRIPLES = [a + b + c for a in ALPHABET for b in ALPHABET for c in ALPHABET]
_WEIGHTS = [
    [
        sum((3 * triple + place) * ALPHABET.index(symbol) for place, symbol in enumerate(symbols, 1)) % len(ALPHABET)
        for symbols in _TRIPLES
    ]
    for triple in range(5)
]
_TO_CHECK = -pow(LENGTH, -1, len(ALPHABET))


def code(chance: Random) -> str:
    """Fifteen random symbols and the one that checks them, which the seed decides."""
    drawn = [int(chance.random() * _THREE) for _ in range(5)]
    weight = sum(_WEIGHTS[place][one] for place, one in enumerate(drawn))
    return "".join([_TRIPLES[one] for one in drawn]) + ALPHABET[weight * _TO_CHECK % len(ALPHABET)]
