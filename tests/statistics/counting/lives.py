"""Random lives of one person, and who counts where on a day by the letter of the definitions: no code shared with the room."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from lms.statistics.counting.rules import Held, PersonFacts, RequiredSet, Stay
from lms.statistics.rules import Indicator

START = date(2025, 12, 28)
DAYS = [START + timedelta(days) for days in range(9)]
"""So few that things often begin and end on the same day, over a new year."""
COUNTED = (Indicator.ADULT, Indicator.PUBLIC_SECTOR, Indicator.PRIMARY_PUPIL, Indicator.VNEID)
COURSES = ("a", "b", "c")


def span(dice: Random) -> tuple[date, date | None]:
    since = dice.choice(DAYS[:-1])
    return since, dice.choice([None, *(day for day in DAYS if day > since)])


def life(dice: Random) -> PersonFacts:
    """Anything may have happened to somebody."""
    facts = PersonFacts(dice.choice([date(2000, 1, 1), DAYS[4]]), dice.choice([None, None, None, *DAYS[2:]]))
    for indicator in COUNTED:
        for number in range(dice.choice((0, 1, 1, 2, 3))):
            rank = (dice.random() < 0.3, number, dice.randrange(100))
            facts.stays.setdefault(indicator, []).append(Stay(rank, dice.randrange(1, 4), *span(dice)))
    for _ in range(dice.choice((0, 1, 2, 3, 4))):
        since, until = span(dice)
        until = since if dice.random() < 0.15 else until
        facts.held.append(Held(dice.choice(COURSES), since, until, dice.choice([since, since, *DAYS[:3]])))
    return facts


def rules(dice: Random) -> list[RequiredSet]:
    """A few sets of courses, some closed, some that do not ask for what an earlier one asked."""
    found = []
    for indicator in COUNTED:
        for _ in range(dice.choice((0, 1, 1, 2))):
            since, closed_on = span(dice)
            courses = frozenset(dice.sample(COURSES, dice.choice((1, 1, 2))))
            found.append(RequiredSet(indicator, courses, since, closed_on))
    return found


def place_on(facts: PersonFacts, sets: list[RequiredSet], indicator: Indicator, on: date) -> int | None:
    """D2, D4, D5, D6, D11 read word by word, for one day."""
    is_there = facts.left_on is None or on < facts.left_on
    is_old_enough = indicator not in (Indicator.ADULT, Indicator.VNEID) or on >= facts.adult_from
    here = [one for one in facts.stays.get(indicator, []) if one.since <= on and not (one.until and one.until <= on)]
    if not (is_there and is_old_enough and here):
        return None
    for one in sets:
        if one.indicator is not indicator or one.since > on:
            continue
        completed = []
        for course in one.courses:
            valid = [h for h in facts.held if h.course == course and h.since <= on and not (h.until and h.until <= on)]
            completed.append(min((h.attained_on for h in valid), default=date.max))
        if max(completed) < (one.closed_on or date.max):
            return min(here, key=lambda stay: stay.rank).unit_id
    return None
