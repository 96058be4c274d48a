"""Who is missing on either side (D18): attained and not confirmed, confirmed without a certificate, sent in a batch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from lms.catalogue.models import Course
from lms.certificates.models import Certificate
from lms.people.models import Person
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.counting.models import CountedSpell
from lms.statistics.queries.attained import required
from lms.statistics.rules import Indicator
from lms.statistics.vneid.models import Batch, IdentityNumber, Member
from lms.statistics.vneid.rules import LIVE, Status

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a list, with the place they live in."""

    person_id: int
    name: str
    birth_year: int
    commune_code: str
    commune: str
    village: str
    """Empty where no village is known."""

    @property
    def home(self) -> str:
        """«Khu 4, Xã Lâm Thao»."""
        return f"{self.village}, {self.commune}" if self.village else self.commune


@dataclass(frozen=True, slots=True)
class Papers:
    """The certificates by which somebody has attained."""

    codes: tuple[str, ...] = ()
    newest: date | None = None


def awaiting(db: Session, unit_ids: Collection[int], on: date, most: int, *, unsent: bool = False) -> list[Somebody]:
    """The adults of these units who have attained and are not confirmed; ``unsent`` leaves out who waits in a batch."""
    return list(_somebodies(db, _in_order(_awaiting(unit_ids, on, unsent=unsent), on).limit(most)))


def count_awaiting(db: Session, unit_ids: Collection[int], on: date) -> int:
    """How many they are."""
    return _count(db, _awaiting(unit_ids, on, unsent=False))


def all_awaiting(db: Session, unit_ids: Collection[int], on: date) -> Iterator[Somebody]:
    """All of them, a few hundred in memory at a time."""
    return _somebodies(db, _in_order(_awaiting(unit_ids, on, unsent=False), on))


def without_certificate(db: Session, unit_ids: Collection[int], on: date, most: int) -> list[Somebody]:
    """The adults of these units who are confirmed and have not attained by certificates."""
    return list(_somebodies(db, _in_order(_without(unit_ids, on), on).limit(most)))


def all_without_certificate(db: Session, unit_ids: Collection[int], on: date) -> Iterator[Somebody]:
    """All of them, a few hundred in memory at a time."""
    return _somebodies(db, _in_order(_without(unit_ids, on), on))


def count_without_certificate(db: Session, unit_ids: Collection[int], on: date) -> int:
    """How many they are."""
    return _count(db, _without(unit_ids, on))


def count_confirmed(db: Session, unit_ids: Collection[int], on: date) -> int:
    """How many adults of these units are confirmed."""
    return _count(db, _counted(Indicator.VNEID, on).where(CountedSpell.org_unit_id.in_(places.within(unit_ids, on))))


def papers(db: Session, person_ids: Sequence[int], on: date) -> dict[int, Papers]:
    """The certificates that are valid on a day and count for adults, of each of these persons."""
    slugs = {slug for one in required(db, on) if one.indicator is Indicator.ADULT for slug in one.courses}
    person_id = func.coalesce(Person.canonical_id, Person.id)
    found: dict[int, Papers] = {}
    for some in _in_parts(person_ids):
        rows = db.execute(
            select(person_id, Certificate.code, Certificate.issued_on)
            .join(Certificate, Certificate.person_id == Person.id)
            .join(Course, Course.id == Certificate.course_id)
            .where(person_id.in_(some), Course.slug.in_(slugs), _is_valid(on))
            .order_by(Certificate.issued_on, Certificate.code)
        )
        for whose, code, issued_on in rows:
            before = found.get(whose, Papers())
            found[whose] = Papers((*before.codes, code), issued_on)
    return found


def numbers(db: Session, person_ids: Sequence[int]) -> dict[int, bytes]:
    """The sealed identity numbers of these persons, of those that have one."""
    return {
        person_id: sealed
        for some in _in_parts(person_ids)
        for person_id, sealed in db.execute(
            select(IdentityNumber.person_id, IdentityNumber.sealed).where(IdentityNumber.person_id.in_(some))
        )
    }


def _awaiting(unit_ids: Collection[int], on: date, *, unsent: bool) -> Select[int, int]:
    query = _counted(Indicator.ADULT, on).where(
        CountedSpell.org_unit_id.in_(places.within(unit_ids, on)),
        CountedSpell.person_id.not_in(_who(Indicator.VNEID, on)),
    )
    return query.where(CountedSpell.person_id.not_in(_on_their_way())) if unsent else query


def _on_their_way() -> Select[int]:
    """Who waits for an answer already."""
    return (
        select(func.coalesce(Person.canonical_id, Person.id))
        .join(Member, Member.person_id == Person.id)
        .join(Batch, Batch.id == Member.batch_id)
        .where(Batch.state.in_(LIVE), Member.status == Status.PENDING)
    )


def _without(unit_ids: Collection[int], on: date) -> Select[int, int]:
    return _counted(Indicator.VNEID, on).where(
        CountedSpell.org_unit_id.in_(places.within(unit_ids, on)),
        CountedSpell.person_id.not_in(_who(Indicator.ADULT, on)),
    )


def _counted(indicator: Indicator, on: date) -> Select[int, int]:
    """Who counts on a day, each with the one unit they count in, as the counters keep it."""
    spell = CountedSpell
    holds = (spell.valid_from <= on) & (spell.valid_to.is_(None) | (spell.valid_to > on))
    return select(spell.person_id, spell.org_unit_id).where(spell.indicator == indicator, holds)


def _who(indicator: Indicator, on: date) -> Select[int]:
    return _counted(indicator, on).with_only_columns(CountedSpell.person_id)


def _count(db: Session, found: Select[int, int]) -> int:
    return db.scalar(select(func.count()).select_from(found.subquery())) or 0


def _in_order(found: Select[int, int], on: date) -> Select[int, str, int, OrgUnit, OrgUnit]:
    """With their names and places, by commune, village and name."""
    chosen, home, above, over = found.subquery(), aliased(OrgUnit), aliased(OrgUnit), places.above(on)
    return (
        select(Person.id, Person.name, Person.birth_year, home, above)
        .join(chosen, chosen.c.person_id == Person.id)
        .join(home, home.id == chosen.c.org_unit_id)
        .outerjoin(over, over.c.unit_id == home.id)
        .outerjoin(above, above.id == over.c.parent_id)
        .order_by(
            func.coalesce(above.sort_key, ""), home.sort_key, home.id, Person.sort_key, Person.birth_year, Person.id
        )
    )


def _somebodies(db: Session, wanted: Select[int, str, int, OrgUnit, OrgUnit]) -> Iterator[Somebody]:
    for person_id, name, birth_year, at, over in db.execute(wanted.execution_options(yield_per=_AT_ONCE)):
        yield _somebody(person_id, name, birth_year, at, over)


def _somebody(person_id: int, name: str, birth_year: int, at: OrgUnit, over: OrgUnit | None) -> Somebody:
    if at.kind == Kind.VILLAGE and over is not None:
        return Somebody(person_id, name, birth_year, over.code, over.name, at.name)
    return Somebody(person_id, name, birth_year, at.code, at.name, "")


def _is_valid(on: date) -> ColumnElement[bool]:
    return (Certificate.issued_on <= on) & (Certificate.ended_on.is_(None) | (Certificate.ended_on > on))


def _in_parts(person_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many at once as a statement can name."""
    return (person_ids[at : at + _AT_ONCE] for at in range(0, len(person_ids), _AT_ONCE))
