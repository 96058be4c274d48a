"""Every figure of the statistics, read from the files the pages offer, so that one can see which have moved."""

from __future__ import annotations

import csv
from io import StringIO

from lms.statistics.rules import Indicator
from tests.journeys.visitor import Visitor

Figures = dict[tuple[str, str, str], str]
"""How many have attained, by year, indicator and unit."""
_UNITS = ("25", "08500", "08770")


def figures(official: Visitor, years: tuple[int, ...]) -> Figures:
    """The figures of the province, its communes and their villages."""
    found: Figures = {}
    for year in years:
        for indicator in Indicator:
            for unit in _UNITS:
                file = official.fetch(f"/statistics/{unit}/table.csv?year={year}&indicator={indicator}")
                assert file.ok, f"{file.status} for {unit}, {indicator}, {year}"
                for row in csv.DictReader(StringIO(file.body().decode("utf-8-sig")), delimiter=";"):
                    found[str(year), indicator, row["ma_don_vi"]] = row["so_dat"]
    return found


def moved(before: Figures, after: Figures) -> Figures:
    """The figures that are not what they were."""
    return {cell: value for cell, value in after.items() if before.get(cell) != value}
