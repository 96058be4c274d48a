"""A browser for tests that looks at every page it opens: valid HTML, one heading, unique ids, labelled fields, headers."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from datetime import timedelta
from typing import Self
from xml.etree import ElementTree as ET

import html5lib
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from lms.clock import now
from lms.web.database import database
from lms.web.models import WebSession
from lms.web.sessions import _form_token
from tests.builders import Somebody

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')
_UNLABELLED = {"hidden", "submit", "button"}


class Browser:
    """Flask's test client, with a form token on every form and an inspection of every page."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.client = app.test_client()

    def as_(self, somebody: Somebody) -> Self:
        """Sign somebody in, as the sign-in page does it."""
        cookie = secrets.token_urlsafe(32)
        with self._app.app_context(), database().transaction() as db:
            db.add(
                WebSession(
                    key=hashlib.sha256(cookie.encode()).hexdigest(),
                    login_id=somebody.login_id,
                    data={"_user_id": f"{somebody.login_id}:1", "_fresh": True},
                    created_at=now(),
                    seen_at=now(),
                    idle_minutes=30,
                    expires_at=now() + timedelta(hours=8),
                )
            )
        self.client.set_cookie("__Host-sid", cookie, secure=True, domain="hoc.example.vn")
        return self

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page and look at it."""
        response = self.client.get(path, base_url="https://hoc.example.vn", headers=headers)
        return inspected(response)

    def post(self, path: str, *, page: str | None = None, **fields: object) -> TestResponse:
        """Send a form with the token of ``page``, without following where it leads."""
        token = (self._token if page is None else None) or _token_in(self.get(page or "/").text)
        response = self.client.post(
            path,
            base_url="https://hoc.example.vn",
            data={"csrf_token": token, **fields},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        return inspected(response)

    @property
    def _token(self) -> str | None:
        """The token of all forms this browser is shown; whoever has no cookie yet has none."""
        cookie, secret = self.client.get_cookie("__Host-sid", domain="hoc.example.vn"), self._app.config["SECRET_KEY"]
        if cookie is None:
            return None
        token: str = URLSafeTimedSerializer(secret, "wtf-csrf-token").dumps(_form_token(secret.encode(), cookie.value))
        return token

    def follow(self, response: TestResponse) -> TestResponse:
        """Open the page a redirect leads to."""
        assert response.status_code in (302, 303), response.status_code
        return self.get(response.location.removeprefix("https://hoc.example.vn"))


def inspected(response: TestResponse) -> TestResponse:
    """The same response, after the inspection every page must pass."""
    is_file = response.request.path.startswith("/static/") and response.mimetype != "text/html"
    assert is_file or "Content-Security-Policy" in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    if response.request.path.endswith("/now") and response.status_code < 400:  # a part of a page, without a head
        html5lib.HTMLParser(strict=True).parseFragment(response.get_data(as_text=True))
    elif response.mimetype == "text/html" and response.status_code not in (302, 303):
        inspect(response.get_data(as_text=True))
    return response


_WORDS = re.compile(r"(?<=>)[\w \n.,:;!?()«»–%/+·-]*\w[\w \n.,:;!?()«»–%/+·-]*(?=<)")
_VALUES = re.compile(r'(?<= )(href|value|content|datetime)="[\w/.?=:#%,+-]+"')
_found_good: set[bytes] = set()


def inspect(html: str) -> None:
    """Complain about what a reader, a keyboard or a screen reader would stumble over.

    Reading a page closely is slow: one that differs from a page found good in plain words only is good too.
    """
    kind = _kind_of(html)
    if kind not in _found_good:
        _inspect_closely(html)
        _found_good.add(kind)


def _kind_of(html: str) -> bytes:
    """The same for all pages that differ in plain words and plain addresses only."""
    return hashlib.sha256(_VALUES.sub(r'\1="x"', _WORDS.sub("x", html)).encode()).digest()


def _inspect_closely(html: str) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    everything = list(tree.iter())
    assert tree.get("lang"), "the page does not say its language"
    assert len(tree.findall(".//h1")) == 1, "a page has one main heading"
    doubled = [name for name, count in Counter(e.get("id") for e in everything if e.get("id")).items() if count > 1]
    assert not doubled, f"ids used twice: {doubled}"
    labelled = {label.get("for") for label in tree.findall(".//label")}
    for field in (e for e in everything if e.tag in ("input", "select", "textarea")):
        assert _is_labelled(field, labelled), f"a field without a label: {field.attrib}"
    assert not [e.attrib for e in everything if "style" in e.attrib or any(a.startswith("on") for a in e.attrib)]
    assert all(script.get("src") for script in tree.findall(".//script")), "a script inside the page"


def _is_labelled(field: ET.Element, labelled: set[str | None]) -> bool:
    return field.get("type") in _UNLABELLED or field.get("id") in labelled or bool(field.get("aria-label"))


def _token_in(html: str) -> str:
    found = _TOKEN.search(html)
    assert found, "the page holds no form token"
    return found[1] or found[2]
