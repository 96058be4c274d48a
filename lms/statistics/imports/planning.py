"""What a file would do: every row beside what is kept, and the rows that would be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.statistics.imports import queries, rows
from lms.statistics.imports.rows import PopulationRow, Read, RequiredRow, TargetRow, TotalRow
from lms.statistics.imports.rules import (
    At,
    Judged,
    KeptSet,
    Number,
    Preview,
    Verdict,
    judge_number,
    judge_set,
    oddities,
    total_fault,
)
from lms.statistics.imports.words import INDICATORS
from lms.statistics.models import Population, Target
from lms.statistics.rules import Indicator, PopulationStatus, percent_in_words
from lms.tables.reading import BadFile

Fresh = TargetRow | PopulationRow | RequiredRow
TARGET_FIELDS = ("basis_points", "people", "plan", "plan_date", "source")
_ON_LINE = "dòng "


@dataclass(frozen=True, slots=True)
class Plan:
    """What the dry run says, the rows that would be written in this order, and what they stand beside."""

    preview: Preview
    fresh: Sequence[Fresh]
    ids: Mapping[str, int] = field(default_factory=dict)
    """The units by their codes."""
    kept: Mapping[At, Target] = field(default_factory=dict)
    """The targets there are."""
    versions: Mapping[At, int] = field(default_factory=dict)
    """The newest version of each denominator."""


def targets(db: Session, content: bytes, now: datetime) -> Plan:
    """What a file of targets would do."""
    units = queries.units(db, local_date(now))
    kept = queries.targets(db, units.ids)
    try:
        read = rows.targets(content, units.ids)
    except BadFile as fault:
        return _unread(fault)
    judged, fresh = [], []
    for one in read:
        if one.row is None:
            judged.append(_wrong(one))
            continue
        verdict, sentence = _judge_target(one.row, kept.get((one.row.indicator, one.row.year, one.row.unit_code)))
        judged.append(Judged(one.line, verdict, _about(one.row, units.names), sentence))
        fresh += [one.row] if verdict is not Verdict.SAME else []
    return Plan(Preview(judged), fresh, units.ids, kept)


def populations(db: Session, content: bytes, now: datetime) -> Plan:
    """What a file of denominators would do."""
    units = queries.units(db, local_date(now))
    kept = {at: _number(row) for at, row in queries.newest_populations(db, units.ids).items()}
    try:
        read = rows.populations(content, units.ids)
    except BadFile as fault:
        return _unread(fault)
    given = {(row.indicator, row.year, row.unit_code): row for one in read if isinstance(row := one.row, PopulationRow)}
    numbers = {at: _given(row) for at, row in given.items()}
    verdicts = {at: judge_number(number, kept.get(at)) for at, number in numbers.items()}
    judged = [_judge_population(one, verdicts, numbers, units) for one in read]
    changing = {at: number for at, number in numbers.items() if verdicts[at][0] is not Verdict.SAME}
    odd = oddities(numbers, kept, units.parents, units.kinds, local_date(now)) if changing else []
    versions = {at: one.place for at, one in kept.items()}
    return Plan(Preview(judged, odd), [given[at] for at in changing], units.ids, versions=versions)


def required_sets(db: Session, content: bytes, _now: datetime) -> Plan:
    """What a file of required sets would do; a row follows those before it."""
    try:
        read = rows.required_sets(content)
    except BadFile as fault:
        return _unread(fault)
    kept: dict[tuple[Indicator, str], list[KeptSet]] = defaultdict(list)
    for indicator, name, one_set in queries.sets(db):
        kept[indicator, name].append(one_set)
    judged, fresh = [], []
    for one in read:
        if one.row is None:
            judged.append(_wrong(one))
            continue
        row = one.row
        laid_down = KeptSet(row.valid_from, row.valid_to, row.source, row.courses)
        verdict, sentence, kept[row.indicator, row.name] = judge_set(laid_down, kept[row.indicator, row.name])
        judged.append(Judged(one.line, verdict, f"{INDICATORS[row.indicator]} · {row.name}", sentence))
        fresh += [row] if verdict in (Verdict.NEW, Verdict.CHANGED) else []
    return Plan(Preview(judged), fresh)


def _unread(fault: BadFile) -> Plan:
    """A file of which no row could be read: the dry run says why."""
    return Plan(Preview([_of_file(complaint) for complaint in fault.complaints]), [])


def _of_file(complaint: str) -> Judged:
    head, _, rest = complaint.partition(": ")
    number = head.removeprefix(_ON_LINE)
    if head.startswith(_ON_LINE) and number.isdecimal():
        return Judged(int(number), Verdict.WRONG, "", rest)
    return Judged(1, Verdict.WRONG, "", complaint)


Row = TypeVar("Row")


def _wrong(one: Read[Row]) -> Judged:
    return Judged(one.line, Verdict.WRONG, one.about, one.fault)


def _about(row: TargetRow | PopulationRow, names: Mapping[str, str]) -> str:
    return f"{INDICATORS[row.indicator]} {row.year} · {row.unit_code} {names[row.unit_code]}"


def _judge_target(row: TargetRow, kept: Target | None) -> tuple[Verdict, str]:
    if kept is None:
        return Verdict.NEW, _aim(row)
    if all(getattr(kept, name) == getattr(row, name) for name in TARGET_FIELDS):
        return Verdict.SAME, f"{_aim(row)}, như đang có"
    if _aim(kept) != _aim(row):
        return Verdict.CHANGED, f"{_aim(kept)} thành {_aim(row)}"
    return Verdict.CHANGED, f"{_aim(row)}; đổi kế hoạch, ngày hoặc nguồn"


def _aim(of: TargetRow | Target) -> str:
    return f"{percent_in_words(of.basis_points)} %" if of.basis_points is not None else f"{of.people} người"


def _judge_population(
    one: Read[PopulationRow | TotalRow],
    verdicts: Mapping[At, tuple[Verdict, str]],
    numbers: Mapping[At, Number],
    units: queries.Units,
) -> Judged:
    row = one.row
    if row is None:
        return _wrong(one)
    if isinstance(row, PopulationRow):
        verdict, sentence = verdicts[row.indicator, row.year, row.unit_code]
        return Judged(one.line, verdict, _about(row, units.names), sentence)
    beside = {code: n.value for (of, year, code), n in numbers.items() if (of, year) == (row.indicator, row.year)}
    fault = total_fault(row.value, beside, units.parents)
    return Judged(
        one.line, Verdict.WRONG if fault else Verdict.SAME, one.about, fault or "dòng tổng khớp, không ghi lại"
    )


def _given(row: PopulationRow) -> Number:
    return Number(row.value, row.reference_date, row.status, row.source, row.line)


def _number(row: Population) -> Number:
    return Number(row.value, row.reference_date, PopulationStatus(row.status), row.source, row.version)
