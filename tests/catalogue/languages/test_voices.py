"""A machine reads in the background, a person listens, and only then people hear it, told that it is a machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from lms.catalogue.commands import group
from lms.catalogue.languages.voices import VOICES, CannotSpeak, Sound
from lms.catalogue.languages.voices.pronunciation import SAID, as_said
from lms.catalogue.published import PublishedCourse
from lms.config import ROOT
from lms.db import Database
from lms.jobs.worker import run_due
from tests.catalogue.languages.sounds import mp3
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser

SCREEN = "/courses/tiny/01-bai-mot/1"


class Beeps:
    """A voice of our own for tests; remembers what it was given."""

    name = "beeps"

    def __init__(self) -> None:
        self.given: list[str] = []
        self.suffix = "mp3"

    def languages(self) -> tuple[str, ...]:
        return ("vi",)

    def speak(self, text: str, language: str) -> Sound:
        self.given.append(text)
        return Sound(mp3(8, text.encode()[:9]), self.suffix)


@pytest.fixture
def beeps() -> Iterator[Beeps]:
    VOICES["beeps"] = Beeps()
    yield VOICES["beeps"]
    del VOICES["beeps"]


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    with database.transaction() as db:
        return publish_tiny_course(db)


def voices(database: Database, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["voices", *arguments], obj=lambda: database)


def test_no_voice_reads_unless_one_is_chosen(database: Database, course: PublishedCourse) -> None:
    refused = voices(database, "make", "tiny")

    assert refused.exit_code == 1
    assert "LMS_VOICE" in refused.output
    assert rows(database, "SELECT count(*) FROM job") == [(0,)]


def test_a_draft_is_not_heard_before_somebody_listened(
    guest: Browser, database: Database, course: PublishedCourse, beeps: Beeps
) -> None:
    voices(database, "make", "tiny", "--voice", "beeps")
    assert run_due(database) == 4

    listed = voices(database, "list", "tiny").output
    assert listed.count("giọng máy beeps\tchờ nghe và duyệt") == 4
    assert "<audio" not in guest.get(SCREEN).text

    voices(database, "approve", listed.split("\t")[0], "--by", "Trần Văn Bình")

    text = guest.get(SCREEN).text
    assert "<audio" in text
    assert "giọng máy" in text
    assert rows(
        database, "SELECT status, approved_by FROM lesson_audio WHERE section = 1 AND module = '01-bai-mot'"
    ) == [("approved", "Trần Văn Bình")]


def test_what_was_approved_can_be_withdrawn(
    guest: Browser, database: Database, course: PublishedCourse, beeps: Beeps
) -> None:
    voices(database, "make", "tiny", "--voice", "beeps")
    run_due(database)
    number = voices(database, "list", "tiny").output.split("\t")[0]
    voices(database, "approve", number, "--by", "Bình")

    voices(database, "withdraw", number)

    assert "<audio" not in guest.get(SCREEN).text


def test_the_same_words_are_read_once(database: Database, course: PublishedCourse, beeps: Beeps) -> None:
    for _ in range(2):
        voices(database, "make", "tiny", "--voice", "beeps")
        run_due(database)
    with database.transaction() as db:
        publish_tiny_course(db, "other")
    voices(database, "make", "other", "--voice", "beeps")
    run_due(database)

    assert len(beeps.given) == 4
    assert rows(database, "SELECT count(*) FROM lesson_audio") == [(8,)]


def test_bytes_that_are_no_sound_are_not_kept(database: Database, course: PublishedCourse, beeps: Beeps) -> None:
    beeps.suffix = "ogg"
    voices(database, "make", "tiny", "--voice", "beeps")
    run_due(database)

    assert rows(database, "SELECT count(*) FROM lesson_audio") == [(0,)]
    assert "CannotSpeak" in str(rows(database, "SELECT error FROM job LIMIT 1"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("make", "tiny", "--voice", "nobody"),
        ("make", "tiny", "--voice", "espeak-ng", "--language", "mtq"),
        ("make", "missing", "--voice", "espeak-ng"),
        ("approve", "99", "--by", "Bình"),
        ("approve", "99", "--by", " "),
        ("withdraw", "99"),
        ("save", "99", "x.mp3"),
    ],
)
def test_what_cannot_be_done_is_said(database: Database, course: PublishedCourse, arguments: tuple[str, ...]) -> None:
    refused = voices(database, *arguments)

    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")


def test_espeak_says_which_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CannotSpeak, match="espeak-ng is not installed"):
        VOICES["espeak-ng"].speak("Chào bà con", "vi")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UBND xã", "ủy ban nhân dân xã"),
        ("Mã OTP, mã QR và CCCD.", "Mã ô tê pê, mã quy e-rờ và căn cước công dân."),
        ("Gọi 0912 345 678 ngay", "Gọi 0 9 1 2 3 4 5 6 7 8 ngay"),
        ("Gọi +84 912 345 678", "Gọi 0 9 1 2 3 4 5 6 7 8"),
        ("1800 0000", "1 8 0 0 0 0 0 0"),
        ("từ 05/02/2026.", "từ ngày 5 tháng 2 năm 2026."),
        ("1.234.567 đồng, năm 2026", "1.234.567 đồng, năm 2026"),
        ("QRCode", "QRCode"),
    ],
)
def test_abbreviations_telephones_and_dates_are_said_in_words(written: str, said: str) -> None:
    assert as_said(written) == said


def test_the_phone_says_them_the_same() -> None:
    script = (ROOT / "lms/static/app.js").read_text("utf-8")
    found = re.search(r"const said = (\{.*?\});", script)

    assert found
    assert json.loads(found[1]) == SAID
    assert len(script.encode()) <= 10_000
