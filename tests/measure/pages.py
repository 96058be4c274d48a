"""The pages that are measured, as data, and the pages that nobody has thought of yet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_FILE = Path(__file__).parent / "pages.toml"


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: who sees it, and where."""

    name: str
    path: str
    who: str
    status: int = 200
    press: str = ""
    """What is pressed on the page at ``path`` to come to the page that is meant: a form that is refused."""
    is_staff: bool = False
    """Whether it is a page of those who work here, not of citizens."""


def read_pages(values: Mapping[str, str]) -> list[Page]:
    """All pages, with ``values`` put in the place of the names in braces."""
    pages = [Page(name, **entry) for name, entry in tomllib.loads(_FILE.read_text("utf-8"))["pages"].items()]
    return [Page(one.name, one.path.format_map(values), *_rest(one)) for one in pages]


def not_measured(app: Flask, pages: Sequence[Page]) -> Iterator[str]:
    """The addresses of pages that are not in the list, nor excused in it."""
    known = {_rule(app, page.path) for page in pages}
    excused: dict[str, str] = tomllib.loads(_FILE.read_text("utf-8"))["not_measured"]
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule not in known | excused.keys():
            yield rule.rule


def _rest(page: Page) -> tuple[str, int, str, bool]:
    return page.who, page.status, page.press, page.is_staff


def _rule(app: Flask, path: str) -> str:
    try:
        rule, _values = app.url_map.bind("127.0.0.1").match(urlsplit(path).path, return_rule=True)
    except (HTTPException, RequestRedirect):
        return ""
    return rule.rule
