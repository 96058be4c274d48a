"""Which lines of a certificate can be put right, and what the corrected one is issued for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from lms.certificates.rules import Facts, Statement
from lms.certificates.wording import unprintable
from lms.clock import LOCAL
from lms.problems import N_, Problem
from lms.vietnamese import tidy

LONGEST_NOTE = 500
LONGEST_PLACE = 200
_ALSO_IN_PLACES = "0123456789/()"


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"


def place(text: str) -> str:
    """The line of the place, tidied. Raises :class:`Problem` when it is missing or the paper cannot show it."""
    line = tidy(text)
    strange = [letter for letter in unprintable(line) if letter not in _ALSO_IN_PLACES]
    if not line:
        raise Problem(N_("Type the place as it is to stand on the certificate."))
    if len(line) > LONGEST_PLACE:
        raise Problem(N_("Write it in %(most)s letters or fewer."), most=LONGEST_PLACE)
    if strange:
        raise Problem(N_("A certificate cannot show this: %(letters)s."), letters=" ".join(strange))
    return line


def why(text: str) -> str:
    """What the holder says of it. Raises :class:`Problem` when there is nothing, or too much."""
    if not text:
        raise Problem(N_("Write what is wrong and where one can see what is right, for example on the identity card."))
    if len(text) > LONGEST_NOTE:
        raise Problem(N_("Write it in %(most)s letters or fewer."), most=LONGEST_NOTE)
    return text


def wanted(facts: Facts, holder: str, birth_year: int, place_line: str) -> dict[str, str]:
    """The lines that are to be different. Raises :class:`Problem` when none is."""
    asked = {"holder": holder, "birth_year": str(birth_year), "place_line": place_line}
    differing = {line: value for line, value in asked.items() if value != printed(facts)[line]}
    if not differing:
        raise Problem(N_("Every line is as it stands on the certificate. Change the one that is wrong."))
    return differing


def printed(facts: Facts) -> dict[str, str]:
    """The lines that can be put right, as they are printed."""
    return {"holder": facts.holder, "birth_year": str(facts.birth_year), "place_line": facts.place_line}


def corrected(facts: Facts, wanted: Mapping[str, str], of: Mapping[str, int]) -> Statement:
    """The same completion with the right lines; ``of`` has the keys of the person, the course and the register."""
    lines = {**printed(facts), **wanted}
    return Statement(
        person_id=of["person_id"],
        course_id=of["course_id"],
        course_slug=facts.course_slug,
        course_title=facts.course_title,
        version_number=facts.course_version,
        edition=of["edition"],
        half_hours=facts.half_hours,
        score_percent=facts.score_percent,
        mode=facts.mode,
        printed_name=lines["holder"],
        birth_year=int(lines["birth_year"]),
        org_unit_id=of["org_unit_id"],
        place_line=lines["place_line"],
        completed_at=datetime.combine(date.fromisoformat(facts.completed_on), time(12), LOCAL),
        course_title_english=facts.course_title_english,
    )
