"""Facts the statistics count, put straight into the tables: certificates, groups, sets of courses, targets, populations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.models import Certificate, Issuer, Status
from lms.people.models import Group, Membership, Person, Residence
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind
from lms.statistics.counting.actions import begin_recount, go_on, settle
from lms.statistics.models import Population, RequiredCourse, RequiredSet, Target
from lms.statistics.rules import Indicator, PopulationStatus
from lms.vietnamese import fold, name_sort_key, sort_key
from tests.builders import LONG_AGO, NOON, World
from tests.statistics.counted_anew import people_anew

TODAY = date(2026, 11, 23)
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Facts:
    """Writes facts into one session."""

    db: Session
    world: World

    def require(
        self, indicator: Indicator, *courses: str, valid_from: date = LONG_AGO, valid_to: date | None = None
    ) -> None:
        """Lay down a set of courses, all of them needed."""
        added = RequiredSet(
            indicator=indicator,
            name=f"set {next(_numbers)}",
            valid_from=valid_from,
            valid_to=valid_to,
            source="tests",
        )
        self.db.add(added)
        self.db.flush()
        self.db.add_all(RequiredCourse(set_id=added.id, course_slug=slug) for slug in courses)
        self.db.flush()

    def person(self, home: int | None, birth_year: int = 1990, *, same_as: int | None = None) -> int:
        """Somebody who lives in a unit, or nowhere known; perhaps found to be somebody else."""
        name = f"Người {next(_numbers)}"
        added = Person(
            name=name,
            folded_name=fold(name),
            sort_key=name_sort_key(name),
            birth_year=birth_year,
            canonical_id=same_as,
            created_at=NOON,
        )
        self.db.add(added)
        self.db.flush()
        if home is not None:
            self.live(added.id, home)
        return added.id

    def live(self, person_id: int, home: int, since: date = LONG_AGO, until: date | None = None) -> None:
        """Somebody lives in a unit for a time."""
        self.db.add(Residence(person_id=person_id, org_unit_id=home, valid_from=since, valid_to=until))
        self.db.flush()

    def join(
        self, person_id: int, group: Group | Indicator, unit_id: int, since: date = LONG_AGO, until: date | None = None
    ) -> None:
        """Somebody belongs to a group for a time, counted in a unit."""
        self.db.add(
            Membership(person_id=person_id, group=group.value, org_unit_id=unit_id, valid_from=since, valid_to=until)
        )
        self.db.flush()

    def certify(
        self,
        person_id: int,
        course: str = "dich-vu-cong",
        issued_on: date = date(2026, 3, 1),
        ended_on: date | None = None,
    ) -> None:
        """Issue a certificate; ``ended_on`` revokes it, on the day of issue from the beginning."""
        number = next(_numbers)
        self.db.add(
            Certificate(
                code=f"{number:016d}",
                issuer_id=self._issuer(),
                year=issued_on.year,
                number=number,
                person_id=person_id,
                course_id=self._course(course),
                edition=number,
                org_unit_id=self.world.village_1,
                mode="alone",
                issued_at=datetime(issued_on.year, issued_on.month, issued_on.day, 3, tzinfo=UTC),
                issued_on=issued_on,
                snapshot={},
                holder_folded="",
                holder_sort_key="",
                status=Status.ACTIVE if ended_on is None else Status.REVOKED,
                ended_on=ended_on,
                status_list=1,
                status_index=number,
            )
        )
        self.db.flush()

    def adults(self, many: int, home: int, *, certified: int = 0) -> list[int]:
        """So many adults of a unit, the first of them with a certificate."""
        people = [self.person(home) for _ in range(many)]
        for person_id in people[:certified]:
            self.certify(person_id)
        return people

    def population(
        self,
        indicator: Indicator,
        unit_id: int,
        value: int,
        year: int = 2026,
        *,
        version: int = 1,
        status: PopulationStatus = PopulationStatus.OFFICIAL,
        source: str = "Cục Thống kê",
    ) -> None:
        """How many there are."""
        self.db.add(
            Population(
                indicator=indicator,
                year=year,
                org_unit_id=unit_id,
                version=version,
                value=value,
                reference_date=date(year, 1, 1),
                source=source,
                status=status,
                imported_at=NOON,
            )
        )
        self.db.flush()

    def target(
        self,
        indicator: Indicator,
        basis_points: int | None,
        unit_id: int | None = None,
        year: int = 2026,
        *,
        people: int | None = None,
    ) -> None:
        """What is aimed at, in the province unless said otherwise."""
        self.db.add(
            Target(
                indicator=indicator,
                year=year,
                org_unit_id=unit_id or self.world.province,
                basis_points=basis_points,
                people=people,
                plan="Kế hoạch 1",
                plan_date=date(2025, 5, 8),
                source="tests",
            )
        )
        self.db.flush()

    def village(self, commune_id: int, code: str, name: str) -> int:
        """One more village under a commune."""
        added = OrgUnit(
            code=code,
            name=name,
            folded_name=fold(name),
            sort_key=sort_key(name),
            kind=Kind.VILLAGE,
            parent_id=commune_id,
            valid_from=LONG_AGO,
            source="tests",
        )
        self.db.add(added)
        self.db.flush()
        above = [(added.id, 0), (commune_id, 1), (self.world.province, 2)]
        self.db.add_all(
            OrgUnitScope(ancestor_id=ancestor_id, descendant_id=added.id, depth=depth, valid_from=LONG_AGO)
            for ancestor_id, depth in above
        )
        self.db.flush()
        return added.id

    def settle(self) -> None:
        """Bring the counters up to everything that was put in, rules included, as the commit and a recount do."""
        asked = begin_recount(self.db, NOON)
        while go_on(self.db, asked, 1_000):
            settle(self.db)
        settle(self.db)

    def count(self, indicator: Indicator, unit_id: int, on: date = TODAY) -> int:
        """How many have attained, as the recount says."""
        return people_anew(self.db, indicator, unit_id, on)

    def _course(self, slug: str) -> int:
        known = self.db.scalar(select(Course.id).where(Course.slug == slug))
        if known is not None:
            return known
        added = Course(slug=slug)
        self.db.add(added)
        self.db.flush()
        return added.id

    def _issuer(self) -> int:
        known = self.db.scalar(select(Issuer.id).limit(1))
        if known is not None:
            return known
        added = Issuer(
            key="tests",
            org_unit_id=self.world.province,
            superior="",
            name="Sở mẫu",
            place="Phú Thọ",
            number_format="{number}/{year}",
            signatory_title="Giám đốc",
            signatory_name="Người Ký",
            decision="",
            check_at="https://hoc.example.vn",
            is_default=True,
        )
        self.db.add(added)
        self.db.flush()
        return added.id


def move(db: Session, person_id: int, unit_id: int) -> None:
    """Somebody lives in another unit, and always did."""
    db.execute(update(Residence).where(Residence.person_id == person_id).values(org_unit_id=unit_id))
