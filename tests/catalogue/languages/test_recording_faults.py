"""A recording is what it says, lies where it says, and was read from the words that are there now."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.actions import check, prepare
from lms.catalogue.complaints import Words
from lms.catalogue.languages import sounds as measured
from lms.catalogue.words import front_matter
from lms.catalogue.words import languages as say
from tests.catalogue.languages import sounds
from tests.catalogue.languages.sounds import record
from tests.catalogue.languages.translated import MODULE, change
from tests.courses import write_tiny_course

FILE = f"{MODULE}/audio.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "tiny")


@pytest.mark.parametrize(
    ("suffix", "content"), [("mp3", sounds.mp3(12)), ("ogg", sounds.ogg(12)), ("m4a", sounds.m4a(12))]
)
def test_a_real_sound_is_known_and_measured(folder: Path, suffix: str, content: bytes) -> None:
    record(folder, {"file": f"audio/vi/01.{suffix}", "seconds": 12}, content=content)

    assert check(folder) == []
    assert [(each.seconds, each.suffix) for each in prepare(folder).recordings] == [(12, suffix)]


@pytest.mark.parametrize("suffix", measured.SUFFIXES)
def test_what_only_looks_like_a_sound_is_refused(suffix: str) -> None:
    others = [sounds.mp3(5), sounds.ogg(5), sounds.m4a(5)]
    del others[measured.SUFFIXES.index(suffix)]
    broken = [b"", b"<html>", b"\xff\xfb", b"OggS", b"ID3", b"\x00\x00\x00\x18ftypM4A ", bytes(5000)]

    for content in [*others, *broken]:
        assert measured.seconds_of(suffix, content) is None, content[:20]


@pytest.mark.parametrize(
    ("words", "entry", "at"),
    [
        (say.SECTION_UNKNOWN, {"section": 3}, "section"),
        (front_matter.NOT_NUMBER, {"section": "một"}, "section"),
        (front_matter.CHOICE, {"language": "muong"}, "language"),
        (front_matter.EMPTY, {"approved_by": ""}, "approved_by"),
        (front_matter.UNKNOWN, {"speaker": "Lan"}, "speaker"),
        (say.DIGEST_FORM, {"text": "xyz"}, "text"),
        (say.SECONDS_DIFFER, {"seconds": 40}, "seconds"),
        (say.SOUND_NAME, {"file": "audio/vi/Bài một.mp3"}, "file"),
        (say.SOUND_NAME, {"file": "audio/vi/../01.mp3"}, "file"),
        (say.SOUND_NAME, {"file": "audio/vi/01.wav"}, "file"),
        (say.SOUND_STALE, {"text": "000000000000"}, "text"),
    ],
)
def test_the_fault_is_found_where_it_is(folder: Path, words: Words, entry: dict[str, object], at: str) -> None:
    record(folder, {"section": 2, "seconds": 12}, entry)
    lines = (folder / FILE).read_text("utf-8").splitlines()
    last = max(number for number, line in enumerate(lines, 1) if line.lstrip("- ").startswith(f"{at}:"))

    assert (FILE, last) in [(each.file, each.line) for each in check(folder) if each.words is words]


def test_a_missing_a_large_and_a_false_file_are_told(folder: Path) -> None:
    record(folder, {})
    sound = folder / MODULE / "audio/vi/01.mp3"
    told = []
    for content in (sounds.mp3(400), b"RIFF....WAVE"):
        sound.write_bytes(content)
        told += [each.words for each in check(folder)]
    sound.unlink()
    told += [each.words for each in check(folder)]

    assert told == [say.SOUND_LARGE, say.SOUND_KIND, say.SOUND_MISSING]


def test_one_text_has_one_recording_a_language(folder: Path) -> None:
    record(folder, {}, {"file": "audio/vi/01-b.mp3"})

    assert [(each.words, each.line) for each in check(folder)] == [(say.SOUND_TWICE, 8)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\nsection: 1\n", say.NOT_ENTRIES),
        ("- section: 1\n", front_matter.NONE),
        ("---\n- [\n", front_matter.BROKEN),
    ],
)
def test_a_file_of_another_form_is_told(folder: Path, text: str, words: Words) -> None:
    (folder / FILE).write_text(text, "utf-8")

    assert [each.words for each in check(folder)] == [words]


def test_other_words_make_a_recording_old_without_stopping_the_author(folder: Path) -> None:
    record(folder, {}, {"section": 2}, {"section": 1, "language": "mtq"})
    change(folder / MODULE / "lesson.md", "Một ý thôi", "Hai ý thôi")

    warnings = check(folder)

    assert [(each.words, each.is_warning) for each in warnings] == [(say.SOUND_STALE, True)] * 2
    assert "audio/vi/01.mp3" in str(warnings[0])
    assert prepare(folder)
