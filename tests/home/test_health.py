"""Machines ask whether the service lives and works; the answers hold nothing about people."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from lms import schema
from lms.clock import now
from lms.db import Database
from lms.jobs.actions import enqueue
from tests.pages import Browser


def test_the_process_is_alive(guest: Browser) -> None:
    assert guest.get("/healthz").json == {"process": "alive"}


def test_it_is_ready(guest: Browser) -> None:
    answer = guest.get("/readyz")

    assert answer.status_code == 200
    assert answer.json == {"database": "answers", "schema": "newest", "oldest_due_job_seconds": 0}


def test_it_says_how_long_work_has_waited(guest: Browser, database: Database) -> None:
    with database.transaction() as db:
        enqueue(db, "certificates.render", "abc", now() - timedelta(minutes=10))

    waited = guest.get("/readyz").json["oldest_due_job_seconds"]

    assert 600 <= waited < 660


def test_an_old_schema_is_not_ready(guest: Browser, database: Database) -> None:
    schema.downgrade(database.engine)

    answer = guest.get("/readyz")

    assert answer.status_code == 503


def test_without_a_database_it_is_alive_but_not_ready(app: Flask, database: Database) -> None:
    browser = Browser(app)
    lost = Database("sqlite:////nowhere/at/all.sqlite3")
    app.extensions["lms.database"] = lost

    assert browser.get("/healthz").status_code == 200
    assert browser.get("/readyz").status_code == 503
    lost.dispose()
