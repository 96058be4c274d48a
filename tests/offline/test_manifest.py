"""What a telephone fetches is complete, is what it says it is, and knows nobody."""

from __future__ import annotations

import hashlib
import re

import pytest

from lms.catalogue.actions import publish
from tests.builders import NOON, World
from tests.catalogue.languages.sounds import record
from tests.courses import publish_tiny_course, write_tiny_course
from tests.pages import Browser, inspect

MANIFEST = "/offline/courses/tiny.json"


@pytest.fixture
def spoken_course(tmp_path, database):
    """A course whose first screen can be heard in Vietnamese and in Mường."""
    folder = write_tiny_course(tmp_path / "spoken")
    record(folder, {}, {"language": "mtq", "voice": "Bùi Thị Mai"})
    with database.transaction() as db:
        publish(db, folder, NOON)
    return folder


def test_it_names_every_page_and_everything_the_pages_name(guest: Browser, course) -> None:
    files = {file["url"]: file for file in guest.get(MANIFEST).get_json()["files"]}

    assert {
        "/courses/tiny",
        "/courses/tiny/01-bai-mot/1",
        "/courses/tiny/02-bai-hai/2",
        "/courses/tiny/01-bai-mot/quiz",
        "/courses/tiny/01-bai-mot/quiz/3",
        "/courses/tiny/01-bai-mot/quiz/3/answer",
        "/static/app.css",
        "/static/app.js",
        "/static/offline.js",
        "/static/icons.svg",
    } <= files.keys()
    assert any(url.startswith("/media/") for url in files)
    assert not any("final" in url for url in files), "what counts for the certificate stays here"
    assert files["/courses/tiny/01-bai-mot/2"]["next"] == "/courses/tiny/01-bai-mot/quiz"
    assert files["/courses/tiny/01-bai-mot/quiz/3/answer"]["next"] == "/courses/tiny/02-bai-hai/1"


def test_every_file_is_what_its_fingerprint_says(guest: Browser, course) -> None:
    manifest = guest.get(MANIFEST).get_json()

    for file in manifest["files"]:
        content = guest.get(file["copy"]).data
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["url"]
        assert len(content) == file["room"]
        if file["copy"].startswith("/offline/copies/"):
            inspect(content.decode())
    assert manifest["size"] == sum(file["bytes"] for file in manifest["files"])


def test_the_copies_are_the_same_for_everybody_and_name_nobody(
    guest: Browser, an: Browser, course, world: World
) -> None:
    assert guest.get(MANIFEST).get_json() == an.get(MANIFEST).get_json()
    for file in guest.get(MANIFEST).get_json()["files"]:
        if file["copy"].startswith("/offline/copies/"):
            text = an.get(file["copy"]).text
            assert not re.search(r"data-who|hoc\.example|Nguyễn Thị An|\?v=", text), file["url"]
            assert set(re.findall(r'name="csrf_token" value="([^"]+)"', text)) == {"offline"}


def test_asking_again_costs_little(guest: Browser, course) -> None:
    first = guest.get(MANIFEST)

    again = guest.get(MANIFEST, **{"If-None-Match": first.headers["ETag"]})
    short = guest.get("/offline/courses/tiny/rev.json")

    assert (again.status_code, again.data) == (304, b"")
    assert len(short.data) < 100
    assert short.get_json()["rev"] == first.get_json()["rev"]


def test_a_new_version_changes_only_what_was_changed(guest: Browser, course, database) -> None:
    before = guest.get(MANIFEST).get_json()
    with database.transaction() as db:
        publish_tiny_course(db, title="Khóa mẫu, viết lại")
    after = guest.get(MANIFEST).get_json()

    assert before["rev"] != after["rev"]
    kept = {(file["url"], file["sha256"]) for file in before["files"]}
    new = {file["url"] for file in after["files"] if (file["url"], file["sha256"]) not in kept}
    assert new == {"/courses/tiny"}, "only what reads otherwise"


def test_it_names_the_question_on_each_page_that_asks_one(guest: Browser, course) -> None:
    items = {file["url"]: file["item"] for file in guest.get(MANIFEST).get_json()["files"]}

    assert items["/courses/tiny/02-bai-hai/quiz/3"] == course.modules[1].practice[2].id
    assert items["/courses/tiny/02-bai-hai/1"] == 0


def test_there_are_copies_of_nothing_else(an: Browser, course) -> None:
    for path in ("desk", "account", "courses/tiny/final", "courses/none", "offline/file", "sign-in"):
        assert an.get(f"/offline/copies/{path}").status_code == 404, path
    assert an.get("/offline/courses/none.json").status_code == 404


def test_the_worker_is_small_and_never_an_old_one(guest: Browser, course) -> None:
    import brotli

    worker = guest.get("/sw.js")

    assert worker.mimetype == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in worker.headers["Content-Security-Policy"]
    assert len(brotli.compress(worker.data)) <= 6_000
    assert "@shell" not in worker.text


def test_recordings_are_listed_by_language_and_none_is_not_found(guest: Browser, spoken_course) -> None:
    listed = guest.get("/offline/courses/spoken/sounds/mtq.json").get_json()

    content = [guest.get(file["copy"]).data for file in listed["files"]]
    assert [hashlib.sha256(each).hexdigest() for each in content] == [file["sha256"] for file in listed["files"]]
    assert listed["room"] == sum(map(len, content))
    assert guest.get("/offline/courses/spoken/sounds/dao.json").status_code == 404
    assert guest.get("/offline/courses/nowhere/sounds/vi.json").status_code == 404


def test_a_copy_lets_one_hear_every_language(guest: Browser, spoken_course) -> None:
    text = guest.get("/offline/copies/courses/spoken/01-bai-mot/1").text

    assert text.count("<audio") == 2
    assert 'action="/reading"' not in text


def test_a_recording_taken_back_changes_what_there_is_to_fetch(guest: Browser, database, spoken_course) -> None:
    before = guest.get("/offline/courses/spoken.json").get_json()

    record(spoken_course, {"language": "vi"})
    with database.transaction() as db:
        publish(db, spoken_course, NOON)
    after = guest.get("/offline/courses/spoken.json").get_json()

    assert after["rev"] != before["rev"]
    assert after["version"] == before["version"]
    for file in after["files"]:
        assert hashlib.sha256(guest.get(file["copy"]).data).hexdigest() == file["sha256"], file["url"]
