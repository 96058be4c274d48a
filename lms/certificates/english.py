"""The English lines of a paper in two languages: small words below the Vietnamese ones, which alone are binding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

MODES = {
    "alone": "self-paced, online",
    "supervised": "in class, supervised",
    "paper": "on paper, in class",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIXED = {
    "nation": "SOCIALIST REPUBLIC OF VIET NAM",
    "motto": "Independence - Freedom - Happiness",
    "title": "Certificate",
    "movement": "Digital Literacy for All",
}


def lines(
    issuer: Mapping[str, str], *, course_title: str, half_hours: int, score_percent: int, mode: str, completed: date
) -> dict[str, str]:
    """Every English line by name; ``issuer`` holds what the issuing body says in English, and may lack some."""
    given = {name: text for name, text in issuer.items() if text}
    return {
        **_FIXED,
        **given,
        "course_title": course_title,
        "hours": _hours(half_hours),
        "result": f"passed with {score_percent}%",
        "mode": MODES.get(mode, mode),
        "completed": day(completed),
    }


def day(on: date) -> str:
    """«5 February 2026»."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def _hours(half_hours: int) -> str:
    count = f"{half_hours / 2:g}"
    return f"{count} hour" if count == "1" else f"{count} hours"
