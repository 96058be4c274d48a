"""Each section can be heard in the language one chose, as long as its words are those that were read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lms.catalogue.actions import publish
from lms.db import Database
from tests.builders import NOON
from tests.catalogue.languages.sounds import mp3, record
from tests.catalogue.languages.translated import MODULE, change
from tests.conftest import rows
from tests.courses import write_tiny_course
from tests.pages import Browser

SCREEN, SECOND = f"/courses/tiny/{MODULE}/1", f"/courses/tiny/{MODULE}/2"
SOUND = re.compile(r'<audio controls preload="none" data-aloud src="(/media/[0-9a-f]{64}\.mp3)"></audio>')


@pytest.fixture
def folder(tmp_path: Path, database: Database) -> Path:
    folder = write_tiny_course(tmp_path / "tiny")
    record(folder, {}, {"language": "mtq", "voice": "Bùi Thị Mai"}, {"section": 2})
    published(database, folder)
    return folder


def published(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        publish(db, folder, NOON)


def test_length_weight_and_voice_stand_before_anything_is_loaded(guest: Browser, folder: Path) -> None:
    text = guest.get(SCREEN).text

    assert len(SOUND.findall(text)) == 1
    assert "12 giây · 36 kB · giọng Nguyễn Thị Lan" in text
    assert "Tiếng Mường" in text


def test_the_language_to_hear_is_chosen_once(guest: Browser, folder: Path) -> None:
    first = SOUND.findall(guest.get(SCREEN).text)

    text = guest.follow(guest.post("/reading", page=SCREEN, hear="mtq", next=SCREEN)).text

    assert "giọng Bùi Thị Mai" in text
    assert SOUND.findall(text) != first
    assert "Phần này chưa có bản ghi âm bằng tiếng Mường." not in text
    assert "Phần này chưa có bản ghi âm bằng tiếng Mường." in guest.get(SECOND).text


def test_a_section_whose_words_changed_falls_silent(guest: Browser, database: Database, folder: Path) -> None:
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")
    published(database, folder)

    assert "<audio" not in guest.get(SCREEN).text
    assert "<audio" in guest.get(SECOND).text


def test_who_began_the_older_version_still_hears_it(an: Browser, database: Database, folder: Path) -> None:
    an.post(SCREEN)
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")
    published(database, folder)

    assert "<audio" in an.get(SCREEN).text


def test_a_recording_needs_no_new_version_and_can_be_taken_back(
    guest: Browser, database: Database, folder: Path
) -> None:
    record(folder, {"section": 2})
    published(database, folder)

    assert rows(database, "SELECT count(*) FROM course_version") == [(1,)]
    assert rows(database, "SELECT section, language, status FROM lesson_audio") == [(2, "vi", "approved")]
    assert "<audio" not in guest.get(SCREEN).text


def test_read_aloud_does_not_play_another_language_than_that_of_the_text(
    guest: Browser, database: Database, folder: Path
) -> None:
    record(folder, {"language": "mtq"})
    published(database, folder)
    assert "data-aloud" not in guest.get(SCREEN).text

    chosen = guest.follow(guest.post("/reading", page=SCREEN, hear="mtq", next=SCREEN))

    assert "data-aloud" in chosen.text


def test_a_lesson_without_recordings_has_no_player(guest: Browser, folder: Path) -> None:
    assert "<audio" not in guest.get("/courses/tiny/02-bai-hai/1").text


@pytest.fixture
def address(guest: Browser, folder: Path) -> str:
    return SOUND.findall(guest.get(SECOND).text)[0]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("bytes=0-9", slice(0, 10)), ("bytes=100-", slice(100, None)), ("bytes=-7", slice(-7, None))],
)
def test_a_player_gets_the_part_it_asks_for(guest: Browser, address: str, asked: str, given: slice) -> None:
    content = mp3(12, b"audio/vi/02.mp3")

    part = guest.get(address, Range=asked)

    assert part.status_code == 206
    assert part.data == content[given]
    assert part.headers["Content-Range"].endswith(f"/{len(content)}")
    assert part.headers["Content-Length"] == str(len(content[given]))
    assert part.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_whole_sound_says_that_parts_can_be_had(guest: Browser, address: str) -> None:
    whole = guest.get(address)

    assert (whole.status_code, whole.mimetype) == (200, "audio/mpeg")
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.data == mp3(12, b"audio/vi/02.mp3")


def test_only_the_head_can_be_asked_for(guest: Browser, address: str) -> None:
    head = guest.client.head(address, base_url="https://hoc.example.vn")

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(mp3(12, b"audio/vi/02.mp3")))


def test_a_part_that_is_not_there_is_refused(guest: Browser, address: str) -> None:
    assert guest.get(address, Range="bytes=999999-").status_code == 416
