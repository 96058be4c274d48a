"""Everything but the people: places, courses, the office, the plan, and those who may look at the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lms import schema
from lms.catalogue import actions as catalogue
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current_all
from lms.certificates.appointing import ensure_issuer
from lms.certificates.issuers import PHU_THO as PHU_THO_ISSUER
from lms.certificates.issuers import read_issuer
from lms.certificates.models import Issuer
from lms.certificates.rules import TemplateVersion
from lms.certificates.templates.actions import newest_version
from lms.config import ROOT
from lms.db import Database
from lms.demonstration.people import MARK, SIGN_INS
from lms.demonstration.start import REQUIRED_SETS
from lms.jobs.worker import run_due
from lms.people.actions import NewPerson, grant_role, sign_up
from lms.places import queries as places
from lms.places.actions import import_places
from lms.places.commands import PHU_THO
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind, bare_name
from lms.roles import Role
from lms.statistics.counting import background
from lms.statistics.counting.actions import RECOUNT
from lms.statistics.imports.actions import import_required_sets, import_targets
from lms.statistics.imports.commands import TARGETS
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.rules import Indicator
from lms.vietnamese import fold, sort_key
from tests.bench.province.size import FIRST, SOURCE, Size
from tests.builders import PASSWORD_HASH, Somebody

BEGAN = datetime(2025, 7, 1, 1, tzinfo=UTC)
ADDRESS = "https://hoc.example.vn"


@dataclass(frozen=True, slots=True)
class Founded:
    """The empty province."""

    communes: list[OrgUnit]
    villages: list[OrgUnit]
    """Commune by commune."""
    offices: OrgUnit
    unknown: OrgUnit
    issuer: Issuer
    template: TemplateVersion
    courses: list[PublishedCourse]
    staff: dict[str, Somebody]
    """By the names they sign in with: those of the demonstration."""


def found(database: Database, size: Size) -> Founded:
    """Bring an empty database to where people can be entered."""
    schema.upgrade(database.engine)
    editions = [catalogue.prepare(file.parent) for file in sorted((ROOT / "courses").glob("*/course.md"))]
    with database.transaction() as db:
        for edition in editions:
            catalogue.store(db, edition, BEGAN)
        import_places(db, PHU_THO, BEGAN)
        import_targets(db, TARGETS, BEGAN)
        import_required_sets(db, REQUIRED_SETS, BEGAN)
        _require_of_pupils(db)
        issuer = ensure_issuer(db, read_issuer(PHU_THO_ISSUER, ADDRESS, is_demonstration=True), BEGAN)
        communes = places.communes(db, FIRST)
        _add_villages(db, communes, size)
        villages = db.scalars(select(OrgUnit).where(OrgUnit.kind == Kind.VILLAGE).order_by(OrgUnit.id)).all()
        offices, unknown = (_only(db, kind) for kind in (Kind.OFFICES, Kind.UNKNOWN))
        template = newest_version(db, issuer.template, BEGAN)
        staff = {one.login: one for one in _staff(db)}
        founded = Founded(communes, list(villages), offices, unknown, issuer, template, current_all(db), staff)
    assert background  # whose handler does it: the rules were laid down, and there is nobody yet to be counted by them
    run_due(database, RECOUNT)
    return founded


def _only(db: Session, kind: Kind) -> OrgUnit:
    return db.scalars(select(OrgUnit).where(OrgUnit.kind == kind)).one()


def _require_of_pupils(db: Session) -> None:
    """The program lays nothing down for primary pupils; here it is something, so that all six figures are there."""
    added = RequiredSet(indicator=Indicator.PRIMARY_PUPIL, name="an-toan-so", valid_from=FIRST, source=SOURCE)
    db.add(added)
    db.flush()
    db.add(RequiredCourse(set_id=added.id, course_slug="an-toan-so"))


def _add_villages(db: Session, communes: list[OrgUnit], size: Size) -> None:
    """Some communes have twice as many as others, none has none."""
    chance = Random(size.seed)
    weights = [chance.uniform(0.6, 1.4) for _ in communes]
    shares = [0.0, *accumulate(weights)]
    rest = size.villages - len(communes)
    ends = [place + 1 + round(rest * upto / shares[-1]) for place, upto in enumerate(shares[1:])]
    province_id = communes[0].parent_id
    starts = [0, *ends]
    for commune, first, after in zip(communes, starts, ends, strict=False):
        names = [f"Khu {number} ({MARK})" for number in range(1, after - first + 1)]
        ids = db.scalars(
            insert(OrgUnit).returning(OrgUnit.id, sort_by_parameter_order=True),
            [_village(commune, number, name) for number, name in enumerate(names, 1)],
        ).all()
        above = (commune.id, 1), (province_id, 2)
        db.execute(insert(OrgUnitScope), [_scope(at, one, depth) for one in ids for at, depth in ((one, 0), *above)])


def _village(commune: OrgUnit, number: int, name: str) -> dict[str, Any]:
    return {
        "code": f"{commune.code}.MH{number}",
        "name": name,
        "folded_name": fold(name),
        "sort_key": sort_key(bare_name(name)),
        "kind": Kind.VILLAGE,
        "parent_id": commune.id,
        "valid_from": FIRST,
        "source": SOURCE,
        "is_demonstration": True,
    }


def _scope(ancestor_id: int | None, descendant_id: int, depth: int) -> dict[str, Any]:
    return {"ancestor_id": ancestor_id, "descendant_id": descendant_id, "valid_from": FIRST, "depth": depth}


def _staff(db: Session) -> Iterator[Somebody]:
    for one in SIGN_INS:
        if one.role is Role.TEAM:  # the villages here are others
            continue
        home = _unit(db, one.commune)
        new = NewPerson(one.name, one.birth_year, home.id, one.login, PASSWORD_HASH, is_demonstration=True)
        login = sign_up(db, new, BEGAN)
        if one.role is not None:
            grant_role(db, None, login.person_id, one.role, _unit(db, one.role_at).id, BEGAN)
        yield Somebody(login.person_id, login.id, one.name, one.login)


def _unit(db: Session, code: str, on: date = FIRST) -> OrgUnit:
    unit = places.unit_by_code(db, code, on)
    assert unit is not None
    return unit
