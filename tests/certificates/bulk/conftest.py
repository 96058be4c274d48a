"""Certificates of two communes with their papers, and asking for many of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lms.certificates.actions import issue, keep_file
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import Person
from tests.builders import NOON, World
from tests.pages import Browser


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody's browser, and the worker behind it."""

    database: Database

    def ask(self, who: Browser, kind: str, query: str = "", **fields: str) -> str:
        """Ask for what the register shows, and give the address of what is being made."""
        answer = who.post(f"/register/exports?{query}", page="/register", kind=kind, **fields)
        assert answer.status_code == 303, answer.text
        return answer.location.removeprefix("https://hoc.example.vn")

    def have(self, who: Browser, kind: str, query: str = "", **fields: str) -> str:
        """The same, when the worker is through with it."""
        address = self.ask(who, kind, query, **fields)
        run_due(self.database)
        return address


@pytest.fixture
def asking(database: Database) -> Asking:
    """How exports are asked for."""
    return Asking(database)


def paper_of(certificate: Certificate) -> bytes:
    """What stands for the printed form in these tests: a few hundred bytes, different for each."""
    return f"%PDF-1.7 {certificate.code} ".encode() * 20


@pytest.fixture
def people_with_papers(
    database: Database, completes: Callable[..., Statement], world: World
) -> Callable[..., list[Certificate]]:
    """So many people with a certificate each and its kept file."""

    def issued(count: int, **about: object) -> list[Certificate]:
        made = []
        with database.transaction() as db:
            people = [
                Person(name=f"Bùi Thị {n:03d}", folded_name="", sort_key="", birth_year=1960, created_at=NOON)
                for n in range(count)
            ]
            db.add_all(people)
            db.flush()
            for person in people:
                said = {"person_id": person.id, "printed_name": person.name, **about}
                made.append(issue(db, completes(world.an, **said), NOON))
                keep_file(db, made[-1].id, paper_of(made[-1]), NOON, way="stamped")
        return made

    return issued
