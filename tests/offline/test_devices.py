"""People see the telephones that may add to their courses, and send them away; files carry answers of others."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.offline.conftest import HOST, answer, ask_for_token, reading

ANDROID = (
    "Mozilla/5.0 (Linux; Android 9; Nokia 2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36"
)


def bring(browser, content):
    """Upload a file."""
    return browser.post("/offline/file", page="/offline/file", file=(BytesIO(content), "tra-loi.json"))


def test_a_telephone_stands_in_the_account_with_what_it_sent(an, course, telephone):
    phone = telephone(an)
    phone.send(reading(course, 1, 1), answer(course, 1, 1, 1, version=7))
    ask_for_token(an, **{"Sec-Fetch-Site": "same-origin", "User-Agent": ANDROID})

    text = an.get("/account/devices").text

    assert "Android, Chrome" in text
    assert text.count("Khóa mẫu") == 2
    assert "viết lại" in text, "what does not count is told there too"


def test_a_telephone_that_was_sent_away_adds_nothing_more(an, course, telephone, database):
    phone = telephone(an)
    [(token_id,)] = rows(database, "SELECT id FROM offline_token")

    an.post(f"/account/devices/{token_id}/revoke", page="/account/devices")
    an.post(f"/account/devices/{token_id}/revoke", page="/account/devices")

    assert phone.send(reading(course, 1, 1)).status_code == 401
    assert rows(database, "SELECT act FROM audit_row WHERE act LIKE 'offline%'") == [("offline.revoke",)]
    assert rows(database, "SELECT kind FROM notice") == [("device-revoked",)]


def test_nobody_sends_away_the_telephone_of_another(an, dung, course, telephone, database):
    phone = telephone(an)
    [(token_id,)] = rows(database, "SELECT id FROM offline_token")

    assert dung.post(f"/account/devices/{token_id}/revoke").status_code == 404
    assert phone.send(reading(course, 1, 1)).status_code == 200
    assert "Android" not in dung.get("/account/devices").text


def test_whoever_brings_a_file_it_counts_for_those_who_answered(an, dung, course, telephone, database, world):
    mine, theirs = telephone(an), telephone(dung)
    events = [{**answer(course, 1, 1, 1), "token": mine.token}, {**answer(course, 1, 2, 0), "token": theirs.token}]
    document = json.dumps({"events": [*events, {**reading(course, 1, 1), "token": "gone"}]}).encode()

    first, second = bring(dung, document), bring(an, document)

    for page in (first, second):
        assert page.status_code == 200
        assert "Đã lưu 2 câu trả lời" in page.text
        assert "1 câu chưa nhận được" in page.text
    assert rows(database, "SELECT count(*) FROM answer") == [(2,)]
    whose = rows(database, "SELECT person_id FROM offline_event ORDER BY person_id")
    assert whose == [(world.an.person_id,), (world.dung.person_id,)]


@pytest.mark.parametrize("content", [b"", b"gi vay", b"[]", b"{}", b'{"events": []}', b'{"events": [1]}', b"\xff\xfe"])
def test_any_other_file_is_refused_with_a_sentence(an, course, content):
    refused = bring(an, content)

    assert refused.status_code == 422
    assert "tra-loi" in refused.text


def test_a_form_of_a_copy_is_taken_only_from_this_site(app, an, course, database):
    def send(**headers):
        return an.client.post(
            "/courses/tiny/01-bai-mot/1", base_url=HOST, data={"csrf_token": "offline"}, headers=headers
        ).status_code

    assert send() == 400
    assert send(**{"Sec-Fetch-Site": "cross-site"}) == 403
    assert send(Origin="https://example.com") == 403
    assert rows(database, "SELECT count(*) FROM screen_read") == [(0,)]
    assert send(Origin=HOST) == 303
    assert send(**{"Sec-Fetch-Site": "same-origin"}) == 303
    assert rows(database, "SELECT count(*) FROM screen_read") == [(1,)]


def test_every_other_form_keeps_its_token(an, course):
    for path in ("/account/password", "/account/shared-machine", "/courses/tiny/final", "/account/devices/1/revoke"):
        answered = an.client.post(
            path, base_url=HOST, data={"csrf_token": "offline"}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answered.status_code == 400, path


def test_a_copy_may_sign_out_and_a_foreign_page_may_not(an):
    token = {"csrf_token": "offline"}
    foreign = an.client.post("/sign-out", base_url=HOST, data=token, headers={"Sec-Fetch-Site": "cross-site"})
    silent = an.client.post("/sign-out", base_url=HOST, data=token)
    assert (foreign.status_code, silent.status_code) == (403, 400)
    assert an.get("/account").status_code == 200

    an.client.post("/sign-out", base_url=HOST, data=token, headers={"Sec-Fetch-Site": "same-origin"})
    assert an.get("/account").status_code == 303


def test_switched_off_the_worker_takes_itself_away(app, guest, an, database):
    with database.transaction() as db:
        publish_tiny_course(db)
    assert "unregister" not in guest.get("/sw.js").text.split("install")[0]
    app.config["SETTINGS"] = app.jinja_env.globals["settings"] = _off(app.config["SETTINGS"])

    assert "registration.unregister()" in guest.get("/sw.js").text
    assert 'data-offline="off"' in an.get("/").text
    assert " data-in" in an.get("/").text, "Back asks for the page anew, worker or not"
    assert " data-in" not in guest.get("/").text


def _off(settings):
    from dataclasses import replace

    return replace(settings, offline=False)


def test_a_signed_in_page_tells_people_apart_and_names_nobody(an, dung, guest, course, world):
    marks = [browser.get("/courses/tiny").text.split('data-who="')[1].split('"')[0] for browser in (an, dung)]

    assert marks[0] != marks[1]
    assert all(len(mark) == 12 for mark in marks)
    assert "data-who" not in guest.get("/courses/tiny").text


def test_a_page_that_checks_papers_has_neither_the_outbox_nor_its_script(guest):
    marks = ('id="outbox"', "offline.js")

    assert all(mark in guest.get("/").text for mark in marks)
    assert not any(mark in guest.get("/x").text for mark in marks)
