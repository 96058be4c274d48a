"""Which course comes before which: advice for learners, so nothing that cannot be fulfilled."""

from __future__ import annotations

from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.words import advice as say
from lms.catalogue.words import front_matter as say_head


def look_at_itself(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """A course cannot be learned before itself."""
    if course.slug in course.facts.prerequisites:
        sheet.add(around.line_of(sheet.file, "prerequisites:"), say_head.BEFORE_ITSELF, slug=course.slug)


def look(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """Advise against courses that are not there, and against circles."""
    line = around.line_of(sheet.file, "prerequisites:")
    for slug in course.facts.prerequisites:
        if slug == course.slug:
            continue
        if slug not in around.courses:
            sheet.add(line, say.NO_SUCH_COURSE, slug=slug, near=nearest(slug, sorted(around.courses)))
        elif circle := _way(slug, course.slug, around):
            sheet.add(line, say.IN_A_CIRCLE, slugs=" → ".join([course.slug, *circle]))


def _way(start: str, end: str, around: Surroundings, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The courses from one to what must be learned before it; nothing when there is no way."""
    if start == end:
        return (start,)
    for before in around.courses.get(start, ()):
        if before not in seen and (way := _way(before, end, around, (*seen, start))):
            return (start, *way)
    return ()
