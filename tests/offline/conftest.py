"""A small course, and a telephone that speaks to the server as its worker does, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database, new_id
from tests.courses import publish_tiny_course
from tests.pages import Browser

HOST = "https://hoc.example.vn"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    """Two modules of two screens and three questions, and a final of four questions."""
    with database.transaction() as db:
        return publish_tiny_course(db)


class Telephone:
    """Holds the token of one person for one course."""

    def __init__(self, app: Flask, owner: Browser, slug: str = "tiny") -> None:
        self._client = app.test_client()
        given = ask_for_token(owner, slug)
        assert given.status_code == 200, given.text
        self.token: str = given.get_json()["token"]

    def send(self, *events: dict[str, Any]) -> TestResponse:
        """Send these events."""
        return send(self._client, self.token, list(events))


def ask_for_token(owner: Browser, slug: str = "tiny", **headers: str) -> TestResponse:
    """What the page of somebody gets who asks for a token."""
    return owner.client.post("/offline/token", base_url=HOST, json={"course": slug}, headers=headers or HERE)


def send(client: Any, token: str, events: object) -> TestResponse:
    """Send something with a token, as the worker does: no cookie, no form token."""
    response: TestResponse = client.post(
        "/offline/sync", base_url=HOST, json={"events": events}, headers={**HERE, "Authorization": f"Bearer {token}"}
    )
    return response


@pytest.fixture
def telephone(app: Flask, course: PublishedCourse) -> Callable[[Browser], Telephone]:
    """Gives somebody a telephone with the course on it."""
    return lambda owner: Telephone(app, owner)


def answer(course: PublishedCourse, module: int, number: int, *choice: int, **changes: Any) -> dict[str, Any]:
    """An answer to a practice question on a page that was kept; modules and numbers count from 1."""
    the_module = course.modules[module - 1]
    return {
        "id": new_id(),
        "kind": "answer",
        "path": f"/courses/{course.slug}/{the_module.slug}/quiz/{number}",
        "fields": {"item": [str(the_module.practice[number - 1].id)], "choice": [str(each) for each in choice]},
        "version": course.number,
        "at": now().isoformat(),
        **changes,
    }


def reading(course: PublishedCourse, module: int, screen: int, **changes: Any) -> dict[str, Any]:
    """That a screen was read."""
    return {
        "id": new_id(),
        "kind": "read",
        "path": f"/courses/{course.slug}/{course.modules[module - 1].slug}/{screen}",
        "fields": {},
        "version": course.number,
        "at": now().isoformat(),
        **changes,
    }


def handing_in(course: PublishedCourse, module: int, **changes: Any) -> dict[str, Any]:
    """That the questions of a module were handed in."""
    path = f"/courses/{course.slug}/{course.modules[module - 1].slug}/quiz/review"
    return {**reading(course, module, 1), "kind": "hand-in", "path": path, **changes}
