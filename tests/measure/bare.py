"""A page as it is without JavaScript, and the HTML that was sent for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import html5lib
from playwright.sync_api import Browser as Chromium

from tests.measure.budget import Measured
from tests.measure.pages import Page
from tests.measure.phone import phone
from tests.pages import inspect

_PARTS = """() => {
  const links = [...document.links], forms = [...document.forms];
  const leadsNowhere = (a) => a.getAttribute("href").startsWith("#") && !document.getElementById(a.hash.slice(1));
  return {
    text: document.body.innerText.replace(/\\s+/g, " ").length,
    links: new Set(links.map((a) => a.href)).size,
    forms: forms.length,
    nowhere: links.filter((a) => leadsNowhere(a) || a.protocol === "javascript:").map((a) => a.innerText),
    dead: [...document.querySelectorAll("button")].filter((b) => b.checkVisibility() && (!b.form || b.type === "button")).map((b) => b.innerText),
    closed: forms.filter((f) => ![...f.elements].some((e) => e.type === "submit")).map((f) => f.action),
  };
}"""


def strip(chromium: Chromium, base_url: str, page: Page, cookies: Mapping[str, str]) -> dict[str, Measured]:
    """What is missing without script, and the errors of the HTML."""
    with phone(chromium, base_url, cookies) as one:
        one.arrive(page)
        whole = one.screen.evaluate(_PARTS)
    with phone(chromium, base_url, cookies, has_script=False) as one:
        html = one.arrive(page).text()
        missing = tuple(_missing(whole, one.screen.evaluate(_PARTS)))
    errors = tuple(_errors(html))
    return {"without_script": Measured(len(missing), missing), "html": Measured(len(errors), errors)}


def _missing(whole: Mapping[str, Any], bare: Mapping[str, Any]) -> Iterator[str]:
    if bare["text"] < 0.8 * whole["text"]:
        yield f"{bare['text']} of {whole['text']} letters"
    for part in ("links", "forms"):
        if bare[part] < whole[part]:
            yield f"{bare[part]} of {whole[part]} {part}"
    yield from (f"link to nowhere: {words}" for words in bare["nowhere"])
    yield from (f"button that does nothing: {words}" for words in bare["dead"])
    yield from (f"form without a button: {action}" for action in bare["closed"])


def _errors(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    yield from (f"line {line}: {kind}" for (line, _column), kind, _values in parser.errors)
    if not parser.errors:
        try:
            inspect(html)
        except AssertionError as complaint:
            yield str(complaint).partition("\n")[0]
