"""What stands beside a course: its translations and recordings, chosen for one reader. Pure values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lms.catalogue.languages.names import NAMES, ORIGINAL
from lms.catalogue.published import Accepted, PublishedCourse, PublishedItem, PublishedModule, PublishedPart


@dataclass(frozen=True, slots=True)
class Translated:
    """One page in another language."""

    part: str
    language: str
    of: str
    of_day: str
    content: Mapping[str, Any]
    digests: tuple[str, ...] = ()
    """Of the words of each of its screens."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording that may be heard."""

    module: str
    language: str
    voice: str
    is_machine: bool
    text_digest: str
    sha256: str
    suffix: str
    seconds: int
    bytes: int

    @property
    def language_name(self) -> str:
        """The language in its own name."""
        return NAMES.get(self.language, self.language)

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.bytes // 1000)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything beside one course, the newest translation first."""

    translations: tuple[Translated, ...] = ()
    recordings: tuple[Spoken, ...] = ()

    def languages_of(self, module: PublishedModule) -> tuple[str, ...]:
        """The languages other than the original's in which this lesson can be read."""
        return tuple(code for code in NAMES if code != ORIGINAL and self._lesson(module, code))

    def course_in(self, course: PublishedCourse, language: str) -> PublishedCourse:
        """The course as somebody reads it in a language; what is not translated stays in the original."""
        if language == ORIGINAL or not any(each.language == language for each in self.translations):
            return course
        modules = tuple(self.module_in(module, language) for module in course.modules)
        found = self._best("", language, course.text_digest)
        if found is None:
            return replace(course, modules=modules)
        return replace(
            course,
            modules=modules,
            title=found.content["title"],
            summary=found.content["summary"],
            intro_html=found.content["intro_html"],
            language=language,
            translated_from=None if found.of == course.text_digest else date.fromisoformat(found.of_day),
        )

    def module_in(self, module: PublishedModule, language: str) -> PublishedModule:
        """A lesson and its questions in a language, as far as they are translated."""
        quiz = self._find(f"{module.slug}/quiz", language, module.quiz_digest)
        if quiz:
            items = quiz.content["items"]
            practice = tuple(_item(item, items[item.key], language) for item in module.practice)
            module = replace(module, practice=practice)
        lesson = self._lesson(module, language)
        if lesson is None:
            return module
        screens = zip(module.screens, lesson.content["screens"], lesson.digests, strict=True)
        return replace(
            module,
            title=lesson.content["title"],
            intro_html=lesson.content["intro_html"],
            screens=tuple(
                replace(screen, title=words["title"], html=words["html"], text_digest=digest)
                for screen, words, digest in screens
            ),
            language=language,
            translated_from=None if lesson.of == module.lesson_digest else date.fromisoformat(lesson.of_day),
        )

    def answerable(self, module: PublishedModule) -> tuple[PublishedItem, ...]:
        """The questions to practise; what is to be typed may be typed in the words of any of their translations."""
        part = f"{module.slug}/quiz"
        fitting = [each for each in self.translations if (each.part, each.of) == (part, module.quiz_digest)]
        return tuple(_typed_in_any(item, fitting) for item in module.practice)

    def heard_at(self, module: PublishedModule, position: int) -> tuple[Spoken, ...]:
        """The recordings of a screen whose words are still those that were read, one a language, people first."""
        texts = {screen.text_digest for screen in module.screens if screen.position == position}
        for each in self.translations:
            texts.update(each.digests[position - 1 : position] if each.part == module.slug else ())
        fitting = [each for each in self.recordings if each.module == module.slug and each.text_digest in texts]
        fitting.sort(key=lambda each: each.is_machine, reverse=True)
        heard = {each.language: each for each in fitting}
        return tuple(heard[code] for code in NAMES if code in heard)

    def heard_in(self, course: PublishedCourse) -> dict[str, tuple[Spoken, ...]]:
        """Every recording of the course that may be heard, by language, each once, in the order of the lessons."""
        every = [
            each
            for module in course.modules
            for screen in module.screens
            for each in self.heard_at(module, screen.position)
        ]
        return {
            code: tuple({each.sha256: each for each in every if each.language == code}.values())
            for code in NAMES
            if any(each.language == code for each in every)
        }

    @property
    def mark(self) -> str:
        """Differs whenever something stands here that did not, or no longer does."""
        texts = [f"{each.part} {each.language} {each.of}" for each in self.translations]
        sounds = [f"{each.module} {each.language} {each.text_digest} {each.sha256}" for each in self.recordings]
        return hashlib.sha256("\n".join([*texts, *sounds]).encode()).hexdigest()

    def _lesson(self, module: PublishedModule, language: str) -> Translated | None:
        """The translation of today's text, else the newest that still has as many screens."""
        return self._best(module.slug, language, module.lesson_digest, screens=len(module.screens))

    def _best(self, part: str, language: str, digest: str, *, screens: int = 0) -> Translated | None:
        found = self._find(part, language, digest)
        if found:
            return found
        older = (each for each in self.translations if (each.part, each.language) == (part, language))
        return next((each for each in older if len(each.content["screens"]) == screens), None)

    def _find(self, part: str, language: str, digest: str) -> Translated | None:
        wanted = (part, language, digest)
        return next((each for each in self.translations if (each.part, each.language, each.of) == wanted), None)


def _item(item: PublishedItem, words: Mapping[str, Any], language: str) -> PublishedItem:
    """A question in other words: which options are right, and all that counts, stays the original's.

    A text to type is right in either language, and told in that of the translation.
    """
    said = Accepted.of(words.get("accepted", {}))
    options = zip(item.options, words["options"], strict=True)
    return replace(
        item,
        stem=words["stem"],
        scene_html=words["scene_html"],
        options=tuple(
            replace(option, html=other["html"], text=other["text"], why_html=other["why_html"])
            for option, other in options
        ),
        parts=tuple(PublishedPart(part["html"], part["text"]) for part in words.get("parts", ())),
        accepted=replace(item.accepted, texts=said.texts + item.accepted.texts, unit=said.unit),
        explanation_html=words["explanation_html"],
        language=language,
    )


def _typed_in_any(item: PublishedItem, translations: list[Translated]) -> PublishedItem:
    more = (Accepted.of(each.content["items"][item.key].get("accepted", {})).texts for each in translations)
    texts = (*item.accepted.texts, *(text for said in more for text in said))
    return replace(item, accepted=replace(item.accepted, texts=texts)) if item.accepted.texts else item
