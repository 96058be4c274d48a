"""What is counted at night of every unit."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """One number of a unit and of all below it."""

    KNOWN = "known"
    """People who live there, as far as they are known here."""
    UNPLACED = "unplaced"
    """Those of them of whom no village is known."""
    ALIKE = "alike"
    """Groups of people of one village with one name and one year of birth: perhaps one person."""
    ENROLLED = "enrolled"
    LEARNING = "learning"
    PASSED = "passed"
    CERTIFIED = "certified"
    CONFIRMED = "confirmed"
    """Certified, and confirmed on VNeID."""
    CLASSES = "classes"
    """Classes of this year: from the first of January on at least one day."""
    IN_CLASSES = "in-classes"
    """People in those classes, each once in a class."""
    SESSIONS = "sessions"
    """Sessions of classes this year to which anybody came."""
    ATTENDEES = "attendees"
    """People who live there now and came to such a session, wherever it was, each once."""
    ATTENDANCES = "attendances"
    """How many times somebody came to a session of the classes there."""
    COMPLETED = "completed"
    """Courses completed this year by people who live there now."""
    ISSUED = "issued"
    """Certificates issued this year to people who lived there then."""
    REVOKED = "revoked"
    """Those ended this year in the same registers, corrected copies aside."""


FUNNEL = (What.ENROLLED, What.LEARNING, What.PASSED, What.CERTIFIED, What.CONFIRMED)
"""How far people have come: whoever stands in one stage stands in all before it."""
ACTIVITY = (
    What.CLASSES,
    What.IN_CLASSES,
    What.SESSIONS,
    What.ATTENDEES,
    What.ATTENDANCES,
    What.COMPLETED,
    What.ISSUED,
    What.REVOKED,
)


def at_least(furthest: dict[int, int]) -> dict[What, int]:
    """How many have come to each stage or further, when so many have come to the first, the second … and no further."""
    return {
        stage: sum(people for number, people in furthest.items() if number >= place)
        for place, stage in enumerate(FUNNEL, 1)
    }
