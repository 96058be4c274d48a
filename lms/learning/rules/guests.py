"""What a guest did before there was somebody it could belong to, version by version of the courses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.learning.rules.progress import Work
from lms.learning.rules.responses import check_choice
from lms.learning.rules.versions import AnotherVersion, practice_item, same_choice, same_item, same_screen
from lms.problems import Problem


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """One answer as it was given, ready to become somebody's."""

    item_id: int
    submission: str
    chosen: tuple[int | str, ...]
    """Indexes of options in the author's order, or what was typed; none is «Không biết»."""
    at: datetime


@dataclass(frozen=True, slots=True)
class GuestWork:
    """What a guest read and answered in one version of a course."""

    course: PublishedCourse
    read: frozenset[int] = frozenset()
    answers: Mapping[int, GuestAnswer] = field(default_factory=dict)
    """By the id of the question."""

    @property
    def work(self) -> Work:
        """The same as progress is worked out from; questions count as handed in when every one has an answer."""
        left_out = {
            module.slug: [number for number, item in enumerate(module.practice, 1) if item.id not in self.answers]
            for module in self.course.modules
            if any(item.id in self.answers for item in module.practice)
        }
        return Work(
            read=self.read,
            handed_in=frozenset(slug for slug, numbers in left_out.items() if not numbers),
            open_at={slug: numbers[0] for slug, numbers in left_out.items() if numbers},
        )


def in_version(course: PublishedCourse, done: Iterable[GuestWork]) -> GuestWork:
    """All of it that stands in this version of the course in the very same words; of two answers the later."""
    of_course = [each for each in done if each.course.course_id == course.course_id]
    read = frozenset(screen_id for each in of_course for screen_id in _screens(course, each))
    answers = sorted((answer for each in of_course for answer in _answers(course, each)), key=lambda each: each.at)
    return GuestWork(course, read, {answer.item_id: answer for answer in answers})


def _screens(course: PublishedCourse, done: GuestWork) -> Iterator[int]:
    for screen_id in done.read:
        with suppress(AnotherVersion):
            yield same_screen(done.course, screen_id, course).id


def _answers(course: PublishedCourse, done: GuestWork) -> Iterator[GuestAnswer]:
    for answer in done.answers.values():
        seen = practice_item(done.course, answer.item_id)
        if seen:
            with suppress(Problem):
                check_choice(seen, answer.chosen)
                yield _moved(answer, seen, same_item(seen, course))


def _moved(answer: GuestAnswer, seen: PublishedItem, item: PublishedItem) -> GuestAnswer:
    return replace(answer, item_id=item.id, chosen=tuple(same_choice(seen, answer.chosen, item)))
