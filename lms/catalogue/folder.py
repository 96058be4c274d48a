"""A course's folder, read whole: every file, every picture, and what only shows when one sees them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lms.catalogue.across import look_across
from lms.catalogue.complaints import Complaint, Sheet, nearest
from lms.catalogue.course import parse_course
from lms.catalogue.files import read_text
from lms.catalogue.languages.folder import with_languages
from lms.catalogue.lesson import parse_lesson
from lms.catalogue.lints.looks import look_for_faults
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course, Mention, Module, Picture, Quiz
from lms.catalogue.pictures import SUFFIXES, read_picture
from lms.catalogue.prose import without_comments
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import files as say

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MODULE = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")
_PICTURE = re.compile(r"(?:\.\./)?(?:[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9._-]*")
_LONGEST_SLUG = 60
_COURSE, _FINAL, _LESSON, _QUIZ = "course.md", "final.md", "lesson.md", "quiz.md"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a folder, and everything that is wrong with it."""

    course: Course | None
    """As far as it could be read; nothing when course.md or final.md could not."""
    complaints: list[Complaint]
    texts: Mapping[str, str] = field(default_factory=dict)
    """Its Markdown files without notes."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing keeps the course from being published."""
        return self.course is not None and all(complaint.is_warning for complaint in self.complaints)


def courses_in(folders: Iterable[Path]) -> list[Path]:
    """The folders asked for, of ``courses/`` when none is; a folder of courses stands for every course in it."""
    found: list[Path] = []
    for folder in tuple(folders) or (Path("courses"),):
        inside = [] if (folder / "course.md").exists() else sorted(p.parent for p in folder.glob("*/course.md"))
        found += inside or [folder]
    return found


def read_course(folder: Path) -> tuple[Course | None, list[Complaint]]:
    """The course, and what should be looked at; or no course and every complaint."""
    reading = read_folder(folder)
    return (reading.course if reading.is_whole else None), reading.complaints


def read_folder(folder: Path) -> Reading:
    """All that can be read, whether or not it is right."""
    folder = folder.resolve()
    complaints: list[Complaint] = []
    sheet = Sheet(_COURSE, complaints)
    if not folder.is_dir():
        sheet.of(folder.name).add(0, say.NO_COURSE)
        return Reading(None, complaints)
    if not _SLUG.fullmatch(folder.name) or len(folder.name) > _LONGEST_SLUG:
        sheet.add(0, say.COURSE_NAME, name=folder.name)
    course, texts = _Reader(folder, sheet).course(), _texts(folder)
    if course is not None:
        look_for_faults(course, Surroundings(texts), sheet)
    complaints.sort(key=lambda complaint: (complaint.file, complaint.line))
    return Reading(course, complaints, texts)


def _texts(folder: Path) -> dict[str, str]:
    """Every Markdown file of the course and its modules, without the authors' notes; what cannot be read is left out."""
    nobody = Sheet("", [])
    paths = [*folder.glob("*.md"), *(path for path in folder.glob("*/*.md") if path.parent.name[0] not in "._")]
    read = {path.relative_to(folder).as_posix(): read_text(path, nobody) for path in sorted(paths)}
    return {name: without_comments(text, 1, nobody) for name, text in read.items() if text is not None}


class _Reader:
    """Reads one folder; the complaints gather on the sheet."""

    def __init__(self, folder: Path, sheet: Sheet) -> None:
        self._folder = folder
        self._sheet = sheet

    def course(self) -> Course | None:
        first = read_text(self._folder / _COURSE, self._sheet)
        page = parse_course(first, self._sheet) if first is not None else None
        folders = self._module_folders()
        modules = [m for m in map(self._module, folders, range(1, len(folders) + 1)) if m is not None]
        final = self._quiz(_FINAL)
        if page is None or final is None:
            return None
        pictures = self._pictures(page.mentions, _COURSE) | self._pictures(final.mentions, _FINAL)
        course = Course(self._folder.name, page.facts, page.intro, tuple(modules), final, pictures)
        look_across(course, [path.name for path in folders], self._sheet)
        return with_languages(course, self._folder, folders, self._sheet, self._pictures)

    def _module_folders(self) -> list[Path]:
        folders = sorted(p for p in self._folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
        for path in folders:
            if not _MODULE.fullmatch(path.name) or len(path.name) > _LONGEST_SLUG:
                self._sheet.of(path.name).add(0, say.MODULE_NAME, name=path.name)
        return folders

    def _module(self, path: Path, position: int) -> Module | None:
        name = f"{path.name}/{_LESSON}"
        sheet = self._sheet.of(name)
        text = read_text(path / _LESSON, sheet)
        lesson = parse_lesson(text, sheet) if text is not None else None
        quiz = self._quiz(f"{path.name}/{_QUIZ}")
        if lesson is None or quiz is None:
            return None
        pictures = self._pictures(lesson.mentions, name) | self._pictures(quiz.mentions, f"{path.name}/{_QUIZ}")
        return Module(path.name, position, lesson, quiz, pictures)

    def _quiz(self, name: str) -> Quiz | None:
        sheet = self._sheet.of(name)
        text = read_text(self._folder / name, sheet)
        return None if text is None else parse_quiz(text, sheet, final=name == _FINAL)

    def _pictures(self, mentions: Iterable[Mention], file: str) -> dict[str, Picture]:
        sheet = self._sheet.of(file)
        found: dict[str, Picture] = {}
        for mention in mentions:
            picture = self._picture(mention, (self._folder / file).parent, sheet)
            if picture is not None:
                found[mention.target] = picture
        return found

    def _picture(self, mention: Mention, beside: Path, sheet: Sheet) -> Picture | None:
        name = mention.target
        if not _PICTURE.fullmatch(name):
            sheet.add(mention.line, say.PICTURE_NAME, name=name)
            return None
        path = (beside / name).resolve()
        if not path.is_file() or not path.is_relative_to(self._folder):
            there = [p.name for p in beside.iterdir() if p.suffix.lstrip(".") in SUFFIXES]
            sheet.add(mention.line, say.PICTURE_MISSING, name=name, near=nearest(name, sorted(there)))
            return None
        return read_picture(name, path, mention.line, sheet)
