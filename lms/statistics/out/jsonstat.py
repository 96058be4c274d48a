"""The dataset as JSON-stat 2.0: a cube of period, unit, indicator and measure, its values in one list."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lms.statistics.out.described import title
from lms.statistics.out.fields import percent
from lms.statistics.out.names import INDICATORS, LEVELS, MEANINGS, NUMBERS
from lms.statistics.out.rows import Dataset, Row
from lms.statistics.rules import Indicator

_PEOPLE = {"base": "người", "decimals": 0}
_PERCENT = {"base": "%", "decimals": 1}


@dataclass(frozen=True, slots=True)
class _Measure:
    label: str
    unit: dict[str, Any]
    value: Callable[[Row], int | float | None]


_MEASURES = {
    "so_dat": _Measure("Số người đã đạt", _PEOPLE, lambda row: row.attained),
    "tong_so": _Measure("Tổng số người", _PEOPLE, lambda row: row.population),
    "ty_le_phan_tram": _Measure("Tỷ lệ", _PERCENT, lambda row: None if row.tenths is None else row.tenths / 10),
    "chi_tieu_phan_tram": _Measure("Chỉ tiêu", {**_PERCENT, "decimals": 2}, lambda row: percent(row.target)),
    "chi_tieu_so_nguoi": _Measure("Chỉ tiêu, số người", _PEOPLE, lambda row: row.target_people),
    "con_thieu": _Measure("Còn thiếu", _PEOPLE, lambda row: row.missing),
}


def as_jsonstat(data: Dataset) -> bytes:
    """The file; the same rows give the same bytes. A cell without a row is null, as one without a figure."""
    units, indicators = list(data.units()), list(Indicator)
    at = {(row.unit.code, row.indicator): row for row in data.rows}
    cells = [at.get((unit.code, indicator)) for unit in units for indicator in indicators]
    period = f"{data.period.label}-r{data.period.revision}"
    dimensions = {
        "ky": _dimension("Kỳ báo cáo", {period: data.period.title}),
        "don_vi": _dimension("Đơn vị", {unit.code: unit.name for unit in units})
        | {
            "extension": {
                "cap_tren": {unit.code: unit.parent for unit in units if unit.parent},
                "cap": {unit.code: LEVELS[unit.level] for unit in units},
            }
        },
        "chi_tieu": _dimension("Chỉ tiêu", {one.value: f"{NUMBERS[one]}. {INDICATORS[one]}" for one in indicators}),
        "so_do": _dimension("Số đo", {name: measure.label for name, measure in _MEASURES.items()}),
    }
    dimensions["so_do"]["category"]["unit"] = {name: measure.unit for name, measure in _MEASURES.items()}
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": title(data),
        "source": "; ".join(data.sources),
        "updated": data.period.cut_off.isoformat(),
        "id": list(dimensions),
        "size": [len(each["category"]["index"]) for each in dimensions.values()],
        "role": {"time": ["ky"], "geo": ["don_vi"], "metric": ["so_do"]},
        "dimension": dimensions,
        "value": [measure.value(row) if row else None for row in cells for measure in _MEASURES.values()],
        "status": _status(cells),
        "extension": {"ky_hieu": {mark.value: meaning for mark, meaning in MEANINGS.items()}},
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    return {"label": label, "category": {"index": list(categories), "label": categories}}


def _status(cells: list[Row | None]) -> dict[str, str]:
    """The marks of every value that has any, by its place in the list."""
    width = len(_MEASURES)
    return {
        str(place * width + offset): " ".join(row.marks)
        for place, row in enumerate(cells)
        if row and row.marks
        for offset in range(width)
    }
