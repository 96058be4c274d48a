"""That the next request shows what has just happened: a certificate, its revocation, a move. Facts, not figures."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from lms.catalogue.queries import current_all
from lms.certificates.actions import revoke
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason
from lms.clock import local_date, now
from lms.db import Database
from lms.people.models import Person, Residence
from lms.places.models import OrgUnit
from tests.bench.province.measuring.issuing import issue_to
from tests.bench.province.measuring.looking import COMMUNE, COMMUNE_OFFICIAL, browser, get


def measure(where: str, database: Database) -> None:
    """Tell what the commune's table shows after each of the three."""
    client = browser(database, COMMUNE_OFFICIAL)
    person, home, other = _somebody(database)
    before = _attained(client)
    with database.transaction() as db:
        issue_to(db, current_all(db)[0], person, home.id)
    issued = _attained(client)
    today = local_date(now())
    with database.transaction() as db:
        lives = Residence.person_id == person.id, Residence.valid_to.is_(None)
        db.execute(update(Residence).where(*lives).values(valid_to=today))
        db.execute(insert(Residence).values(person_id=person.id, org_unit_id=other.id, valid_from=today))
    moved = _attained(client)
    with database.transaction() as db:
        held = db.scalars(select(Certificate).where(Certificate.person_id == person.id)).one()
        revoke(db, held, None, Reason.HOLDER_ASKED, now())
    revoked = _attained(client)
    assert issued == _one_more(before, COMMUNE, home.code)
    assert moved == _one_more(before, COMMUNE, other.code)
    assert revoked == before
    print(f"a certificate, a move and a revocation are in the next answer ({where})", flush=True)


def _one_more(before: dict[str, int], *codes: str) -> dict[str, int]:
    return before | {code: before[code] + 1 for code in codes}


def _somebody(database: Database) -> tuple[Person, OrgUnit, OrgUnit]:
    """An adult of the commune's first village without a certificate, and another village."""
    with database.reading() as db:
        home, other = db.scalars(
            select(OrgUnit).where(OrgUnit.code.in_([f"{COMMUNE}.MH1", f"{COMMUNE}.MH2"])).order_by(OrgUnit.id)
        )
        held = select(Certificate.id).where(Certificate.person_id == Person.id).exists()
        lives = select(Residence.person_id).where(Residence.org_unit_id == home.id, Residence.valid_to.is_(None))
        grown = Person.birth_year < 2000, Person.canonical_id.is_(None), Person.left_on.is_(None), ~held
        return db.scalars(select(Person).where(Person.id.in_(lives), *grown).limit(1)).one(), home, other


def _attained(client: FlaskClient) -> dict[str, int]:
    """By village, as the table says."""
    heads, *rows = csv.reader(
        io.StringIO(get(client, f"/statistics/{COMMUNE}/table.csv").decode("utf-8-sig")), delimiter=";"
    )
    code, attained = heads.index("ma_don_vi"), heads.index("so_dat")
    return {row[code]: int(row[attained]) for row in rows}
