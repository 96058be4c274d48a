"""Whom a row of a list means."""

from __future__ import annotations

import pytest

from lms.classroom.lists.rules import Judged, Meant, Somebody, Verdict, judge, place, year
from lms.problems import Problem

VILLAGES = [("khu 1", 1), ("khu 2 (minh hoa)", 2), ("xom tu 3", 3), ("xa lam thao", 9), ("khu 4", 4), ("khu 4", 5)]


def somebody(name: str = "Nguyễn Thị Hạnh", born: int = 1958, unit: int = 1, *, inside: bool = False) -> Somebody:
    return Somebody(unit, f"id-{unit}", name, born, None, unit, "Khu", is_inside=inside, is_near=True)


def judged(said: Meant, *found: Somebody) -> Verdict:
    answer: Judged = judge(said, found)
    return answer.verdict


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1958", 1958), ("1/2/1958", 1958), ("1958-02-01", 1958), ("21217", 1958), ("sinh 1958", 1958), ("", None)],
)
def test_a_year_is_found_in_what_is_written(written: str, meant: int | None) -> None:
    assert year(written, 2026) == meant


@pytest.mark.parametrize("written", ["58", "1/2/58", "1895", "2027", "1958-1959", "năm ngoái"])
def test_what_is_no_year_is_told(written: str) -> None:
    with pytest.raises(Problem):
        year(written, 2026)


@pytest.mark.parametrize(
    ("written", "unit"), [("Khu 1", 1), ("khu 01", None), ("2", 2), ("Xóm 2", 2), ("Tu 3", 3), ("", 0), ("Khu 9", None)]
)
def test_a_village_is_found_by_its_name(written: str, unit: int | None) -> None:
    if unit is None:
        with pytest.raises(Problem):
            place(written, VILLAGES)
    else:
        assert (place(written, VILLAGES) or 0) == unit


def test_of_two_villages_of_one_name_that_of_the_class_is_meant() -> None:
    assert place("Khu 4", VILLAGES, 5) == 5
    with pytest.raises(Problem):
        place("Khu 4", VILLAGES, 1)


def test_name_year_and_commune_are_a_person() -> None:
    assert judged(Meant("Nguyễn Thị Hạnh", 1958), somebody()) is Verdict.KNOWN
    assert judged(Meant("NGUYEN THI HANH", 1958), somebody()) is Verdict.KNOWN
    assert judged(Meant("Nguyễn Thị Hạnh", 1958), somebody(inside=True)) is Verdict.SAME
    assert judged(Meant("Nguyễn Thị Hạnh", 1960), somebody()) is Verdict.NEW
    assert judged(Meant("Nguyễn Thị Hoà", 1958), somebody("Nguyễn Thị Hòa")) is Verdict.KNOWN


def test_what_could_be_two_is_doubtful() -> None:
    assert judged(Meant("Nguyễn Thị Hạnh", 1958), somebody(), somebody(unit=2)) is Verdict.DOUBTFUL
    assert judged(Meant("Nguyễn Thị Hạnh", 1958, unit_id=2), somebody(), somebody(unit=2)) is Verdict.KNOWN
    assert judged(Meant("Nguyễn Thị Hạnh", 1958, unit_id=3), somebody()) is Verdict.DOUBTFUL
    assert judged(Meant("Nguyễn Thị Hành", 1958), somebody()) is Verdict.DOUBTFUL
    assert judged(Meant("Nguyễn Thị Hạnh", 1959), somebody()) is Verdict.DOUBTFUL
    assert judged(Meant("Nguyễn Thị Hạnh"), somebody()) is Verdict.DOUBTFUL


def test_what_is_said_of_nobody_is_wrong() -> None:
    assert judged(Meant("Nguyễn Thị Hạnh")) is Verdict.WRONG
    assert judged(Meant("Nguyễn Thị Hạnh", 1958, public_id="id-7"), somebody()) is Verdict.WRONG
    assert judged(Meant("Trần Văn Ba", 1958, public_id="id-1"), somebody()) is Verdict.WRONG
    assert judged(Meant("Nguyễn Thị Hạnh", 1958, public_id="id-1"), somebody()) is Verdict.KNOWN
