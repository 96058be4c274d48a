"""Translations and recordings beside the text of a course: read, and held against the original they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lms.catalogue.complaints import Sheet
from lms.catalogue.files import read_text
from lms.catalogue.languages import spoken
from lms.catalogue.languages.fitting import look_at_lesson, look_at_page, look_at_quiz
from lms.catalogue.languages.names import TRANSLATIONS
from lms.catalogue.languages.recording import FILE, parse_recordings
from lms.catalogue.languages.translation import Draft, parse_course_page, parse_lesson_page, parse_quiz_page
from lms.catalogue.manuscript import Course, Mention, Module, Picture, Recording, Translation
from lms.catalogue.proof import ModuleProof, module_proof, translation_row, version_row
from lms.catalogue.words import languages as say

PicturesOf = Callable[[Iterable[Mention], str], dict[str, Picture]]
_TRANSLATED = re.compile(r"(course|lesson|quiz|final)\.([^.]+)\.md")


@dataclass(frozen=True, slots=True)
class Original:
    """What a translation or recording of one module is held against."""

    module: Module
    proof: ModuleProof

    @property
    def sections(self) -> list[str]:
        """The words of every screen."""
        return sections_of(self.proof.row["intro_html"], self.proof.screens)

    @property
    def lesson_digest(self) -> str:
        """What ``of`` in a lesson.en.md names."""
        return spoken.lesson_digest(self.proof.row["title"], self.sections)

    @property
    def quiz_digest(self) -> str:
        """What ``of`` in a quiz.en.md names."""
        return spoken.quiz_digest(self.proof.practice)


def sections_of(intro_html: str, screens: Iterable[Any]) -> list[str]:
    """The words of screens, from their rows."""
    return spoken.sections(intro_html, [(screen["title"], screen["html"]) for screen in screens])


def page_digest(course: Course) -> str:
    """What ``of`` in a course.en.md names."""
    row = version_row(course)
    return spoken.course_digest(row["title"], row["summary"], row["intro_html"])


def with_languages(course: Course, folder: Path, modules: list[Path], sheet: Sheet, pictures_of: PicturesOf) -> Course:
    """The course with its translations and recordings; what is wrong with them stands on the sheet.

    Nothing is held against an original that has faults itself: it cannot be rendered yet.
    """
    reader = _Reader(course, folder, sheet, pictures_of)
    return replace(
        course,
        translations=tuple(reader.translations(modules)),
        recordings=tuple(reader.recordings()),
    )


class _Reader:
    """Reads what stands beside the text of one course."""

    def __init__(self, course: Course, folder: Path, sheet: Sheet, pictures_of: PicturesOf) -> None:
        self._course = course
        self._folder = folder
        self._sheet = sheet
        self._pictures_of = pictures_of
        self._is_whole = not any(not complaint.is_warning for complaint in sheet.complaints)
        self._originals: dict[str, Original] = {}
        self._translated: dict[tuple[str, str], Translation] = {}

    def translations(self, modules: list[Path]) -> Iterator[Translation]:
        """Every translation, in the order of folders and names."""
        for folder in [self._folder, *modules]:
            for path in sorted(folder.glob("*.md")):
                fitting = _TRANSLATED.fullmatch(path.name)
                translation = self._translation(path, *fitting.groups()) if fitting else None
                if translation:
                    self._translated[translation.part, translation.language] = translation
                    yield translation

    def recordings(self) -> Iterator[Recording]:
        """Every recording, in the order of modules and entries."""
        for module in self._course.modules:
            folder = self._folder / module.slug
            sheet = self._sheet.of(f"{module.slug}/{FILE}")
            if not (folder / FILE).is_file() or not self._is_whole:
                continue
            text = read_text(folder / FILE, sheet)
            if text is not None:
                yield from parse_recordings(text, folder, self._sections(module), sheet)

    def _translation(self, path: Path, kind: str, language: str) -> Translation | None:
        name = path.relative_to(self._folder).as_posix()
        sheet = self._sheet.of(name)
        if language not in TRANSLATIONS:
            sheet.add(0, say.UNKNOWN_LANGUAGE, name=path.name, known=", ".join(TRANSLATIONS))
            return None
        module = path.parent.name if path.parent != self._folder else ""
        if kind == "final":
            sheet.add(0, say.FINAL_STAYS)
            return None
        if (kind != "course") != bool(module):
            sheet.add(0, say.NO_ORIGINAL, original=f"{kind}.md")
            return None
        text = read_text(path, sheet)
        draft = _parse(kind, text, language, module, sheet) if text is not None else None
        if draft is None:
            return None
        self._hold_against_original(kind, draft, module, sheet)
        return replace(draft.translation, pictures=self._pictures_of(draft.mentions, name))

    def _hold_against_original(self, kind: str, draft: Draft, module: str, sheet: Sheet) -> None:
        if not self._is_whole or not draft.translation.of:
            return
        if kind == "course":
            look_at_page(draft, page_digest(self._course), self._course.facts.updated, sheet)
            return
        original = self._original(module)
        day = original.module.lesson.facts.updated
        if kind == "lesson":
            look_at_lesson(draft, original.lesson_digest, day, len(original.proof.screens), sheet)
        else:
            look_at_quiz(draft, original.quiz_digest, day, original.proof.practice, sheet)

    def _original(self, slug: str) -> Original:
        if slug not in self._originals:
            module = next(module for module in self._course.modules if module.slug == slug)
            self._originals[slug] = Original(module, module_proof(self._course, module))
        return self._originals[slug]

    def _sections(self, module: Module) -> dict[int, dict[str, str]]:
        """The digests of the text of every screen, in the original and in its translations."""
        original = self._original(module.slug)
        sections = {at: {"vi": spoken.digest(text)} for at, text in enumerate(original.sections, 1)}
        for (part, language), translation in self._translated.items():
            if part == module.slug and not any(not c.is_warning for c in self._sheet.complaints):
                content = translation_row(translation)["content"]
                for at, text in enumerate(sections_of(content["intro_html"], content["screens"]), 1):
                    sections.get(at, {})[language] = spoken.digest(text)
        return sections


def _parse(kind: str, text: str, language: str, module: str, sheet: Sheet) -> Draft:
    if kind == "course":
        return parse_course_page(text, language, sheet)
    if kind == "lesson":
        return parse_lesson_page(text, language, module, sheet)
    return parse_quiz_page(text, language, module, sheet)
