"""Pace in words: the one sentence that answers whether there is time enough, and the word beside each figure."""

from __future__ import annotations

from flask_babel import gettext as _

from lms.statistics.pace.rules import WEEKS, Outlook, Pace
from lms.statistics.rules import in_tenths, rate_in_words
from lms.web.pages import day, whole

KINDS = {Outlook.MET: "ok", Outlook.ON_TRACK: "go", Outlook.SLOW: "mind", Outlook.HARD: "bad", Outlook.MISSED: "bad"}
LOOKS = {Outlook.MET: "b1", Outlook.ON_TRACK: "b1", Outlook.SLOW: "b2", Outlook.HARD: "b3", Outlook.MISSED: "b3"}


def outlook_in_words(outlook: Outlook) -> str:
    """«Đã đạt», «Đúng tiến độ», «Chậm», «Khó đạt»; on the day itself «Đã đạt» or «Không đạt»."""
    return {
        Outlook.MET: _("Already met"),
        Outlook.ON_TRACK: _("On track"),
        Outlook.SLOW: _("Slow"),
        Outlook.HARD: _("Hard to meet"),
        Outlook.MISSED: _("Missed"),
    }[outlook]


def sentence(pace: Pace) -> str:
    """Whether there is time enough, and what every week has to bring."""
    rate = _rate(pace)
    if pace.outlook is Outlook.MET:
        return _("%(rate)s attained: the target is met.", rate=rate)
    if pace.outlook is Outlook.MISSED:
        missing = whole(pace.missing)
        return _("%(rate)s attained on the last day: missed by %(missing)s people.", rate=rate, missing=missing)
    return f"{_today(pace, rate)} {_a_week(pace)}"


def _today(pace: Pace, rate: str) -> str:
    if pace.even is None:
        return _("%(rate)s attained.", rate=rate)
    even = in_percent(pace.even)
    if pace.attained * 1000 >= pace.even * (pace.population or 0):
        return _("%(rate)s attained; even pace needs %(even)s by now.", rate=rate, even=even)
    return _("%(rate)s attained; %(even)s would be even pace by now.", rate=rate, even=even)


def _a_week(pace: Pace) -> str:
    return _(
        "Every week must bring %(needed)s more people until %(day)s; the last %(weeks)s weeks brought %(came)s a week: %(word)s.",
        needed=whole(pace.needed_a_week),
        day=day(pace.day),
        weeks=WEEKS,
        came=came_a_week(pace),
        word=outlook_in_words(pace.outlook),
    )


def ahead(pace: Pace) -> str:
    """Where this pace leads."""
    people = whole(pace.projection)
    if not pace.population:
        return _("At this pace it will be %(people)s people.", people=people)
    rate = f"{rate_in_words(pace.projection, pace.population)} %"
    return _("At this pace it will be %(people)s people, %(rate)s.", people=people, rate=rate)


def came_a_week(pace: Pace) -> str:
    """How many came a week: from ten on, people; below, with a decimal."""
    whole_ones, rest = divmod(abs(pace.tenths_a_week), 10)
    sign = "−" if pace.tenths_a_week < 0 else ""
    if whole_ones >= 10 or not rest:  # noqa: PLR2004 - see above
        return sign + whole(whole_ones + (rest >= 5))  # noqa: PLR2004 - half up
    return f"{sign}{whole_ones},{rest}"


def in_percent(tenths: int) -> str:
    """«97,9 %»."""
    return f"{in_tenths(tenths)} %"


def _rate(pace: Pace) -> str:
    if not pace.population:
        return _("%(people)s people", people=whole(pace.attained))
    return f"{rate_in_words(pace.attained, pace.population)} %"
