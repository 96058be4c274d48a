"""What one reader is shown and offered to hear, by the languages this browser chose. Works without script."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import get_locale

from lms.catalogue.languages.names import NAMES, ORIGINAL
from lms.catalogue.languages.queries import shelf
from lms.catalogue.languages.shelf import Shelf, Spoken
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule, PublishedScreen
from lms.web import reading
from lms.web.language import LANGUAGES

READ_COOKIE, HEAR_COOKIE = "read", "hear"


_NAMES_TO_READ = {**NAMES, ORIGINAL: "Bản tiếng Việt"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language to choose, by its own name."""

    code: str
    name: str

    @property
    def named_in(self) -> str:
        """The language of the name itself: those of our mountains are named in Vietnamese."""
        return self.code if self.code in LANGUAGES else ORIGINAL


@dataclass(frozen=True, slots=True)
class Sound:
    """What can be heard of a screen: one recording to play, and the other languages there are."""

    playing: Spoken
    language: Language
    others: tuple[Language, ...]
    every: tuple[Spoken, ...]
    """All languages: a page that is kept on the telephone cannot be asked for in another one."""
    wished: str
    """The language that was chosen and is not there for this screen, by its name; mostly empty."""
    is_read_aloud: bool
    """Whether «Read aloud» plays it: it speaks the language of the text, or the one that was chosen."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """All recordings of a course in one language."""

    language: Language
    seconds: int
    bytes: int

    @property
    def megabytes(self) -> str:
        """«2,1»; never less than a tenth."""
        return f"{max(0.1, self.bytes / 1_000_000):.1f}".replace(".", ",")

    @property
    def minutes(self) -> int:
        """Their length, rounded up."""
        return -(-self.seconds // 60)


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A screen as this browser reads and hears it."""

    module: PublishedModule
    screen: PublishedScreen
    texts: tuple[Language, ...]
    sound: Sound | None


@dataclass(frozen=True, slots=True)
class Titles:
    """What a course, its lessons and their screens are called where this browser reads; found by the originals."""

    course: PublishedCourse

    def lesson(self, module: PublishedModule) -> PublishedModule:
        """The lesson as it is read here."""
        return next(each for each in self.course.modules if each.id == module.id)

    def screen(self, module: PublishedModule, screen: PublishedScreen) -> PublishedScreen:
        """One of its screens."""
        return next(each for each in self.lesson(module).screens if each.position == screen.position)


def lesson_page(course: PublishedCourse, module: PublishedModule, position: int) -> LessonPage:
    """A screen of ``module``, in the languages chosen here."""
    language = text_language()
    shown = module if language == ORIGINAL else _shelf(course).module_in(module, language)
    screen = next(screen for screen in shown.screens if screen.position == position)
    return LessonPage(
        shown, screen, other_texts(course, module, shown), sound(course, module, position, shown.language)
    )


def text_language() -> str:
    """The language this browser reads lessons in: that of the page, unless another was chosen for this page's language.

    The choice is kept as «language of the page:language of the text», so that it ends when the page's language changes.
    """
    page = str(get_locale())
    for_page, _, chosen = request.cookies.get(READ_COOKIE, "").partition(":")
    return chosen if for_page == page and chosen in NAMES else page


def in_my_language(course: PublishedCourse) -> PublishedCourse:
    """The course as this browser reads it; ids, order and marks are those of the original."""
    language = text_language()
    return course if language == ORIGINAL else _shelf(course).course_in(course, language)


def titles(course: PublishedCourse) -> Titles:
    """How this browser names what stands in the course."""
    return Titles(in_my_language(course))


def other_texts(course: PublishedCourse, module: PublishedModule, shown: PublishedModule) -> tuple[Language, ...]:
    """In which other languages this lesson can be read here: the page's own, and those no page is written in.

    ``module`` is the original, ``shown`` what is being read.
    """
    page = str(get_locale())
    codes = [ORIGINAL, *_shelf(course).languages_of(module)]
    offered = [code for code in codes if code in (ORIGINAL, page) or code not in LANGUAGES]
    return tuple(Language(code, _NAMES_TO_READ[code]) for code in offered if code != shown.language)


def sound(course: PublishedCourse, module: PublishedModule, position: int, shown_in: str) -> Sound | None:
    """The recording of a screen in the language this browser chose to hear, else in that of the text, else any."""
    heard = _shelf(course).heard_at(module, position)
    if not heard:
        return None
    wish = request.cookies.get(HEAR_COOKIE, "")
    order = [wish, shown_in, ORIGINAL]
    playing = min(heard, key=lambda each: order.index(each.language) if each.language in order else len(order))
    others = tuple(Language(each.language, each.language_name) for each in heard if each is not playing)
    is_missing = wish in NAMES and wish != playing.language
    language = Language(playing.language, playing.language_name)
    is_read_aloud = playing.language in (wish, shown_in)
    return Sound(playing, language, others, heard, _in_a_sentence(NAMES[wish]) if is_missing else "", is_read_aloud)


def recorded(course: PublishedCourse) -> tuple[Recorded, ...]:
    """What can be heard of a course, language by language."""
    return tuple(
        Recorded(Language(code, NAMES[code]), sum(each.seconds for each in heard), sum(each.bytes for each in heard))
        for code, heard in _shelf(course).heard_in(course).items()
    )


def question(course: PublishedCourse, module: PublishedModule | None, item: PublishedItem) -> PublishedItem:
    """A question to practise as this browser reads it; those of the final are the same for everybody."""
    language = text_language()
    if module is None or language == ORIGINAL:
        return item
    practice = _shelf(course).module_in(module, language).practice
    return next((each for each in practice if each.id == item.id), item)


def _in_a_sentence(name: str) -> str:
    return name.replace("Tiếng", "tiếng")


def _shelf(course: PublishedCourse) -> Shelf:
    return shelf(reading(), course.course_id)
