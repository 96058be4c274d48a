"""The canonical file of a frozen period: the bytes its SHA-256 is of. The same rows give the same bytes, for ever."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from io import StringIO
from operator import attrgetter

from lms.statistics.periods.models import FrozenFigure, FrozenNote, FrozenPeriod, FrozenUnit, ReportingPeriod
from lms.statistics.periods.rows import Figure, Note, Unit

_FORM = "binh-dan-hoc-vu-so/ky/1"
_UNIT = ("org_unit_id", "code", "name", "sort_key", "kind", "parent", "tile_column", "tile_row")
_NOTE = ("number", "words", "day", "status")
_FIGURE = (
    "org_unit_id",
    "indicator",
    "attained",
    "directly",
    "population",
    "population_version",
    "symbol",
    "source",
    "target",
    "target_people",
    "plan",
    "gap",
)


def canonical(
    period: ReportingPeriod,
    frozen: FrozenPeriod,
    units: Iterable[FrozenUnit | Unit],
    notes: Iterable[FrozenNote | Note],
    figures: Iterable[FrozenFigure | Figure],
) -> bytes:
    """The file: CSV in UTF-8, one line a row, tables one after the other, each in the order of its keys."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_FORM, period.code, frozen.revision, frozen.unit_code, frozen.software])
    writer.writerow([period.kind, period.calendar, period.since, period.cut_off, period.series_break])
    writer.writerow(["required_sets", *frozen.required_sets])
    writer.writerow(["not_confirmed", *frozen.not_confirmed])
    for columns, rows in ((_UNIT, units), (_NOTE, notes), (_FIGURE, figures)):
        writer.writerow(columns)
        writer.writerows(sorted(map(attrgetter(*columns), rows)))  # keys come first, and each is there once
    return file.getvalue().encode()


def sha256(content: bytes) -> str:
    """What stands beside the figures on every page and paper."""
    return hashlib.sha256(content).hexdigest()
