"""Who may be meant by the rows of a list, and the villages its people may live in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from lms.classroom.lists.rules import Somebody
from lms.classroom.models import ClassGroup, ClassMember
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.problems import N_, Conflict

_AT_ONCE = 400
_ONE = func.coalesce(Person.canonical_id, Person.id)


@dataclass(frozen=True, slots=True)
class Where:
    """The commune a list is about."""

    commune_id: int
    commune: str
    home_id: int
    """Where those live whose row does not say it."""
    home: str
    villages: list[tuple[str, int]]
    """With their folded names; the commune itself is one of them."""
    names: dict[int, str]


def where(db: Session, group: ClassGroup, unit_ids: Iterable[int], on: date) -> Where:
    """The commune of a class. Raises :class:`Conflict` for a class that is in none, or not where the teacher teaches."""
    mine = list(unit_ids)
    home = places.unit(db, group.org_unit_id)
    commune = places.commune_of(db, group.org_unit_id, on)
    below = [commune, *places.children(db, commune.id, on)] if commune else []
    near = set(db.scalars(places.within(mine, on)))
    if home is None or commune is None or not near.intersection(unit.id for unit in below):
        raise Conflict(N_("A whole list can be added only to a class in a commune where you teach."))
    names = {unit.id: unit.name for unit in below}
    return Where(commune.id, commune.name, home.id, home.name, [(unit.folded_name, unit.id) for unit in below], names)


def lock_commune(db: Session, commune_id: int) -> None:
    """Let one list after the other bring people to a commune; everybody else goes on."""
    db.execute(select(OrgUnit.id).where(OrgUnit.id == commune_id).with_for_update(key_share=True))


def who_may_be_meant(
    db: Session,
    class_id: int,
    at: tuple[Where, Collection[int]],
    names: Collection[str],
    public_ids: Collection[str],
    on: date,
) -> list[Somebody]:
    """The people of the commune and of the class with these names (folded) or identifiers; of those found to be one
    person, one. ``at`` is the commune, and the units of the teacher.
    """
    there, mine = at
    inside = set(
        db.scalars(
            select(_ONE)
            .join(ClassMember, ClassMember.person_id == Person.id)
            .where(ClassMember.class_id == class_id, ClassMember.left_at.is_(None))
        )
    )
    near = set(db.scalars(places.within(mine, on)))
    found: dict[int, Somebody] = {}
    for column, keys in ((Person.folded_name, names), (Person.public_id, public_ids)):
        for part in _pieces(sorted(keys)):
            rows = db.execute(_people(class_id, there, on).where(column.in_(part)).order_by(Person.id))
            for one, public_id, name, born, phone, unit_id, unit in rows:
                somebody = Somebody(one, public_id, name, born, phone, unit_id, unit, one in inside, unit_id in near)
                found.setdefault(one, somebody)
    return list(found.values())


def _people(class_id: int, there: Where, on: date) -> Select[int, str, str, int, str | None, int, str]:
    members = select(ClassMember.person_id).where(ClassMember.class_id == class_id, ClassMember.left_at.is_(None))
    return (
        select(
            _ONE,
            Person.public_id,
            Person.name,
            Person.birth_year,
            Person.phone,
            Residence.org_unit_id,
            func.coalesce(OrgUnit.name, ""),
        )
        .outerjoin(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .outerjoin(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .where(or_(Residence.org_unit_id.in_(places.within([there.commune_id], on)), Person.id.in_(members)))
        .where(Person.left_on.is_(None))
    )


def _pieces(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
