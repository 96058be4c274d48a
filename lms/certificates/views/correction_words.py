"""What is said of a correction: where it stands, and each line as it is and as it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.corrections.rules import State, printed
from lms.certificates.rules import Facts
from lms.clock import local_date


def correction_word(correction: CertificateCorrection) -> tuple[str, str]:
    """The sign and the word for where a correction stands."""
    return {
        State.WAITING: ("mind", _("Being looked at")),
        State.DONE: ("ok", _("Done")),
        State.REFUSED: ("bad", _("Refused")),
        State.TAKEN_BACK: ("non", _("Taken back")),
    }[State(correction.state)]


def lines_side_by_side(facts: Facts, wanted: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Every line that can be put right: its name, what is printed, and what is asked for where that differs."""
    names = {"holder": _("Full name"), "birth_year": _("Year of birth"), "place_line": _("Place of residence")}
    return [(names[line], value, wanted.get(line, "")) for line, value in printed(facts).items()]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as it is read beside its certificate."""

    public_id: str
    word: tuple[str, str]
    lines: list[tuple[str, str, str]]
    asked_on: date
    is_waiting: bool
    reason: str


def correction_row(facts: Facts, correction: CertificateCorrection) -> CorrectionRow:
    """What was asked for, and what became of it."""
    return CorrectionRow(
        correction.public_id,
        correction_word(correction),
        lines_side_by_side(facts, correction.wanted),
        local_date(correction.asked_at),
        correction.state == State.WAITING,
        correction.reason,
    )
