"""Pictures come once, run nothing, and are kept for a year."""

from __future__ import annotations

import re

import pytest

from lms.db import Database
from tests.courses import publish_tiny_course
from tests.pages import Browser


@pytest.fixture
def address(database: Database) -> str:
    with database.transaction() as db:
        html = publish_tiny_course(db).modules[0].screens[0].html
    found = re.search(r'src="([^"]+)"', html)
    assert found
    return found[1]


def test_a_guest_gets_the_picture_for_a_year(guest: Browser, address: str) -> None:
    answer = guest.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.data.startswith(b"<svg")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_drawing_opened_by_itself_is_locked_up(guest: Browser, address: str) -> None:
    assert guest.get(address).headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_picture_somebody_has_is_not_sent_again(guest: Browser, address: str) -> None:
    etag = guest.get(address).headers["ETag"]

    again = guest.get(address, **{"If-None-Match": etag})

    assert again.status_code == 304
    assert not again.data


def test_a_signed_in_person_gets_the_same(an: Browser, address: str) -> None:
    assert an.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        f"/media/{'0' * 64}.svg",
        "/media/abc.svg",
        f"/media/{'0' * 64}.exe",
        f"/media/{'0' * 64}",
        "/media/../course.svg",
        f"/media/{'A' * 64}.svg",
    ],
)
def test_what_is_no_picture_is_not_found(guest: Browser, address: str, path: str) -> None:
    assert guest.get(path).status_code == 404


def test_a_picture_is_not_served_as_another_kind(guest: Browser, address: str) -> None:
    assert guest.get(address.replace(".svg", ".png")).status_code == 404
