"""What a file would change, row by row, and what about it looks odd. Nothing here writes anything."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from lms.places.rules import COMMUNE_LEVEL, Kind
from lms.statistics.imports.words import INDICATORS, STATES, told_day
from lms.statistics.rules import Indicator, PopulationStatus

At = tuple[Indicator, int, str]
"""Indicator, year, code of the unit."""
_NAMED_LINES = 8
_MOSTLY = 9
"""Of ten rows, how many must be alike for a file to look like an older one."""
_PSEUDO = (Kind.OFFICES, Kind.UNKNOWN)
"""They may be left out of a sum."""
_FEW = 3
"""Fewer rows than this say nothing about a whole file."""
_HUNDRED = 100


class Verdict(StrEnum):
    """What would become of a row."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    """Nobody can say for sure who is meant; only of rows about people."""
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of a file in the dry run: what it is about, what would become of it, and why or what to do."""

    line: int
    verdict: Verdict
    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything a dry run says of a file."""

    rows: list[Judged]
    warnings: list[str] = field(default_factory=list)
    """What looks odd: the file is taken only by somebody who says that it is meant so."""

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def complaints(self) -> list[str]:
        """A sentence for every row that is wrong."""
        return [f"dòng {row.line}: {row.sentence}" for row in self.rows if row.verdict is Verdict.WRONG]

    @property
    def fingerprint(self) -> str:
        """The same for two dry runs that say the same."""
        said = [(row.line, row.verdict, row.about, row.sentence) for row in self.rows], self.warnings
        return hashlib.sha256(repr(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Number:
    """A denominator, in a file (with its line) or as it is kept (with its version)."""

    value: int
    reference_date: date
    status: PopulationStatus
    source: str
    place: int = 0


def judge_number(given: Number, kept: Number | None) -> tuple[Verdict, str]:
    """What a row would do to the number that is kept."""
    if kept is None:
        return Verdict.NEW, _people(given.value)
    differences = [
        f"{_people(kept.value)} thành {_people(given.value)}" if given.value != kept.value else "",
        f"ngày số liệu {told_day(kept.reference_date)} thành {told_day(given.reference_date)}"
        if given.reference_date != kept.reference_date
        else "",
        "đổi nguồn" if given.source != kept.source else "",
        f"tình trạng {STATES[kept.status]} thành {STATES[given.status]}" if given.status is not kept.status else "",
    ]
    told = "; ".join(one for one in differences if one)
    if not told:
        return Verdict.SAME, f"{_people(given.value)}, như phiên bản {kept.place}"
    return Verdict.CHANGED, f"{told}; thành phiên bản {kept.place + 1}, phiên bản cũ vẫn giữ"


def total_fault(told: int, rows: Mapping[str, int], parents: Mapping[str, str]) -> str:
    """Why a row of totals does not agree with the rows it stands with; nothing where it does.

    ``rows`` are the values by code; what lies below another row is in that row already.
    """
    added = sum(value for code, value in rows.items() if parents.get(code, "") not in rows)
    if added == told:
        return ""
    return f"dòng tổng ghi {_people(told)} nhưng các dòng cộng lại là {_people(added)}; sửa dòng tổng hoặc dòng sai"


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A required set without its name."""

    valid_from: date
    valid_to: date | None
    source: str
    courses: tuple[str, ...]


def judge_set(given: KeptSet, kept: list[KeptSet]) -> tuple[Verdict, str, list[KeptSet]]:
    """What a row would do to the sets of its name, and which sets there are then."""
    if given in kept or _was_closed(given, kept):
        return Verdict.SAME, "như đang có", kept
    still_open = next((one for one in kept if one.valid_to is None), None)
    if still_open is None:
        return Verdict.NEW, " + ".join(given.courses), [*kept, given]
    others = [one for one in kept if one is not still_open]
    if (given.valid_from, given.courses) == (still_open.valid_from, still_open.courses):
        return Verdict.CHANGED, "đổi ngày hết hiệu lực hoặc nguồn", [*others, given]
    if given.valid_from <= still_open.valid_from:
        since = still_open.valid_from
        return Verdict.WRONG, f"bộ này đang có từ {told_day(since)}; bộ mới phải bắt đầu sau ngày đó", kept
    closed = replace(still_open, valid_to=given.valid_from)
    told = f"thay {' + '.join(still_open.courses)} bằng {' + '.join(given.courses)} từ {told_day(given.valid_from)}"
    return Verdict.CHANGED, told, [*others, closed, given]


def _was_closed(given: KeptSet, kept: list[KeptSet]) -> bool:
    """Whether an open row stands as it was taken, and a later one has closed it since."""
    closed = {replace(given, valid_to=one.valid_from) for one in kept if one.valid_from > given.valid_from}
    return given.valid_to is None and not closed.isdisjoint(kept)


def oddities(
    given: Mapping[At, Number],
    kept: Mapping[At, Number],
    parents: Mapping[str, str],
    kinds: Mapping[str, Kind],
    today: date,
) -> list[str]:
    """What looks odd about a file of denominators, one sentence each; whoever knows better may say so.

    ``parents`` gives the code above each code, ``kinds`` what each code is.
    """
    return [
        *_repeated_year(given, kept),
        *_old_days(given, today),
        *_older_than_kept(given, kept),
        *_unlike_their_parts(given, parents, kinds),
        *_like_percentages(given, kinds),
    ]


def _repeated_year(given: Mapping[At, Number], kept: Mapping[At, Number]) -> list[str]:
    """Last year's file again: the same values under another year."""
    pairs: dict[tuple[Indicator, int], list[bool]] = defaultdict(list)
    for (indicator, year, code), number in given.items():
        before = kept.get((indicator, year - 1, code)) or given.get((indicator, year - 1, code))
        if before is not None:
            pairs[indicator, year].append(before.value == number.value)
    return [
        f"{INDICATORS[indicator]} {year}: {sum(alike)} trong {len(alike)} đơn vị có số đúng như năm {year - 1}; "
        "có phải tệp năm trước không? Xem lại năm và số liệu"
        for (indicator, year), alike in pairs.items()
        if sum(alike) * 10 >= len(alike) * _MOSTLY
    ]


def _old_days(given: Mapping[At, Number], today: date) -> list[str]:
    old = [
        number.place
        for (_, year, _), number in given.items()
        if number.reference_date < _a_year_before(min(today, date(year, 12, 31)))
    ]
    early = [number.place for number in given.values() if number.reference_date > today]
    return [
        *_on_lines(old, "ngày số liệu đã cũ hơn một năm; có phải tệp năm trước không?"),
        *_on_lines(early, "ngày số liệu chưa đến; có phải số dự báo không?"),
    ]


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)  # noqa: PLR2004 - February


def _older_than_kept(given: Mapping[At, Number], kept: Mapping[At, Number]) -> list[str]:
    older = [
        number.place
        for at, number in given.items()
        if (known := kept.get(at)) is not None and number.reference_date < known.reference_date
    ]
    return _on_lines(older, "ngày số liệu trước ngày của số đang dùng; có phải tệp đã được thay không?")


def _unlike_their_parts(given: Mapping[At, Number], parents: Mapping[str, str], kinds: Mapping[str, Kind]) -> list[str]:
    """A unit whose own number is not the sum of the units directly below it, where all of those are in the file."""
    below: dict[str, list[str]] = defaultdict(list)
    for code, above in parents.items():
        below[above].append(code)
    told = []
    for (indicator, year, code), number in given.items():
        parts = {part: given.get((indicator, year, part)) for part in below.get(code, [])}
        lacking = [part for part, found in parts.items() if found is None and kinds[part] not in _PSEUDO]
        added = sum(part.value for part in parts.values() if part)
        if any(parts.values()) and not lacking and added != number.value:
            told.append(
                f"dòng {number.place}: {code} ghi {_people(number.value)} nhưng các đơn vị bên dưới cộng lại là "
                f"{_people(added)}; số của chính đơn vị được dùng, chênh lệch không chia xuống"
            )
    return told


def _like_percentages(given: Mapping[At, Number], kinds: Mapping[str, Kind]) -> list[str]:
    values = [number.value for (_, _, code), number in given.items() if kinds.get(code) in COMMUNE_LEVEL]
    if len(values) < _FEW or max(values) > _HUNDRED:
        return []
    return [
        f"số của cả {len(values)} dòng cấp xã đều từ {max(values)} trở xuống; có phải phần trăm không? Ghi số người"
    ]


def _on_lines(places: list[int], sentence: str) -> list[str]:
    if not places:
        return []
    named = ", ".join(str(place) for place in places[:_NAMED_LINES])
    more = f" và {len(places) - _NAMED_LINES} dòng khác" if len(places) > _NAMED_LINES else ""
    return [f"dòng {named}{more}: {sentence}"]


def _people(count: int) -> str:
    return f"{count:,} người".replace(",", ".")
