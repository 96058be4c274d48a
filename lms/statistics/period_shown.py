"""Which period a page shows, and which it could show: the living figures, or any that was frozen, with its corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.statistics.forms import Choice
from lms.statistics.periods.queries import Frozen


@dataclass(frozen=True, slots=True)
class Option:
    """A period to choose."""

    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Periods:
    """The form that chooses a period, what else its address holds, and what is to be said of the chosen one."""

    options: list[Option]
    kept: dict[str, str]
    notes: list[str]
    other_revisions: list[tuple[str, dict[str, str]]]
    """Words, and the address, of the revisions of the same period that are not shown."""


def periods_offered(chosen: Choice, known: Sequence[Frozen]) -> Periods | None:
    """What to choose from; nothing before anything was frozen. Revisions come newest first."""
    if not known:
        return None
    newest: dict[str, Frozen] = {}
    for one in known:
        newest.setdefault(one.code, one)
    shown = chosen.frozen
    kept = chosen.but(frozen=None, typed="").address()
    return Periods(
        [
            Option("", _("Living figures"), shown is None),
            *(Option(one.code, one.title, shown is not None and one.code == shown.code) for one in newest.values()),
        ],
        {name: value for name, value in kept.items() if name not in ("year", "boundaries")},
        _notes(shown, newest[shown.code]) if shown else [],
        [
            (_revision(one), chosen.but(frozen=one, revision=one.revision).address())
            for one in known
            if shown and one.code == shown.code and one.revision != shown.revision
        ],
    )


def _notes(shown: Frozen, newest: Frozen) -> list[str]:
    notes = [shown.title]
    if shown.revision:
        notes.append(_("[r] corrected, revision %(number)s: %(reason)s", number=shown.revision, reason=shown.reason))
    if shown.series_break:
        notes.append(_("[b] the series breaks here: %(why)s", why=shown.series_break))
    if newest.revision != shown.revision:
        notes.append(_("This revision has been corrected since."))
    return notes


def _revision(one: Frozen) -> str:
    return _("revision %(number)s", number=one.revision) if one.revision else _("as first frozen")
