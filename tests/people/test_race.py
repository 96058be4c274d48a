"""Eight people want the same login name at the same moment: one has it, seven are told kindly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from lms.db import Database
from tests.conftest import rows
from tests.pages import Browser
from tests.people import walk

MANY = 8


def test_one_of_eight_has_the_login_name_and_seven_are_offered_another(app: Flask, database: Database) -> None:
    browsers = [Browser(app) for _ in range(MANY)]
    for browser in browsers:
        browser.client.set_cookie("lang", "en", domain="hoc.example.vn")
        walk.until_login(browser)
    before = rows(database, "SELECT count(*) FROM person")[0][0]
    together = Barrier(MANY)

    def press(browser: Browser) -> tuple[int, str]:
        together.wait()
        answer = walk.say_login(browser, "hoa58")
        return answer.status_code, walk.errors(answer)

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(press, browsers))

    assert sorted(status for status, _ in answers) == [303] + [422] * (MANY - 1)
    for status, sentence in answers:
        assert status == 303 or "Somebody already has the login name hoa58." in sentence
    assert rows(database, "SELECT count(*) FROM login WHERE folded_name = 'hoa58'") == [(1,)]
    assert rows(database, "SELECT count(*) FROM person")[0][0] == int(str(before)) + 1
    assert rows(database, "SELECT count(*) FROM consent") == [(1,)]
