"""The audit before publication: reads the finished files as a stranger would, and tries to work out what they hide.

It shares no code with what made the files: it imports nothing of this project, finds what is possible by another
method (every sum is used again and again until nothing more follows), and says in one sentence each what it found.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_FEWEST_VALUES = 5
_FEWEST_PEOPLE = 20
_FEW = 5
_VILLAGES_FOR = {"adult", "adult-vneid"}
_HIDING = {"c", "≥", "≤"}
_UNBOUNDED = 10**9
_NOWHERE = "chua-xac-dinh"


@dataclass(slots=True)
class _Cell:
    indicator: str
    unit: str
    parent: str
    level: str
    attained: int | None
    people: int | None
    rate: Decimal | None
    missing: int | None
    marks: set[str]

    @property
    def name(self) -> str:
        return f"{self.unit}, {self.indicator}"


def audit_csv(file: bytes) -> list[str]:
    """What is wrong with a finished table; nothing if it may be published."""
    records = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    return _audit([_from_record(record) for record in records])


def audit_jsonstat(file: bytes) -> list[str]:
    """The same of a finished JSON-stat file."""
    cube = json.loads(file)
    units = cube["dimension"]["don_vi"]["category"]["index"]
    above, levels = (cube["dimension"]["don_vi"]["extension"][name] for name in ("cap_tren", "cap"))
    indicators = cube["dimension"]["chi_tieu"]["category"]["index"]
    measures = cube["dimension"]["so_do"]["category"]["index"]
    cells = []
    for place in range(len(units) * len(indicators)):
        start = place * len(measures)
        given = dict(zip(measures, cube["value"][start : start + len(measures)], strict=True))
        record = {name: "" if value is None else str(value) for name, value in given.items()}
        unit = units[place // len(indicators)]
        record |= {"ma_don_vi": unit, "ma_cha": above.get(unit, ""), "ky_hieu": cube["status"].get(str(start), "")}
        record |= {"chi_tieu": indicators[place % len(indicators)], "cap": levels[unit]}
        if any(record[name] for name in (*measures, "ky_hieu")):
            cells.append(_from_record(record))
    return _audit(cells)


def possible(file: bytes) -> dict[tuple[str, str], tuple[int, int]]:
    """Between which values each hidden count of a table must lie, by unit and indicator."""
    records = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    return _possible([_from_record(record) for record in records])


def _from_record(record: Mapping[str, str]) -> _Cell:
    def number(name: str) -> int | None:
        return int(record[name]) if record[name] else None

    rate = Decimal(record["ty_le_phan_tram"]) if record["ty_le_phan_tram"] else None
    return _Cell(
        record["chi_tieu"],
        record["ma_don_vi"],
        record["ma_cha"],
        record["cap"],
        number("so_dat"),
        number("tong_so"),
        rate,
        number("con_thieu"),
        set(record["ky_hieu"].split()),
    )


def _audit(cells: list[_Cell]) -> list[str]:
    found = [complaint for cell in cells for complaint in _faults(cell)]
    found += _misplaced(cells)
    people = _most_people(cells)
    for (unit, indicator), (low, high) in _possible(cells).items():
        if high - low + 1 < min(_FEWEST_VALUES, people.get((unit, indicator), _UNBOUNDED) + 1):
            found.append(f"{unit}, {indicator}: chỉ có thể từ {low} đến {high}")
    return found


def _faults(cell: _Cell) -> Iterable[str]:
    """What one cell tells that it must not."""
    hiding = cell.marks & _HIDING
    if len(hiding) > 1:
        yield f"{cell.name}: có hai ký hiệu bảo mật"
    if hiding and (cell.attained is not None or cell.missing is not None):
        yield f"{cell.name}: đã bảo mật mà vẫn ghi số người"
    if hiding and cell.rate != _told_rate(cell, hiding):
        yield f"{cell.name}: tỷ lệ không phải là giới hạn"
    if not hiding and _gives_away(cell):
        yield f"{cell.name}: phải bảo mật mà chưa"


def _gives_away(cell: _Cell) -> bool:
    """Whether an open cell tells of too few, or that too few are missing; or something of a count that is not there."""
    if cell.attained is None:
        return cell.rate is not None or cell.missing is not None
    if cell.people == 0:
        return False
    if cell.people is None:
        return cell.attained <= _FEW and cell.level != _NOWHERE
    missing = cell.people - cell.attained
    return missing >= 0 and (cell.people < _FEWEST_PEOPLE or 1 <= missing <= _FEW or cell.attained <= _FEW)


def _told_rate(cell: _Cell, hiding: set[str]) -> Decimal | None:
    if "c" in hiding or not cell.people:
        return None
    count, way = (cell.people - _FEW, ROUND_FLOOR) if "≥" in hiding else (_FEW, ROUND_CEILING)
    return (Decimal(100 * count) / Decimal(cell.people)).quantize(Decimal("0.1"), way)


def _misplaced(cells: list[_Cell]) -> Iterable[str]:
    """Cells that stand there twice, and villages of what is not told by village."""
    above = {cell.unit: cell.parent for cell in cells}
    seen = set()
    for cell in cells:
        if (cell.unit, cell.indicator) in seen:
            yield f"{cell.name}: có hai dòng"
        seen.add((cell.unit, cell.indicator))
        is_village = above.get(cell.parent, "") in above
        if is_village and cell.indicator not in _VILLAGES_FOR:
            yield f"{cell.name}: không công bố đến thôn, khu"


def _possible(cells: list[_Cell]) -> dict[tuple[str, str], tuple[int, int]]:
    least: dict[tuple[str, str], int] = {}
    most: dict[tuple[str, str], int] = {}
    people = _most_people(cells)
    for cell in cells:
        key = cell.unit, cell.indicator
        least[key], most[key] = _by_itself(cell, people.get(key, _UNBOUNDED))
    _use_every_sum(cells, least, most)
    return {
        (cell.unit, cell.indicator): (least[cell.unit, cell.indicator], most[cell.unit, cell.indicator])
        for cell in cells
        if cell.marks & _HIDING
    }


def _most_people(cells: list[_Cell]) -> dict[tuple[str, str], int]:
    """How many people there may be where that is known or kept back: a reader subtracts the others from the whole."""
    found = {(cell.unit, cell.indicator): cell.people for cell in cells if cell.people is not None}
    beside: dict[tuple[str, str], list[_Cell]] = defaultdict(list)
    for cell in cells:
        beside[cell.parent, cell.indicator].append(cell)
    waiting = [key for key in beside if key[0] not in {cell.unit for cell in cells}]
    for whole in waiting:  # grows while it is read: from the top down
        parts = beside[whole]
        kept_back = [one for one in parts if one.people is None and one.marks & _HIDING and "x" not in one.marks]
        others = sum(one.people or 0 for one in parts) + max(len(kept_back) - 1, 0)
        left = found.get(whole, _UNBOUNDED) - others
        for one in kept_back:
            found[one.unit, one.indicator] = min(max(left, 1), _FEWEST_PEOPLE - 1)
        waiting += [(one.unit, one.indicator) for one in parts if (one.unit, one.indicator) in beside]
    return found


def _by_itself(cell: _Cell, people: int) -> tuple[int, int]:
    if cell.attained is not None:
        return cell.attained, cell.attained
    if "c" in cell.marks:
        return 0, people
    if "≥" in cell.marks:
        return people - _FEW, people - 1
    return 0, _FEW if "≤" in cell.marks else _UNBOUNDED


def _use_every_sum(cells: list[_Cell], least: dict[tuple[str, str], int], most: dict[tuple[str, str], int]) -> None:
    sums: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for cell in cells:
        if (cell.parent, cell.indicator) in least:
            sums[cell.parent, cell.indicator].append((cell.unit, cell.indicator))
    changed = True
    while changed:
        changed = False
        for whole, parts in sums.items():
            terms = [(whole, -1), *((part, 1) for part in parts)]  # the parts less the whole make nought
            low = sum(-most[key] if sign < 0 else least[key] for key, sign in terms)
            high = sum(-least[key] if sign < 0 else most[key] for key, sign in terms)
            for key, sign in terms:
                own_low, own_high = (-most[key], -least[key]) if sign < 0 else (least[key], most[key])
                new_low, new_high = max(own_low, own_high - high), min(own_high, own_low - low)
                if (new_low, new_high) != (own_low, own_high):
                    least[key], most[key] = (-new_high, -new_low) if sign < 0 else (new_low, new_high)
                    low, high, changed = low - own_low + new_low, high - own_high + new_high, True
                    if new_low > new_high:
                        return
