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
ISSUER = ("superior", "name", "place", "signatory_title", "decision", "movement")
"""The lines that the issuing body gives, by their names in its file."""
_FIXED = {
    "nation": "SOCIALIST REPUBLIC OF VIET NAM",
    "motto": "Independence - Freedom - Happiness",
    "title": "Certificate",
    "movement": "Digital Literacy for All",
}


def lines(issuer: Mapping[str, str]) -> dict[str, str]:
    """The lines that are the same on every paper of an issuer, by name; ``issuer`` holds those it gives itself."""
    return {**dict.fromkeys(ISSUER, ""), **_FIXED, **{name: text for name, text in issuer.items() if text}}


def place_and_date(place: str, on: date) -> str:
    """«Phu Tho, 23 November 2026»."""
    return f"{place}, {day(on)}".removeprefix(", ")


def result(score_percent: int) -> str:
    """«passed with 92%»."""
    return f"passed with {score_percent}%"


def day(on: date) -> str:
    """«5 February 2026»."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def hours(half_hours: int) -> str:
    """«6 hours»."""
    count = f"{half_hours / 2:g}"
    return f"{count} hour" if count == "1" else f"{count} hours"
