"""A new course to begin with: small, sound, with everything the format knows shown once."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

from lms.catalogue.archive.names import SLUG
from lms.problems import N_, Conflict, Problem

_REVIEW_IN_YEARS = 1
_FEBRUARY, _LEAP_DAY = 2, 29


def start_course(slug: str, into: Path, today: date) -> Path:
    """Write the folder of a new course. Raises :class:`Problem` for a bad name, :class:`Conflict` if it is there."""
    if not SLUG.fullmatch(slug):
        message = N_("“%(name)s” cannot name a course: use a-z, 0-9 and hyphens, at most 60 characters.")
        raise Problem(message, name=slug[:100])
    folder = into / slug
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise Conflict(N_("There is a course %(course)s already."), course=slug) from None
    model = Path(str(files("lms.catalogue.archive"))) / "data" / "new"
    words = {"slug": _short(slug), "today": today.isoformat(), "review_by": _in_a_year(today).isoformat()}
    for path in sorted(model.rglob("*.*")):
        new = folder / path.relative_to(model)
        new.parent.mkdir(exist_ok=True)
        new.write_text(_filled(path.read_text("utf-8"), words), "utf-8")
    return folder


def _filled(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{{{name}}}}}", word)
    return text


def _short(slug: str) -> str:
    """What the ids of its questions begin with: the first letters of a name of several words."""
    parts = slug.split("-")
    return "".join(part[0] for part in parts) if len(parts) > 1 else slug[:12]


def _in_a_year(day: date) -> date:
    leap = (day.month, day.day) == (_FEBRUARY, _LEAP_DAY)
    return day.replace(year=day.year + _REVIEW_IN_YEARS, day=28 if leap else day.day)
