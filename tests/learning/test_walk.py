"""From the first screen to the certificate by nothing but the forms and links that the pages offer."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

from lms.catalogue.published import PublishedCourse, PublishedItem
from tests.learning import learners
from tests.pages import Browser

_MAIN_LINK = re.compile(r'<a class="b(?: gold)?" href="([^"]+)"')
_FORM = re.compile(r'<form method="post"(?: action="([^"]+)")?[^>]*>.*?</form>', re.DOTALL)


def test_the_main_button_of_every_page_leads_to_the_certificate(
    guest: Browser, an: Browser, course: PublishedCourse, pool: tuple[PublishedItem, ...]
) -> None:
    questions = {item.stem: item for item in (*pool, *course.modules[0].practice, *course.modules[1].practice)}
    shown = an.get("/courses/tiny")
    visited = [shown.request.path]
    while shown.request.path != "/courses/tiny/finished":
        shown = press_the_main_button(an, shown, questions)
        visited.append(shown.request.path)
        assert len(visited) < 80, visited

    assert shown.status_code == 200
    assert "/courses/tiny/final/name" in visited
    assert re.search(r"/certificates/\w+\.pdf", shown.text)


def press_the_main_button(browser: Browser, shown: TestResponse, questions: dict[str, PublishedItem]) -> TestResponse:
    main = shown.text[shown.text.index('<main id="main">') :]
    form = next((found for found in _FORM.finditer(main) if 'class="b"' in found[0]), None)
    link = _MAIN_LINK.search(main)
    if link and (form is None or link.start() < form.start()):
        return followed(browser, browser.get(link[1]))
    assert form, f"{shown.request.path} is a dead end"
    fields = dict(re.findall(r'<input type="hidden" name="(attempt|submission)" value="([^"]+)"', form[0]))
    fields.update(re.findall(r'<input[^>]*id="(attempt|submission)"[^>]*value="([^"]+)"', form[0]))
    name = re.search(r'name="printed_name"[^>]*value="([^"]+)"', form[0])
    if name:
        fields["printed_name"] = name[1]
    item = next((item for stem, item in questions.items() if f"<h1>{stem}</h1>" in main), None)
    choice = learners.right_values(main, item) if item else []
    return followed(browser, browser.post(form[1] or shown.request.path, choice=choice, **fields))


def followed(browser: Browser, shown: TestResponse) -> TestResponse:
    while shown.status_code in (302, 303):
        shown = browser.follow(shown)
    assert shown.status_code == 200
    return shown
