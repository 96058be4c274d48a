"""Who is to be counted anew, and what is known of them: facts, the spells that are kept, and the rules, read at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from lms.db import ask_quickly
from lms.people.rules import ADULT_FROM
from lms.statistics.counting import asking
from lms.statistics.counting.asking import Kind
from lms.statistics.counting.rules import CONFIRMATION, Cause, Held, PersonFacts, RequiredSet, Spell, Stay, spells
from lms.statistics.rules import Indicator

Rows = Collection[Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Of so many persons, by their canonical rows; whoever was found to be somebody else has no facts."""

    rules: tuple[RequiredSet, ...]
    facts: dict[int, PersonFacts]
    kept: dict[int, dict[Spell, int]]
    """The spells that are kept, with their rows."""

    def spells(self, person_id: int) -> list[Spell]:
        """Those that follow from the facts."""
        return spells(self.facts[person_id], self.rules) if person_id in self.facts else []


@dataclass(frozen=True, slots=True)
class Taken:
    """The next persons to count anew."""

    causes: dict[int, set[Cause]]
    """What changed of each."""
    is_full: bool
    """There may be more of them."""
    through: date | None
    """The day the counts are of, which is held; nothing if there is nobody."""
    told: list[Any]
    """What is known of them, if that was told with them."""


def take(db: Session, many: int) -> Taken:
    """Whoever touched one of the same persons is waited for here, and only then are facts read."""
    at_once = db.get_bind().dialect.name == "postgresql"
    rows = ask_quickly(db, asking.TAKEN_AND_KNOWN if at_once else asking.TAKEN, {"many": many})
    taken = [row for row in rows if row[0] == Kind.TAKEN]
    causes: dict[int, set[Cause]] = {}
    for _, person_id, _, _, cause, *_ in taken:
        causes.setdefault(person_id, set()).add(Cause(cause))
    found_meanwhile: set[int] = set()
    for _, _, canonical_id, _, cause, *_ in taken:
        if canonical_id is not None and (canonical_id not in causes or canonical_id in found_meanwhile):
            found_meanwhile.add(canonical_id)
            causes.setdefault(canonical_id, set()).add(Cause(cause))
    if found_meanwhile:
        db.connection().execute(asking.LOCKED, {"people": sorted(found_meanwhile)})
    told = rows[len(taken) :] if len(causes) == 1 else []
    is_full = sum(is_touched for _, _, _, is_touched, *_ in taken) == many
    through = next((day for *_, day, _, _ in taken), None)
    return Taken(causes, is_full, through, told)


def known(db: Session, person_ids: Collection[int], told: Rows = ()) -> Known:
    """Everything that decides when and where persons count; asked for, if it was not told already."""
    by_kind: dict[str, list[Any]] = {kind: [] for kind in Kind}
    for row in told or _told(db, sorted(person_ids)):
        by_kind[row[0]].append(row[1:])
    return Known(_rules(tuple(by_kind[Kind.RULE])), _facts(by_kind), _kept(by_kind[Kind.KEPT]))


def _told(db: Session, person_ids: list[int]) -> Rows:
    if len(person_ids) == 1:
        return ask_quickly(db, asking.KNOWN_OF_ONE, {"person": person_ids[0]})
    return db.connection().execute(asking.KNOWN, {"people": person_ids}).all()


@lru_cache(maxsize=8)
def _rules(rows: tuple[Any, ...]) -> tuple[RequiredSet, ...]:
    """Every set of courses that was ever laid down or will be; and that a confirmation is enough for VNeID.

    What the same rows say is kept: every commit reads them, and they change a few times a year.
    """
    courses: dict[tuple[int, str, date, date | None], set[str]] = {}
    for set_id, _, _, indicator, slug, since, closed_on, _ in rows:
        courses.setdefault((set_id, indicator, since, closed_on), set()).add(slug)
    laid_down = [
        RequiredSet(Indicator(indicator), frozenset(slugs), since, closed_on)
        for (_, indicator, since, closed_on), slugs in courses.items()
    ]
    return (*laid_down, RequiredSet(Indicator.VNEID, frozenset({CONFIRMATION}), date.min, None))


def _facts(by_kind: dict[str, list[Any]]) -> dict[int, PersonFacts]:
    found: dict[int, PersonFacts] = {}
    canonical_of: dict[int, int] = {}
    for person_id, canonical_id, birth_year, _, _, left_on, _, _ in by_kind[Kind.PERSON]:
        canonical_of[person_id] = canonical_id or person_id
        if canonical_id is None:
            found[person_id] = PersonFacts(date(birth_year + ADULT_FROM, 1, 1), left_on)
    one_of = {person_id: found[canonical] for person_id, canonical in canonical_of.items() if canonical in found}
    for person_id, row_id, unit_id, group, _, since, until, _ in by_kind[Kind.STAY]:
        if person_id in one_of:
            stay = Stay((person_id != canonical_of[person_id], person_id, row_id), unit_id, since, until)
            one_of[person_id].stays.setdefault(Indicator(group), []).append(stay)
    for person_id, _, _, course, _, since, until, attained_on in by_kind[Kind.HELD]:
        if person_id in one_of:
            one_of[person_id].held.append(Held(course, since, until, attained_on))
    for facts in found.values():  # confirmations are counted where people live, too (D3)
        if Indicator.ADULT in facts.stays:
            facts.stays[Indicator.VNEID] = facts.stays[Indicator.ADULT]
    return found


def _kept(rows: Rows) -> dict[int, dict[Spell, int]]:
    found: dict[int, dict[Spell, int]] = {}
    for person_id, row_id, unit_id, indicator, _, since, until, _ in rows:
        found.setdefault(person_id, {})[Spell(Indicator(indicator), since, until, unit_id)] = row_id
    return found
