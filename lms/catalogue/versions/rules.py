"""What differs between two versions of a course, sorted by how much it matters to who learns and who marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from lms.catalogue.versions.snapshot import Note, Option, Page, Question, Snapshot
from lms.vietnamese import fold

_ANOTHER_QUESTION = 0.25
"""Two texts that share less than a quarter of their words are not one question reworded."""
_ADDRESS = re.compile(r' (?:src|width|height)="[^"]*"')
_PICTURE = re.compile(r"<img[^>]*>")
_SOURCE = re.compile(r'src="/media/([0-9a-f]{64})')
_LONGEST_NAME = 70
Thing = TypeVar("Thing")


class Sort(StrEnum):
    """One way in which two versions differ; the gravest first."""

    REUSED = "reused"
    ANSWERS = "answers"
    QUESTIONS_REMOVED = "questions-removed"
    QUESTIONS_ADDED = "questions-added"
    QUESTIONS_REWORDED = "questions-reworded"
    QUESTIONS_MOVED = "questions-moved"
    WEIGHTS = "weights"
    REASONS = "reasons"
    NEEDED = "pass-mark"
    HOURS = "hours"
    TRIES = "tries"
    DRAWS = "draws"
    LESSONS_REMOVED = "lessons-removed"
    LESSONS_ADDED = "lessons-added"
    LESSONS_TOLD = "lessons-told"
    PAGES_REMOVED = "pages-removed"
    PAGES_ADDED = "pages-added"
    PAGES_REWRITTEN = "pages-rewritten"
    PAGES_RENAMED = "pages-renamed"
    PAGES_MOVED = "pages-moved"
    PICTURES = "pictures"
    NOTES = "notes"
    TITLE = "title"
    FIRST_PAGE = "first-page"
    DETAILS = "details"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what differs: which kind, of what, and where it is a single value, from what to what."""

    sort: Sort
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def count(self) -> int:
        """Of how many things it is said."""
        return max(1, len(self.names))


def changes(old: Snapshot, new: Snapshot, former: Mapping[str, Question] | None = None) -> tuple[Change, ...]:
    """Everything that differs, the gravest first; nothing for two versions that say the same.

    ``former`` are the questions of still older versions by their ids: an id that comes back for another question
    would mix the figures of two questions, and is told.
    """
    found = [*_of_questions(old, new, former or {}), *_of_rules(old, new), *_of_lessons(old, new), *_of_pages(old, new)]
    found += _of_first_page(old, new)
    slugs = dict.fromkeys(note[0] for note in old.notes + new.notes)
    noted = [slug for slug in slugs if _notes(old, slug) != _notes(new, slug)]
    found += (
        [Change(Sort.NOTES, tuple(lesson.title for lesson in new.lessons if lesson.slug in noted))] if noted else []
    )
    if not found and old != new:
        found = [Change(Sort.ORDER)]
    return tuple(sorted(found, key=lambda change: list(Sort).index(change.sort)))


def is_reused(old: Question, new: Question) -> bool:
    """Whether the id stands for another question than before."""
    before, after = _words(old), _words(new)
    return len(before & after) < _ANOTHER_QUESTION * len(before | after)


def has_another_answer(old: Question, new: Question) -> bool:
    """Whether what was right before is right no more, or something else is now: words alone do not count."""
    if old.accepted != new.accepted:
        return True
    if old.kind != new.kind and "multiple" in (old.kind, new.kind):
        return True
    return any(before is None or after is None or before.right != after.right for before, after in _paired(old, new))


def _paired(old: Question, new: Question) -> Iterable[tuple[Option | None, Option | None]]:
    """Each option with what became of it: by its words, else by its place among those that are left over.

    A wrong option that came or went changes no answer; a right one does.
    """
    after = {(option.part, fold(option.text)): option for option in new.options}
    before = {(option.part, fold(option.text)): option for option in old.options}
    for key in before.keys() & after.keys():
        yield before[key], after[key]
    left = [option for key, option in before.items() if key not in after]
    come = [option for key, option in after.items() if key not in before]
    for right in (True, False):
        gone, added = [o for o in left if o.right is right], [o for o in come if o.right is right]
        yield from zip(gone, added, strict=False)
        if right:
            yield from ((option, None) for option in gone[len(added) :])
            yield from ((None, option) for option in added[len(gone) :])


def _of_questions(old: Snapshot, new: Snapshot, former: Mapping[str, Question]) -> Iterable[Change]:
    before, after = _by_key(old.questions), _by_key(new.questions)
    both = [(before[key], after[key]) for key in before if key in after]
    reused = {now.key for was, now in both if is_reused(was, now)}
    added = [question for key, question in after.items() if key not in before]
    back = {each.key for each in added if each.key in former and is_reused(former[each.key], each)}
    kept = [(was, now) for was, now in both if now.key not in reused]
    other = [(was, now) for was, now in kept if has_another_answer(was, now)]
    same = [(was, now) for was, now in kept if (was, now) not in other]
    reworded = [(was, now) for was, now in same if _asked(was) != _asked(now)]
    yield from _named(Sort.REUSED, [each for each in after.values() if each.key in reused | back], _question_name)
    yield from _named(Sort.ANSWERS, [now for _, now in other], _question_name)
    yield from _named(Sort.QUESTIONS_REMOVED, [q for key, q in before.items() if key not in after], _question_name)
    yield from _named(Sort.QUESTIONS_ADDED, [each for each in added if each.key not in back], _question_name)
    yield from _named(Sort.QUESTIONS_REWORDED, [now for _, now in reworded], _question_name)
    moved = [now for was, now in kept if (was.module, was.is_final) != (now.module, now.is_final)]
    yield from _named(Sort.QUESTIONS_MOVED, moved, _question_name)
    yield from _named(Sort.WEIGHTS, [now for was, now in kept if was.weight != now.weight], _question_name)
    explained = [now for was, now in same if (was, now) not in reworded and _why(was) != _why(now)]
    yield from _named(Sort.REASONS, explained, _question_name)


def _of_rules(old: Snapshot, new: Snapshot) -> Iterable[Change]:
    if old.pass_mark != new.pass_mark:
        yield Change(Sort.NEEDED, (), f"{old.pass_mark}%", f"{new.pass_mark}%")
    if old.half_hours != new.half_hours:
        yield Change(Sort.HOURS, (), f"{old.half_hours / 2:g}", f"{new.half_hours / 2:g}")
    before, after = _tries(old), _tries(new)
    if before != after:
        yield Change(Sort.TRIES, (), before, after)
    draws = {lesson.slug: lesson.draw for lesson in old.lessons}
    drawn = [lesson for lesson in new.lessons if draws.get(lesson.slug, 0) != lesson.draw]
    names = tuple(f"{lesson.title}: {draws.get(lesson.slug, 0)} → {lesson.draw}" for lesson in drawn)
    if names:
        yield Change(Sort.DRAWS, names)


def _of_lessons(old: Snapshot, new: Snapshot) -> Iterable[Change]:
    before, after = ({lesson.slug: lesson for lesson in each.lessons} for each in (old, new))
    yield from _named(Sort.LESSONS_REMOVED, [x for slug, x in before.items() if slug not in after], lambda x: x.title)
    yield from _named(Sort.LESSONS_ADDED, [x for slug, x in after.items() if slug not in before], lambda x: x.title)
    told = [
        lesson
        for slug, lesson in after.items()
        if slug in before and replace(before[slug], draw=0) != replace(lesson, draw=0)
    ]
    yield from _named(Sort.LESSONS_TOLD, told, lambda lesson: lesson.title)


def _of_pages(old: Snapshot, new: Snapshot) -> Iterable[Change]:
    before, after = ({(page.module, page.title): page for page in each.pages} for each in (old, new))
    gone = {key: page for key, page in before.items() if key not in after}
    come = {key: page for key, page in after.items() if key not in before}
    became = _became(gone, come)
    renamed = [page for key, page in became.items() if gone[key].module == page.module]
    yield from _named(Sort.PAGES_REMOVED, [page for key, page in gone.items() if key not in became], _page_name)
    yield from _named(Sort.PAGES_ADDED, [p for p in come.values() if p not in became.values()], _page_name)
    both = [(before[key], after[key]) for key in before if key in after]
    rewritten = [now for was, now in both if _without_pictures(was.html) != _without_pictures(now.html)]
    yield from _named(Sort.PAGES_REWRITTEN, rewritten, _page_name)
    yield from _named(Sort.PAGES_RENAMED, renamed, _page_name)
    yield from _named(Sort.PAGES_MOVED, [page for page in became.values() if page not in renamed], _page_name)
    redrawn = [now for was, now in both if now not in rewritten and was.html != now.html]
    fresh = _pictures(new) - _pictures(old)
    lost = _pictures(old) - _pictures(new)
    if redrawn or fresh or lost:
        yield Change(Sort.PICTURES, tuple(_page_name(page) for page in redrawn), str(len(lost)), str(len(fresh)))


def _became(gone: Mapping[tuple[str, str], Page], come: Mapping[tuple[str, str], Page]) -> dict[tuple[str, str], Page]:
    """The pages that say the very same under another title or in another lesson."""
    found: dict[tuple[str, str], Page] = {}
    for key, page in gone.items():
        same = [each for each in come.values() if each.html == page.html and each not in found.values()]
        same.sort(key=lambda each: (each.module != page.module, each.title != page.title))
        if same:
            found[key] = same[0]
    return found


def _of_first_page(old: Snapshot, new: Snapshot) -> Iterable[Change]:
    if old.title != new.title:
        yield Change(Sort.TITLE, (), old.title, new.title)
    if old.first_page != new.first_page:
        yield Change(Sort.FIRST_PAGE)
    keys = sorted(old.details.keys() | new.details.keys())
    names = [key for key in keys if (old.details.get(key) or None) != (new.details.get(key) or None)]
    if names:
        yield Change(Sort.DETAILS, tuple(names))


def _named(sort: Sort, things: Iterable[Thing], name: Callable[[Thing], str]) -> Iterable[Change]:
    names = tuple(name(thing) for thing in things)
    if names:
        yield Change(sort, names)


def _by_key(questions: Iterable[Question]) -> dict[str, Question]:
    return {question.key: question for question in questions}


def _question_name(question: Question) -> str:
    return f"{question.key} «{_short(question.stem)}»"


def _page_name(page: Page) -> str:
    return f"«{page.title}»"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"


def _asked(question: Question) -> tuple[object, ...]:
    options = frozenset((option.part, option.html) for option in question.options)
    return question.kind, question.stem, question.scene, options, question.parts


def _why(question: Question) -> tuple[object, ...]:
    whys = frozenset((option.part, option.html, option.why) for option in question.options)
    return whys, question.explanation, question.reread


def _words(question: Question) -> set[str]:
    texts = (question.stem, *question.parts, *(option.text for option in question.options), *question.accepted.texts)
    return set(re.findall(r"\w+", fold(" ".join(texts))))


def _notes(of: Snapshot, slug: str) -> list[Note]:
    return [note for note in of.notes if note[0] == slug]


def _tries(of: Snapshot) -> str:
    """Tries, days of the window, hours of waiting: «3 / 7 / 12»; 0 tries are as many as one likes."""
    return f"{of.attempts or '∞'} / {of.attempt_window_days} / {of.wait_hours}"


def _without_pictures(html: str) -> str:
    return _PICTURE.sub(lambda found: _ADDRESS.sub("", found[0]), html)


def _pictures(of: Snapshot) -> set[str]:
    texts = [of.first_page[1], *(lesson.intro for lesson in of.lessons), *(page.html for page in of.pages)]
    for question in of.questions:
        texts += [question.scene, question.explanation, *(option.html + option.why for option in question.options)]
    return {sha256 for text in texts for sha256 in _SOURCE.findall(text)}
