"""Batches, replies and confirmations for the tests, made the way people make them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

from sqlalchemy import select

from lms.clock import now
from lms.config_vneid import Vneid
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import Person
from lms.statistics.rules import Indicator
from lms.statistics.vneid.actions import batches, replies
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.package import MANIFEST
from lms.statistics.vneid.rules import Form, Judged
from lms.statistics.vneid.sealing import package_of
from tests.builders import World
from tests.statistics.facts import Facts

CONFIRMED = ("xac-nhan", "02/05/2026", "")


@dataclass(frozen=True, slots=True)
class Opened:
    """A package, opened."""

    rows: list[dict[str, str]]
    manifest: dict[str, object]
    files: dict[str, bytes]

    @property
    def keys(self) -> list[str]:
        return [row["Khóa"] for row in self.rows]


def certified(database: Database, world: World, many: int) -> list[int]:
    """So many adults of Khu 1 who have attained."""
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        return facts.adults(many, world.village_1, certified=many)


def made(database: Database, form: Form = Form.CSV, vneid: Vneid | None = None) -> Batch:
    """A batch, with its package."""
    with database.transaction() as db:
        batch = batches.ask(db, None, form, (vneid or Vneid()).layout, now())
    run_due(database, batches.MAKE)
    return again(database, batch)


def again(database: Database, batch: Batch) -> Batch:
    """The batch as it is now."""
    with database.reading() as db:
        return db.scalars(select(Batch).where(Batch.id == batch.id)).one()


def opened(batch: Batch, vneid: Vneid | None = None) -> Opened:
    """What is in the package of a batch."""
    with ZipFile(BytesIO(package_of(vneid or Vneid(), batch) or b"")) as package:
        files = {name: package.read(name) for name in package.namelist()}
    table = next(iter(files.values())).decode("utf-8-sig")
    return Opened(list(csv.DictReader(StringIO(table), delimiter=";")), json.loads(files[MANIFEST]), files)


def reply(answers: Mapping[str, tuple[str, str, str]], *more: str) -> bytes:
    """A reply that says a status, a day and a reason of each key; and other lines."""
    lines = [f"{key};{';'.join(said)}" for key, said in answers.items()]
    return "\n".join(["khoa;trang_thai;ngay;ly_do", *lines, *more]).encode()


def e22(keys: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Of a hundred 90 confirmed, 6 rejected, 3 not found, 1 pending."""
    answers = [CONFIRMED] * 90 + [("tu-choi", "", "sai tên")] * 6 + [("khong-tim-thay", "", "")] * 3 + [("cho", "", "")]
    return dict(zip(keys, answers, strict=True))


def take(database: Database, batch: Batch, content: bytes, vneid: Vneid | None = None) -> Judged:
    """Take a reply."""
    with database.transaction() as db:
        return replies.take(db, batch.id, content, vneid or Vneid(), None, now())


def names(database: Database, person_ids: Iterable[int]) -> dict[int, str]:
    """What people are called."""
    with database.reading() as db:
        return dict(db.execute(select(Person.id, Person.name).where(Person.id.in_(list(person_ids)))).all())
