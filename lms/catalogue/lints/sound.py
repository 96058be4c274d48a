"""How much of a course can be heard: a note, for a recording needs a person and a quiet room."""

from __future__ import annotations

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints.passages import COURSE
from lms.catalogue.manuscript import Course
from lms.catalogue.words import advice as say

_ORIGINAL = "vi"
_MOST_NAMED = 5


def look(course: Course, sheet: Sheet) -> None:
    """Note how many screens have a recording in Vietnamese, and name the first that have none."""
    heard = {(each.module, each.section) for each in course.recordings if each.language == _ORIGINAL}
    every = [(module.slug, at) for module in course.modules for at in range(1, len(module.lesson.screens) + 1)]
    missing = [f"{module}/{section}" for module, section in every if (module, section) not in heard]
    if len(missing) == len(every):
        sheet.of(COURSE).add(0, say.SILENT, all=len(every))
    elif missing:
        shown = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
        sheet.of(COURSE).add(0, say.HEARD, heard=len(every) - len(missing), all=len(every), missing=shown)
