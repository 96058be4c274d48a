"""A cheap phone fetches each static file once, and as small as it can be."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path

import brotli
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.config import ROOT
from tests.pages import Browser

LARGEST = {"app.css": 7_000, "app.js": 2_100, "offline.js": 2_000, "icons.svg": 1_500, "logo.svg": 500}
"""Bytes sent, at most: what the first page of a lesson needs."""


def fetch(app: Flask, name: str, encodings: str = "gzip, br") -> TestResponse:
    return app.test_client().get(f"/static/{name}", headers={"Accept-Encoding": encodings})


def test_what_a_lesson_loads_is_small(app: Flask) -> None:
    sent = {name: len(fetch(app, name).data) for name in LARGEST}

    assert {name: size for name, size in sent.items() if size > LARGEST[name]} == {}


def test_what_is_sent_is_the_file(app: Flask) -> None:
    packed, plain = fetch(app, "app.css"), fetch(app, "app.css", "identity")

    assert packed.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain.headers
    assert brotli.decompress(packed.data) == plain.data


def test_the_comments_of_the_style_sheet_stay_at_home(app: Flask) -> None:
    sent = fetch(app, "app.css", "identity").data

    assert b"/*" not in sent
    assert sent.count(b"{") == sent.count(b"}") > 100


@pytest.mark.parametrize("script", sorted((ROOT / "lms" / "static").glob("*.js")), ids=attrgetter("name"))
def test_a_script_is_sent_without_its_comments_and_says_the_same(app: Flask, script: Path) -> None:
    sent, written = fetch(app, script.name, "identity").text, script.read_text()

    assert "/*" not in sent
    assert "".join(sent.split()) == "".join(re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL).split())


def test_headers_that_only_pages_need_are_not_sent_with_files(app: Flask, guest: Browser) -> None:
    file, page = fetch(app, "app.js").headers, guest.get("/").headers

    assert file["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in file
    assert "Content-Security-Policy" in page
    assert "Referrer-Policy" in page


def test_a_page_names_its_files_by_their_content(guest: Browser) -> None:
    address = re.search(r'href="(/static/app\.css\?v=\w+)"', guest.get("/").text)

    assert address
    assert "immutable" in guest.get(address[1]).headers["Cache-Control"]


def test_an_address_of_other_content_is_not_kept(guest: Browser) -> None:
    assert "immutable" not in guest.get("/static/app.css?v=000000000000").headers["Cache-Control"]


def test_a_file_that_is_not_there_is_not_found(guest: Browser) -> None:
    assert guest.get("/static/../app.py").status_code == 404
