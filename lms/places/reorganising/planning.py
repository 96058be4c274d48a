"""What a reorganisation does to the units: which close, which open, which move. Plain values; nothing is written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.places.reorganising.rules import LEVELS, Extent, Line
from lms.places.rules import Kind
from lms.vietnamese import fold


class Verdict(StrEnum):
    """What would become of a line."""

    NEW = "new"
    SAME = "same"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is known."""

    id: int
    code: str
    name: str
    kind: Kind
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    def is_in_force(self, on: date) -> bool:
        """Whether it exists on a day."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to > on)


Done = frozenset[tuple[int, str, str]]
"""Successions that were taken: id of the old unit, code of the new one, code of the village or nothing."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A unit that begins."""

    code: str
    name: str
    kind: Kind
    parent_id: int
    tile: tuple[int, int] | None
    source: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A unit that ends. ``into`` is the code of the unit it went into, nothing where it was split."""

    unit: Unit
    into: str | None
    do_roles_follow: bool


@dataclass(slots=True)
class Plan:
    """Everything a file would do."""

    verdicts: list[tuple[Line, Verdict, str]] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    openings: dict[str, Opening] = field(default_factory=dict)
    moves: dict[int, str] = field(default_factory=dict)
    """Villages that go on under another unit, by its code."""
    successions: list[tuple[int, str, int | None, str]] = field(default_factory=list)
    """Old unit, code of the new, village, source."""

    @property
    def complaints(self) -> list[str]:
        """A sentence for every line that is wrong."""
        return [f"dòng {line.line}: {told}" for line, verdict, told in self.verdicts if verdict is Verdict.WRONG]


def plan(lines: list[Line], units: Collection[Unit], done: Done) -> Plan:
    """What the lines (all of one day) would do to these units."""
    asked = _Asked(lines, units, done)
    found = Plan()
    for line in lines:
        fault = asked.fault(line)
        if fault:
            found.verdicts.append((line, Verdict.WRONG, fault))
        elif asked.stays(line):
            found.verdicts.append((line, Verdict.SAME, "giữ nguyên, không đổi gì"))
        elif asked.is_done(line):
            found.verdicts.append((line, Verdict.SAME, "đã lấy vào trước đây"))
        else:
            found.verdicts.append((line, Verdict.NEW, asked.told(line)))
            asked.add(line, found)
    if not found.complaints:
        found.closings += asked.split_villages(found)
    return found


class _Asked:
    """The lines beside what is known."""

    def __init__(self, lines: list[Line], units: Collection[Unit], done: Done) -> None:
        self.day = lines[0].effective_on
        self.done = done
        self.before = {
            unit.code: unit for unit in units if unit.is_in_force(date.fromordinal(self.day.toordinal() - 1))
        }
        self.by_old: dict[str, list[Line]] = defaultdict(list)
        self.by_new: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.by_old[line.old_code].append(line)
            self.by_new[line.new_code].append(line)
        self.at = {
            unit.code: unit for unit in units if unit.is_in_force(self.day) and unit.code not in self._closing_codes()
        } | {unit.code: unit for unit in units if unit.is_in_force(self.day) and unit.valid_from == self.day}
        self.later = {unit.code: unit for unit in units if unit.valid_from > self.day and unit.valid_to is None}
        self.has_unknown = any(unit.kind is Kind.UNKNOWN for unit in units if unit.is_in_force(self.day))
        self.children: dict[int, list[Unit]] = defaultdict(list)
        for unit in units:
            if unit.parent_id is not None and unit.valid_to is None:
                self.children[unit.parent_id].append(unit)
        self.named = {
            old: Counter(code for line in group for code in line.villages) for old, group in self.by_old.items()
        }

    def _closing_codes(self) -> Collection[str]:
        return self.by_old.keys()

    def is_done(self, line: Line) -> bool:
        old = self.before[line.old_code]
        return old.valid_to == self.day and all(
            (old.id, line.new_code, village) in self.done for village in (line.villages or ("",))
        )

    def stays(self, line: Line) -> bool:
        """Whether the line only says that a unit goes on as it is."""
        return (
            line.extent is Extent.WHOLE
            and line.old_code == line.new_code
            and len(self.by_old[line.old_code]) == len(self.by_new[line.new_code]) == 1
            and line.old_code in self.before
            and self.before[line.old_code].valid_to is None
        )

    def fault(self, line: Line) -> str:
        """Why a line cannot be taken; nothing where it can, or was."""
        old = self.before.get(line.old_code)
        if old is None:
            return f"trước ngày {self.day:%d/%m/%Y} không có đơn vị mang mã «{line.old_code}»; xem lại mã cũ"
        if old.kind not in LEVELS:
            return f"«{old.name}» không phải xã, phường hay thôn; tệp này chỉ sắp xếp xã, phường, thôn"
        if line.old_name and fold(line.old_name) != fold(old.name):
            return f"mã {old.code} là «{old.name}», tệp ghi «{line.old_name}»; xem lại mã hoặc tên"
        if self.is_done(line) or self.stays(line):
            return ""
        if old.valid_to is not None:
            return f"«{old.name}» đã hết hiệu lực từ {old.valid_to} theo một tệp khác"
        return self._fault_of_extent(line, old) or self._fault_of_new(line, old)

    def _fault_of_extent(self, line: Line, old: Unit) -> str:
        group = self.by_old[line.old_code]
        if line.extent is Extent.WHOLE:
            others = ", ".join(str(other.line) for other in group if other is not line)
            return (
                f"{old.code} nhập toàn bộ nhưng còn ở dòng {others}; một đơn vị chỉ nhập toàn bộ một lần"
                if others
                else ""
            )
        return self._fault_of_villages(line, old, group)

    def _fault_of_villages(self, line: Line, old: Unit, group: list[Line]) -> str:
        codes = {child.code for child in self.children[old.id]}
        strange = [code for code in line.villages if code not in codes]
        if strange:
            return f"{', '.join(strange)} không thuộc «{old.name}»; kể mã các thôn đang thuộc đơn vị này"
        if len(set(line.villages)) < len(line.villages):
            return "một thôn được kể hai lần trong dòng này"
        left = sorted(codes - self.named[old.code].keys()) if line is group[0] else []
        if left:
            return f"chưa ghi thôn {', '.join(left)} của «{old.name}» nhập vào đâu; kể đủ các thôn"
        return "" if self.has_unknown else "chưa có đơn vị «Chưa xác định»; chạy lms places import trước"

    def _fault_of_new(self, line: Line, old: Unit) -> str:
        known = self.at.get(line.new_code)
        if known is not None:
            is_alike = LEVELS.get(known.kind) == LEVELS[old.kind]
            return "" if is_alike else f"«{known.name}» không cùng cấp với «{old.name}»"
        if line.new_code in self.later:
            return f"mã {line.new_code} đã dùng cho đơn vị có từ {self.later[line.new_code].valid_from}"
        if not line.new_name or line.new_kind is None:
            return f"đơn vị mới {line.new_code} chưa có; ghi new_name và new_kind"
        if LEVELS[line.new_kind] != LEVELS[old.kind]:
            return f"«{line.new_name}» không cùng cấp với «{old.name}»"
        if any((one.new_name, one.new_kind) != (line.new_name, line.new_kind) for one in self.by_new[line.new_code]):
            return f"mã mới {line.new_code} có nhiều tên hoặc loại trong tệp; ghi một tên, một loại"
        parents = {
            known.parent_id
            for one in self.by_new[line.new_code]
            if (known := self.before.get(one.old_code)) is not None
        }
        if len(parents) > 1:
            return f"các đơn vị nhập thành {line.new_code} không cùng một đơn vị cấp trên"
        above = next((unit for unit in self.before.values() if unit.id == old.parent_id), None)
        if above is not None and above.code in self.by_old:
            return "tệp sắp xếp cả xã và thôn; mỗi cấp một tệp, xã trước, thôn sau"
        return ""

    def told(self, line: Line) -> str:
        old = self.before[line.old_code]
        name = line.new_name or self.at[line.new_code].name
        if line.extent is Extent.WHOLE:
            return f"{old.name} ({old.code}) nhập toàn bộ vào {name} ({line.new_code})"
        return f"{len(line.villages)} thôn của {old.name} ({old.code}) nhập vào {name} ({line.new_code})"

    def add(self, line: Line, found: Plan) -> None:
        """What a line that can be taken does."""
        old = self.before[line.old_code]
        if line.new_code not in self.at and line.new_code not in found.openings:
            assert line.new_kind is not None  # noqa: S101 - checked before
            assert old.parent_id is not None  # noqa: S101 - only the province has none
            found.openings[line.new_code] = Opening(
                line.new_code, line.new_name, line.new_kind, old.parent_id, line.tile, line.source
            )
        if line.extent is Extent.WHOLE:
            found.closings.append(Closing(old, line.new_code, line.do_roles_follow))
            found.moves |= {child.id: line.new_code for child in self.children[old.id]}
            found.successions.append((old.id, line.new_code, None, line.source))
            return
        if line is self.by_old[line.old_code][0]:
            found.closings.append(Closing(old, None, do_roles_follow=False))
        of_old = {child.code: child for child in self.children[old.id]}
        for code in line.villages:
            found.successions.append((old.id, line.new_code, of_old[code].id, line.source))
            if self.named[old.code][code] == 1:
                found.moves[of_old[code].id] = line.new_code

    def split_villages(self, found: Plan) -> Iterable[Closing]:
        """The villages that were named for more than one new unit: nobody knows who of them went where."""
        ending = {closing.unit.id for closing in found.closings}
        for old_code, counts in self.named.items():
            old = self.before[old_code]
            if old.id in ending:
                of_old = {child.code: child for child in self.children[old.id]}
                yield from (
                    Closing(of_old[code], None, do_roles_follow=False) for code, times in counts.items() if times > 1
                )


Under = dict[int, dict[int, int]]
"""For every unit, the units it lies under (itself at 0) and how far."""


@dataclass(frozen=True, slots=True)
class Going:
    """A unit goes, with all below it, under another: as a unit of its own, or as a part that is told apart no longer."""

    unit_id: int
    to_id: int
    is_part: bool


def rescoped(under: Mapping[int, Mapping[int, int]], goings: Collection[Going], closing: Collection[int]) -> Under:
    """Who lies under whom afterwards, for every unit that goes or lies under one that does.

    A unit that closes is nothing's ancestor any more, but stays under what it went into: whoever belongs to it counts
    there, without any change to persons.
    """
    by_unit = {going.unit_id: going for going in goings}
    after: Under = {}
    for unit_id, above in under.items():
        carried = [(depth, ancestor) for ancestor, depth in above.items() if ancestor in by_unit]
        if not carried:
            continue
        # of a part and the unit it lies in, which are equally near, the part itself is the one that was named
        going = by_unit[unit_id] if unit_id in by_unit else by_unit[min(carried)[1]]
        inside = above.get(going.unit_id, 0)
        kept = {
            ancestor: depth
            for ancestor, depth in above.items()
            if going.unit_id in under[ancestor] and ancestor not in closing
        }
        start = inside + (0 if going.is_part else 1)
        after[unit_id] = kept | {ancestor: start + depth for ancestor, depth in under[going.to_id].items()}
    return after
