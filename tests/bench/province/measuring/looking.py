"""Pages and files as an official of the province, and one of a commune, get them: the whole application in this process."""

from __future__ import annotations

import gzip
from functools import partial
from time import process_time

from flask.testing import FlaskClient

from lms.app import create_app
from lms.clock import local_date, now
from lms.db import Database
from lms.people.queries import login_named
from lms.server import keep_for_good
from lms.statistics.counting.actions import roll
from tests.bench.province.measuring.told import MILLISECONDS, p95, rounds, tell
from tests.builders import Somebody
from tests.serving import settings, signed_in

PROVINCE_OFFICIAL, COMMUNE_OFFICIAL, COMMUNE = "can.bo.tinh", "can.bo.xa", "08494"
PAGES = 60
FILES = 5
_OFTEN = {
    "page of the province": "/statistics",
    "page of the province, public sector, most missing first": "/statistics?indicator=public-sector&sort=missing",
}
_FILES = {
    "province as CSV": "/statistics/25/table.csv",
    "province, all figures as CSV": "/statistics/25/files/so-lieu.csv",
    "province as XLSX": "/statistics/25/files/so-lieu.xlsx",
    "report of the province, PDF": "/statistics/25/files/bao-cao.pdf",
}
_OF_COMMUNE = {"page of a commune": f"/statistics/{COMMUNE}"}
_COMMUNE_FILES = {"report of a commune, PDF": f"/statistics/{COMMUNE}/files/bao-cao.pdf"}


def measure(where: str, database: Database, *, with_files: bool = True) -> dict[str, list[float]]:
    """Tell how long pages and files take; the pages' seconds, by what they are."""
    turn_the_day(database)
    province, commune = (browser(database, login) for login in (PROVINCE_OFFICIAL, COMMUNE_OFFICIAL))
    found = {what: _page(where, what, province, path) for what, path in _OFTEN.items()}
    found |= {what: _page(where, what, commune, path) for what, path in _OF_COMMUNE.items()}
    for what, client, path in (
        *((what, province, path) for what, path in _FILES.items()),
        *((what, commune, path) for what, path in _COMMUNE_FILES.items()),
    ):
        if with_files:
            tell(what, where, rounds(FILES, partial(get, client, path)), "ms", times=MILLISECONDS)
    return found


def turn_the_day(database: Database) -> None:
    """What the worker does at the first look after midnight."""
    with database.transaction() as db:
        roll(db, local_date(now()))


def browser(database: Database, login_name: str) -> FlaskClient:
    """The application in this process, with somebody of the staff signed in, as the server has it."""
    app = create_app(settings(str(database.engine.url), 80), database)
    keep_for_good()
    with database.reading() as db:
        login = login_named(db, login_name)
        assert login is not None
    client = app.test_client()
    client.set_cookie(
        "sid", signed_in(database, Somebody(login.person_id, login.id, "", login_name)), domain="127.0.0.1"
    )
    return client


def get(client: FlaskClient, path: str) -> bytes:
    """The answer, whole and uncompressed."""
    answer = client.get(path, base_url="http://127.0.0.1:80")
    assert answer.status_code == 200, (path, answer.status_code)
    data: bytes = answer.data
    return data


def _page(where: str, what: str, client: FlaskClient, path: str) -> list[float]:
    packed = len(gzip.compress(get(client, path)))
    began = process_time()
    found = rounds(PAGES, partial(get, client, path))
    worked = MILLISECONDS * (process_time() - began) / (PAGES + 1)
    more = f"p95 {MILLISECONDS * p95(found):.0f}, {worked:.0f} of this process; {packed / 1000:.1f} kB gzip"
    tell(what, where, found, "ms", times=MILLISECONDS, more=more)
    return found
