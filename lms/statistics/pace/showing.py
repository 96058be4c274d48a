"""What a page shows of pace: of every figure its word, of the chosen one the sentence and the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lms.statistics.pace import words
from lms.statistics.pace.drawing import Trend, trend
from lms.statistics.pace.rules import Outlook, Pace, Series, pace
from lms.statistics.queries.tables import Report
from lms.statistics.rules import Indicator


@dataclass(frozen=True, slots=True)
class InTime:
    """The answer to «Có kịp không?»."""

    kind: str
    word: str
    sentence: str
    ahead: str
    trend: Trend | None


def paces(found: Report, series: Mapping[Indicator, Series]) -> dict[Indicator, Pace]:
    """The pace of every indicator of which one can be told."""
    told = {
        cell.indicator: pace(cell, series[cell.indicator], found.on, found.last_year.get(cell.indicator))
        for cell in found.figures
        if cell.indicator in series
    }
    return {indicator: one for indicator, one in told.items() if one is not None}


def in_time(of: Pace | None, series: Series) -> InTime | None:
    """Whether the chosen indicator will be in time."""
    if of is None:
        return None
    goes_on = of.days_left and of.outlook is not Outlook.MET
    kind, word = words.KINDS[of.outlook], words.outlook_in_words(of.outlook)
    return InTime(kind, word, words.sentence(of), words.ahead(of) if goes_on else "", trend(of, series))
