"""An office that has issued a few certificates, the line to its server, and phones of people who check papers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page
from sqlalchemy import select

from lms.catalogue.models import Course
from lms.certificates.actions import issue, keep_file
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.certificates.slips.actions import keep_slip, qr_text, slip_for
from lms.clock import now
from lms.db import Database
from tests.conftest import Template
from tests.journeys.town import appoint_issuer
from tests.journeys.visitor import phone_page
from tests.offline.line import Line, through
from tests.serving import Server

FILE = b"%PDF-1.7 the bytes that were issued"
NAME = "Nguyễn Thị An"


class Office:
    """The running server with its database, the line to it, and what it issued."""

    def __init__(self, database: Database, line: Line, person_id: int, home: int) -> None:
        self.database, self.line, self._person_id, self._home = database, line, person_id, home
        self._issued = 0

    def certificate(self) -> tuple[Certificate, str]:
        """One more certificate, and what its QR code holds."""
        self._issued += 1
        with self.database.transaction() as db:
            course = db.scalars(select(Course).order_by(Course.id)).first()
            assert course is not None
            statement = Statement(
                person_id=self._person_id,
                course_id=course.id,
                course_slug=course.slug,
                course_title="Dịch vụ công trực tuyến",
                version_number=1,
                edition=self._issued,
                half_hours=12,
                score_percent=92,
                mode="alone",
                printed_name=NAME,
                birth_year=1958,
                org_unit_id=self._home,
                place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
                completed_at=now(),
            )
            certificate = issue(db, statement, now())
            slip = slip_for(db, certificate, self.database.keys, now())
            keep_slip(db, slip)
            keep_file(db, certificate.id, FILE, now(), way="laid-out")
            return certificate, qr_text(certificate.facts, slip.payload)


@pytest.fixture(scope="module")
def office(sqlite_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office; its server must have nothing to complain of when all is over. Browsers do not see the database."""
    folder: Path = tmp_path_factory.mktemp("checking")
    shutil.copy(sqlite_template.url.removeprefix("sqlite:///"), folder / "lms.sqlite3")
    url = f"sqlite:///{folder / 'lms.sqlite3'}"
    database, server = Database(url, sqlite_template.keys), Server(url, folder / "server.log")
    with server, Line(server.port) as line:
        with database.transaction() as db:
            appoint_issuer(db, line.base_url)
        yield Office(database, line, sqlite_template.world.an.person_id, sqlite_template.world.village_1)
    assert server.complaints == ""
    database.dispose()


@pytest.fixture
def phone(chromium: Chromium, office: Office) -> Iterator[Callable[[], Page]]:
    """Gives phones that have never been here."""
    given: list[Page] = []

    def give() -> Page:
        given.append(phone_page(chromium))
        return given[-1]

    yield give
    office.line.rule = through
    for one in given:
        one.context.close()
