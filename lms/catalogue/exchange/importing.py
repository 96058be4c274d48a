"""Questions of another platform brought into a module: tried one by one, then written all at once or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lms.catalogue.complaints import Complaint, Sheet
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.gift.reading import MOST_BYTES as MOST_GIFT
from lms.catalogue.exchange.gift.reading import read_gift
from lms.catalogue.exchange.items import item_of
from lms.catalogue.exchange.moodle.pictures import Pictures
from lms.catalogue.exchange.moodle.reading import read_moodle
from lms.catalogue.exchange.moodle.tree import MOST_BYTES as MOST_XML
from lms.catalogue.exchange.question import Journey, Question, Refused
from lms.catalogue.exchange.trial import TO_FILL, is_same, tried
from lms.catalogue.files import MOST_BYTES, read_text
from lms.catalogue.manuscript import Item, Quiz
from lms.catalogue.quiz import parse_quiz

SUFFIXES = (".gift", ".txt", ".xml")
""".txt is what Moodle calls its GIFT files."""
_QUIZ, _COURSE = "quiz.md", "course.md"
_MODULE = re.compile(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)")
_KEY = re.compile(r"^##(?!#).*\{#([a-z0-9-]+)", re.MULTILINE)
_LONGEST_PREFIX = 50


@dataclass(frozen=True, slots=True)
class Brought:
    """What stands in the quiz now, and what there is to tell."""

    file: Path
    items: tuple[Item, ...]
    pictures: tuple[str, ...]
    to_fill: tuple[Complaint, ...]
    journey: Journey


def bring(source: Path, module: Path) -> Brought:
    """Add the questions of a GIFT or Moodle XML file to the quiz of a module.

    Raises :class:`Refused` when the file cannot be read or the quiz has no room; then nothing has changed.
    Questions that cannot be carried over are told, and where none can, nothing is written.
    """
    if not _MODULE.fullmatch(module.name) or not (module.parent / _COURSE).is_file() or not module.is_dir():
        raise Refused(say.NO_MODULE, into=str(module))
    journey = Journey(source.name)
    pictures = Pictures(module)
    questions = _read(source, journey, pictures)
    items, texts = _items(questions, module, journey)
    journey.forget_notes_of_refused()
    used = {name: content for name, content in pictures.new.items() if any(f"]({name})" in text for text in texts)}
    to_fill = _write(module, items, texts, used) if items else []
    return Brought(module / _QUIZ, tuple(items), tuple(used), tuple(to_fill), journey)


def _read(source: Path, journey: Journey, pictures: Pictures) -> list[Question]:
    if source.suffix.lower() == ".xml":
        return read_moodle(_bytes_of(source, MOST_XML), journey, pictures)
    return read_gift(_bytes_of(source, MOST_GIFT), journey)


def _bytes_of(source: Path, most: int) -> bytes:
    if source.stat().st_size > most:
        raise Refused(say.TOO_LARGE, most=most // 1000)
    return source.read_bytes()


def _items(questions: Sequence[Question], module: Path, journey: Journey) -> tuple[list[Item], list[str]]:
    items: list[Item] = []
    texts: list[str] = []
    prefix, number = _next_key(module)
    for question in questions:
        try:
            item = item_of(question, f"{prefix}-{number + len(items):02d}", journey)
            text = tried(item)
        except Refused as refused:
            journey.refuse(question.line, question.label, refused)
        else:
            items.append(item)
            texts.append(text)
    return items, texts


def _next_key(module: Path) -> tuple[str, int]:
    """The module's name, and the first number behind every one that was ever used with it in this course's files."""
    name = _MODULE.fullmatch(module.name)
    prefix = (name[1] if name else module.name)[:_LONGEST_PREFIX].strip("-")
    numbers = [0]
    for file in [*module.parent.glob("*.md"), *module.parent.glob("*/*.md")]:
        if file.stat().st_size <= MOST_BYTES:
            keys = _KEY.findall(file.read_text("utf-8", "replace"))
            ends = (key.removeprefix(f"{prefix}-") for key in keys if key.startswith(f"{prefix}-"))
            numbers += [int(end) for end in ends if end.isdecimal() and len(end) < 6]  # noqa: PLR2004
    return prefix, max(numbers) + 1


def _write(module: Path, items: Sequence[Item], texts: Sequence[str], pictures: Mapping[str, bytes]) -> list[Complaint]:
    """Write beside, read again, move into place; pictures first, so that the quiz never asks for one in vain."""
    place = module / _QUIZ
    name = f"{module.name}/{_QUIZ}"
    before, known = _quiz_of(place, name) if place.exists() else (Quiz((), ()), [])
    old = place.read_bytes() if place.exists() else b""
    ending = "\r\n" if b"\r\n" in old else "\n"
    gap = "\n" * max(0, 2 - old[-4:].count(b"\n")) if old.strip() else ""
    new = old + (gap + "\n".join(texts)).replace("\n", ending).encode()
    first = (old + gap.encode()).count(b"\n") + 1
    if len(new) > MOST_BYTES:
        raise Refused(say.NO_ROOM, file=name, most=MOST_BYTES // 1000)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=module) as temporary:
        draft = Path(temporary) / _QUIZ
        draft.write_bytes(new)
        after, complaints = _quiz_of(draft, name)
        wanted = [*before.items, *items]
        new_ones = [complaint for complaint in complaints if complaint.line >= first]
        faults = [each for each in new_ones if not each.is_warning and each.words not in TO_FILL]
        if faults or len(after.items) != len(wanted) or not all(map(is_same, after.items, wanted)):
            raise _unreadable(name, [*faults, *known])
        if place.exists():
            shutil.copymode(place, draft)
        _move(draft, place, pictures)
    return [complaint for complaint in new_ones if complaint.words in TO_FILL]


def _move(draft: Path, place: Path, pictures: Mapping[str, bytes]) -> None:
    written: list[Path] = []
    try:
        for name, content in pictures.items():
            with (place.parent / name).open("xb") as file:
                written.append(place.parent / name)
                file.write(content)
        os.replace(draft, place)  # noqa: PTH105 - says that it takes the place of the old one
    except OSError:
        for path in written:
            path.unlink()
        raise


def _quiz_of(path: Path, name: str) -> tuple[Quiz, list[Complaint]]:
    sheet = Sheet(name, [])
    text = read_text(path, sheet)
    return (parse_quiz(text, sheet) if text is not None else Quiz((), ())), sheet.complaints


def _unreadable(name: str, complaints: Sequence[Complaint]) -> Refused:
    why = next((str(complaint) for complaint in complaints), "…")
    english = next((complaint.in_english() for complaint in complaints), "…")
    return Refused(say.UNREADABLE_QUIZ, file=name, why=why, why_english=english)
