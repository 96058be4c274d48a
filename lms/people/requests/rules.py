"""What may be asked for about one's data, who answers, and what a correction must say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lms.problems import N_, Problem
from lms.roles import Role

LONGEST_NOTE = 500


class What(StrEnum):
    """What somebody asks for."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    DELETION = "deletion"


class State(StrEnum):
    """Where a request stands."""

    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"


NAMES = {
    What.CORRECTION: N_("correction of the data"),
    What.WITHDRAWAL: N_("consent taken back, account closed"),
    What.DELETION: N_("deletion of the data"),
}
"""Each in a few words that stand in the middle of a sentence."""

ANSWERED_BY = {What.CORRECTION: Role.OFFICIAL, What.WITHDRAWAL: Role.ADMINISTRATOR, What.DELETION: Role.ADMINISTRATOR}
"""Whose work it is, at the place where the person lives."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody at this moment and can be corrected; the commune by its code."""

    name: str
    birth_year: int
    commune: str


def changes(known: Known, name: str, birth_year: int, commune: str, note: str) -> dict[str, str]:
    """What is to be different, by field. Raises :class:`Problem` when nothing is, and nothing is said in words."""
    wanted = {"name": name, "birth_year": str(birth_year), "commune": commune}
    present = {"name": known.name, "birth_year": str(known.birth_year), "commune": known.commune}
    differing = {field: value for field, value in wanted.items() if value and value != present[field]}
    if not differing and not note:
        raise Problem(N_("Change what is wrong, or write below what is wrong. Nothing has been sent yet."))
    return differing


def reason(text: str) -> str:
    """Why something was refused, in words the person will read. Raises :class:`Problem` when there are none."""
    if not text:
        raise Problem(N_("Write why it cannot be done. The person will read it."), field="reason")
    if len(text) > LONGEST_NOTE:
        raise Problem(N_("Write it in %(most)s letters or fewer."), field="reason", most=LONGEST_NOTE)
    return text
