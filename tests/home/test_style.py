"""The page of parts is for those who build pages."""

from __future__ import annotations

from dataclasses import replace

from lms.app import create_app
from lms.config import Settings
from lms.db import Database
from tests.pages import Browser


def test_it_shows_every_part(guest: Browser) -> None:
    assert guest.get("/style").status_code == 200


def test_production_does_not_have_it(settings: Settings, database: Database) -> None:
    app = create_app(replace(settings, production=True), database)

    assert Browser(app).get("/style").status_code == 404
