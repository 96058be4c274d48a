"""Choosing whom a batch holds, and what its file tells of each of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.config_vneid import NUMBER, Layout, Vneid
from lms.places import queries as places
from lms.problems import N_, NotFound
from lms.statistics.vneid.actions.batches import new_keys
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.numbers import Sealer
from lms.statistics.vneid.queries.people import Papers, Somebody, awaiting, numbers, papers
from lms.statistics.vneid.rules import MOST
from lms.statistics.vneid.writing import Line


@dataclass(frozen=True, slots=True)
class Chosen:
    """The people of a batch: their lines, and their persons in the same order."""

    lines: list[Line]
    person_ids: list[int]


def choose(db: Session, batch: Batch, vneid: Vneid) -> Chosen:
    """The adults who have attained and wait, nobody who waits in another batch already, each under a new key."""
    province = places.province(db, batch.as_of)
    if province is None:
        raise NotFound(N_("There is no province yet. Import the places first: lms places import"))
    found = awaiting(db, [province.id], batch.as_of, MOST, unsent=True)
    ids = [one.person_id for one in found]
    held, written = papers(db, ids, batch.as_of), _in_the_clear(db, layout_of(batch), ids, vneid)
    lines = [
        _line(batch, at, key, one, held.get(one.person_id, Papers()), written.get(one.person_id, ""))
        for at, (key, one) in enumerate(zip(new_keys(len(found)), found, strict=True), start=1)
    ]
    return Chosen(lines, ids)


def layout_of(batch: Batch) -> Layout:
    """The columns of a batch, as they were configured when it was asked for."""
    return tuple((str(name), str(head)) for name, head in batch.layout)


def _line(batch: Batch, at: int, key: str, one: Somebody, held: Papers, number: str) -> Line:
    return Line(
        position=at,
        batch=batch.public_id,
        key=key,
        name=one.name,
        birth_year=one.birth_year,
        commune_code=one.commune_code,
        commune=one.commune,
        home=one.home,
        issued_on=held.newest,
        codes=held.codes,
        number=number,
    )


def _in_the_clear(db: Session, layout: Layout, ids: list[int], vneid: Vneid) -> dict[int, str]:
    """Identity numbers, where the batch has a column for them."""
    if NUMBER not in dict(layout):
        return {}
    sealer = Sealer(vneid.number_key)
    return {person_id: sealer.open(person_id, sealed) for person_id, sealed in numbers(db, ids).items()}
