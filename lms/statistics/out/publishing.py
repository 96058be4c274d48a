"""What may be published of a dataset: cells coded, and the finished files let through by the audit or not at all."""

from __future__ import annotations

from dataclasses import replace

from lms.places.rules import Kind
from lms.problems import N_, Problem
from lms.statistics.out.audit import audit_csv, audit_jsonstat
from lms.statistics.out.filling import PUBLIC_BY_VILLAGE
from lms.statistics.out.fingerprint import fingerprint
from lms.statistics.out.inference import Code, Count
from lms.statistics.out.jsonstat import as_jsonstat
from lms.statistics.out.rows import Dataset, Mark, Row
from lms.statistics.out.suppression import bound, coded, hides_population
from lms.statistics.out.tidy import as_csv
from lms.statistics.rules import Indicator

_KEPT = (Mark.CARRIED_FORWARD, Mark.SUM_OF_PARTS, Mark.CORRECTED, Mark.BREAK)
"""Marks that say nothing of the count."""


class NotSafe(Problem):
    """The audit can work out what the files keep back; ``complaints`` holds one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The figures would give away what must be kept back; nothing is published."))
        self.complaints = complaints


def public(data: Dataset) -> Dataset:
    """The dataset as the public is told it. Raises :class:`NotSafe` if the audit of the finished files finds anything."""
    told = suppressed(data)
    check(as_csv(told), as_jsonstat(told))
    return told


def check(table: bytes, cube: bytes) -> None:
    """Have the audit read these very files. Raises :class:`NotSafe` if it finds anything."""
    if found := audit_csv(table) + audit_jsonstat(cube):
        raise NotSafe(found)


def suppressed(data: Dataset) -> Dataset:
    """The dataset with its cells coded and without villages where none are told, not audited yet."""
    above = {unit.code: unit.parent for unit in data.units()}
    told = [row for row in data.rows if row.indicator in PUBLIC_BY_VILLAGE or above.get(row.unit.parent, "") == ""]
    codes = {(indicator, key): code for indicator in Indicator for key, code in coded(_counts(told, indicator)).items()}
    rows = tuple(_told(row, codes.get((row.indicator, row.unit.code))) for row in told)
    return _with_own_digest(replace(data, rows=rows))


def _with_own_digest(told: Dataset) -> Dataset:
    """With the digest of what is told: that of the frozen rows would let a reader try out what is kept back."""
    if not told.period.is_frozen:
        return told
    period = replace(told.period, sha256=fingerprint(told))
    return replace(told, period=period, rows=tuple(replace(row, period=period) for row in told.rows))


def _counts(rows: list[Row], indicator: Indicator) -> list[Count]:
    return [
        Count(row.unit.code, row.unit.parent, row.attained, row.population, row.unit.level is Kind.UNKNOWN)
        for row in rows
        if row.indicator is indicator and row.attained is not None
    ]


def _told(row: Row, code: Code | None) -> Row:
    if code is None:
        return row
    people = row.population or 0
    unknown = (Mark.NONE_YET,) if row.population is None else ()
    marks = (Mark(code.value), *unknown, *(mark for mark in row.marks if mark in _KEPT))
    return replace(
        row,
        attained=None,
        population=None if hides_population(people) else row.population,
        tenths=bound(code, people),
        missing=None,
        marks=marks,
    )
