"""The map is drawn whole or not at all."""

from __future__ import annotations

from lms.statistics.outline.drawing import TrueMap, true_map
from lms.statistics.outline.models import MapOutline
from lms.statistics.rules import Cell, Indicator, UnitRow

KEPT = MapOutline(width=2, height=2, paths={"08500": "M0 0l1 0 0 1z", "08770": "M1 0l1 0 0 1z"})
CELL = Cell(Indicator.ADULT, 1, None, None)
LAM_THAO, THO_TANG = UnitRow("08500", "Lâm Thao", "a", CELL), UnitRow("08770", "Thổ Tang", "b", CELL)


def drawn(kept: MapOutline | None, *rows: UnitRow) -> TrueMap | None:
    return true_map(kept, list(rows), lambda code: f"/{code}")


def test_every_commune_is_drawn_and_people_of_none_are_not() -> None:
    found = drawn(KEPT, LAM_THAO, THO_TANG, UnitRow("", "Chưa rõ", "", CELL, is_pseudo=True))

    assert found is not None
    assert [area.href for area in found.areas] == ["/08500", "/08770"]


def test_without_the_outline_of_one_commune_there_is_no_map() -> None:
    assert drawn(KEPT, LAM_THAO, UnitRow("08499", "Trước đây", "c", CELL)) is None
    assert drawn(None, LAM_THAO) is None
    assert drawn(KEPT) is None
