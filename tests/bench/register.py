"""How long the register takes to look through 200,000 certificates: `python -m tests.bench.register`.

What a page asks the database for (how many there are, the rows of the page), for an official of the province, of a
commune and of a village; milliseconds of wall-clock time, median of several rounds. The 10th page stands for paging on.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from lms import schema
from lms.catalogue.models import Course
from lms.certificates import queries
from lms.certificates.codes import new_code
from lms.certificates.models import Certificate, Issuer, Status
from lms.certificates.rules import Order, Wanted
from lms.db import Database, new_id
from lms.people.models import Group, Membership, Person
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.vietnamese import fold, name_sort_key
from tests.builders import LONG_AGO, NOON, add_issuer, add_unit
from tests.certificates.paper import some_facts
from tests.postgresql import Cluster

CERTIFICATES, COMMUNES, VILLAGES, ROUNDS = 200_000, 148, 12, 7
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đinh", "Quách", "Hà", "Xa", "Đỗ", "Vũ")
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Thanh", "Ngọc", "Thu")
GIVEN = ("An", "Ánh", "Bình", "Chi", "Dũng", "Đào", "Giang", "Hòa", "Hường", "Lợi", "Ỷ", "Sơn", "Ước", "Vượng", "Yến")
TODAY = date(2026, 12, 1)
ASKED = {
    "newest": Wanted(),
    "by name": Wanted(order=Order.NAME),
    "name «nguyen thi anh»": Wanted(words="nguyen thi anh"),
    "name of nobody": Wanted(words="khong co ai"),
    "number": Wanted(words="77777/2026"),
    "a course": Wanted(course="khoa-3", order=Order.NAME),
    "revoked": Wanted(status=Status.REVOKED),
    "in a class": Wanted(mode="supervised"),
    "a week": Wanted(since=date(2026, 6, 1), until=date(2026, 6, 7)),
    "a group": Wanted(group=Group.PUBLIC_SECTOR),
    "adults": Wanted(group=Group.ADULT),
}


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder) / "postgresql") as cluster:
        for name, url in (("SQLite", f"sqlite:///{folder}/lms.sqlite3"), ("PostgreSQL", cluster.create("register"))):
            database = Database(url)
            schema.upgrade(database.engine)
            with database.transaction() as db:
                scopes = fill(db)
            with database.engine.connect() as connection:
                connection.execute(text("ANALYZE"))
                connection.commit()
            _measure(name, database, scopes)
            database.dispose()


def fill(db: Session, count: int = CERTIFICATES) -> dict[str, int]:
    """So many certificates, spread over the province as people are; gives a unit of each size."""
    chance = random.Random(1945)
    province = add_unit(db, "25", "Tỉnh Phú Thọ", Kind.PROVINCE)
    issuer = add_issuer(db, province)
    db.add_all(Course(slug=f"khoa-{number}") for number in range(6))
    communes = [add_unit(db, f"c{n}", f"Xã Số {n}", Kind.COMMUNE, province) for n in range(COMMUNES)]
    villages = [add_unit(db, f"{c.code}.{n}", f"Khu {n}", Kind.VILLAGE, c) for c in communes for n in range(VILLAGES)]
    db.flush()
    courses = [id_ for (id_,) in db.query(Course.id)]
    for first in range(0, count, 5000):
        numbers = range(first, min(first + 5000, count))
        names = [" ".join(map(chance.choice, (FAMILY, MIDDLE, GIVEN))) for _ in numbers]
        people = [_person(n, name, chance) for n, name in zip(numbers, names, strict=True)]
        db.execute(insert(Person), people)
        members = [row for row in people if chance.random() < 0.3]
        db.execute(insert(Membership), [_member(row, villages[0]) for row in members])
        rows = zip(people, names, strict=True)
        db.execute(insert(Certificate), list(_certificates(rows, issuer, courses, villages, chance)))
    return {"province": province.id, "commune": communes[7].id, "village": villages[90].id}


def _person(number: int, name: str, chance: random.Random) -> dict[str, object]:
    born = chance.randint(1940, 2015)
    folded, key = fold(name), name_sort_key(name)
    return {"id": number + 1, "public_id": new_id(), "name": name, "folded_name": folded, "sort_key": key} | {
        "birth_year": born,
        "created_at": NOON,
        "is_demonstration": False,
    }


def _member(person: dict[str, object], unit: OrgUnit) -> dict[str, object]:
    group = Group.PUBLIC_SECTOR
    return {"person_id": person["id"], "group": group, "org_unit_id": unit.id, "valid_from": LONG_AGO}


def _certificates(
    people: Iterable[tuple[dict[str, object], str]],
    issuer: Issuer,
    courses: list[int],
    villages: list[OrgUnit],
    chance: random.Random,
) -> Iterator[dict[str, object]]:
    facts = some_facts().as_json()
    for person, name in people:
        number = int(str(person["id"]))
        at = NOON - timedelta(days=300) + timedelta(minutes=2 * number)
        code = new_code()
        yield {
            "id": new_id(),
            "code": code,
            "issuer_id": issuer.id,
            "year": at.year,
            "number": number,
            "person_id": person["id"],
            "course_id": chance.choice(courses),
            "edition": 1,
            "correction": 0,
            "org_unit_id": chance.choice(villages).id,
            "mode": chance.choice(("alone", "alone", "supervised", "paper")),
            "issued_at": at,
            "issued_on": at.date(),
            "snapshot": facts | {"holder": name, "code": code},
            "holder_folded": fold(name),
            "holder_sort_key": name_sort_key(name),
            "status": Status.REVOKED if chance.random() < 0.001 else Status.ACTIVE,
            "status_list": 1 + number // 80_000,
            "status_index": number % 80_000,
        }


def _measure(name: str, database: Database, scopes: dict[str, int]) -> None:
    print(f"{name}, {CERTIFICATES:,} certificates; milliseconds: counting / the rows of a page", flush=True)
    print(" " * 28 + "".join(f"{scope:>20}" for scope in scopes))
    for what, wanted in ASKED.items():
        columns = []
        for unit_id in scopes.values():
            counting, reading = [], []
            for _ in range(ROUNDS):
                with database.reading() as db:
                    began = perf_counter()
                    count = queries.count_register(db, [unit_id], TODAY, wanted)
                    counted = perf_counter()
                    skip = 450 if count > 1000 else 0
                    queries.register(db, [unit_id], TODAY, wanted, skip=skip, most=50)
                    reading.append(perf_counter() - counted)
                    counting.append(counted - began)
            columns.append(f"{1000 * median(counting):7.1f} /{1000 * median(reading):7.1f}")
        print(f"  {what:<26}" + "".join(f"{column:>20}" for column in columns), flush=True)


if __name__ == "__main__":
    _main()
