"""audio.yaml: which sound file is which section of a lesson, in which language, read by whom from which text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.front_matter import FrontMatter
from lms.catalogue.languages import sounds
from lms.catalogue.languages.names import NAMES
from lms.catalogue.languages.translation import DIGEST
from lms.catalogue.manuscript import Recording
from lms.catalogue.words import front_matter as say_head
from lms.catalogue.words import languages as say

FILE = "audio.yaml"
_NAME = re.compile(r"audio/(?:[a-z0-9-]+/)*[a-z0-9][a-z0-9._-]*\.(mp3|ogg|m4a)")
_SECONDS_OFF = 1
_MOST_SECONDS = 3600


def parse_recordings(
    text: str, folder: Path, sections: Mapping[int, Mapping[str, str]], sheet: Sheet
) -> list[Recording]:
    """The recordings of the module in ``folder``.

    ``sections`` are its screens by number, each with the digest of its text by language.
    """
    found: list[Recording] = []
    for keys in _entries(text, sheet):
        head = FrontMatter.of_entry(keys, sheet)
        recording = _recording(head, folder, sections, sheet)
        if recording is None:
            continue
        if any(_place(other) == _place(recording) for other in found):
            where = head.line("section")
            sheet.add(where, say.SOUND_TWICE, section=recording.section, language=recording.language)
        found.append(recording)
    return found


def _place(recording: Recording) -> tuple[int, str, str]:
    return recording.section, recording.language, recording.text_digest


def _entries(text: str, sheet: Sheet) -> list[yaml.MappingNode]:
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        sheet.add(1, say_head.NONE)
        return []
    try:
        root = yaml.compose(rest, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        sheet.add(error.problem_mark.line + 2 if error.problem_mark else 1, say_head.BROKEN)
        return []
    except (yaml.YAMLError, RecursionError):
        sheet.add(1, say_head.BROKEN)
        return []
    entries = root.value if isinstance(root, yaml.SequenceNode) else []
    if not entries or not all(isinstance(entry, yaml.MappingNode) for entry in entries):
        sheet.add(2, say.NOT_ENTRIES)
        return []
    return list(entries)


def _recording(
    head: FrontMatter, folder: Path, sections: Mapping[int, Mapping[str, str]], sheet: Sheet
) -> Recording | None:
    section = head.number("section", 1, 999, 2)
    language = head.choice("language", tuple(NAMES))
    name = head.text("file", example="audio/vi/02.mp3")
    voice, approved_by = head.text("voice", 100), head.text("approved_by", 100)
    text = head.text("text", example='"3fa9c01d22ab"')
    seconds = head.optional_number("seconds", 1, _MOST_SECONDS, 60)
    head.nothing_else()
    if text and not DIGEST.fullmatch(text):
        sheet.add(head.line("text"), say.DIGEST_FORM, key="text")
    if section not in sections:
        sheet.add(head.line("section"), say.SECTION_UNKNOWN, section=section, most=len(sections))
        return None
    sound = _sound(name, folder, head.line("file"), sheet) if name else None
    if sound is None:
        return None
    suffix, content, found = sound
    if seconds and abs(seconds - found) > _SECONDS_OFF:
        sheet.add(head.line("seconds"), say.SECONDS_DIFFER, found=found, seconds=seconds)
    _look_at_age(text, name, section, sections[section], language, head.line("text"), sheet)
    digest = hashlib.sha256(content).hexdigest()
    return Recording(folder.name, section, language, voice, approved_by, text, digest, suffix, content, found)


def _look_at_age(
    text: str, name: str, section: int, texts: Mapping[str, str], language: str, line: int, sheet: Sheet
) -> None:
    if DIGEST.fullmatch(text) and text not in texts.values():
        now = texts.get(language) or next(iter(texts.values()))
        sheet.add(line, say.SOUND_STALE, name=name, section=section, now=now)


def _sound(name: str, folder: Path, line: int, sheet: Sheet) -> tuple[str, bytes, int] | None:
    """Suffix, bytes and whole seconds of a sound file that is what it says."""
    fitting = _NAME.fullmatch(name)
    if not fitting:
        sheet.add(line, say.SOUND_NAME, name=name)
        return None
    path = (folder / name).resolve()
    if not path.is_file() or not path.is_relative_to(folder):
        there = sorted(
            p.relative_to(folder).as_posix() for s in sounds.SUFFIXES for p in folder.glob(f"audio/**/*.{s}")
        )
        sheet.add(line, say.SOUND_MISSING, name=name, near=nearest(name, there))
        return None
    if (size := path.stat().st_size) > sounds.MOST_BYTES:
        sheet.add(line, say.SOUND_LARGE, name=name, size=-(-size // 1000), most=sounds.MOST_BYTES // 1000)
        return None
    content = path.read_bytes()
    seconds = sounds.seconds_of(fitting[1], content)
    if seconds is None:
        sheet.add(line, say.SOUND_KIND, name=name, suffix=fitting[1])
        return None
    return fitting[1], content, max(1, round(seconds))
