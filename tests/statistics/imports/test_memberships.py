"""Members of groups from a file: whoever fits in everything is recognised, the others are listed, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.people.models import Group, Membership, Person
from lms.statistics.imports.actions import Imported, Unconfirmed
from lms.statistics.imports.memberships.actions import preview, take
from lms.statistics.imports.memberships.rules import (
    Meant,
    Somebody,
    Stay,
    is_enough,
    joined,
    recognise,
)
from lms.statistics.imports.rules import Verdict
from lms.tables.reading import BadFile
from tests.builders import NOON, World
from tests.statistics.imports.files import workbook

HEAD = "public_id,phone,name,birth_year,commune_code,group,unit_code,valid_from,valid_to\n"
AN = ",,Nguyễn Thị An,1958,08500"


def members(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows) + "\n").encode()


def stays(db: Session, person_id: int) -> list[tuple[object, ...]]:
    rows = select(Membership.group, Membership.org_unit_id, Membership.valid_from, Membership.valid_to).where(
        Membership.person_id == person_id
    )
    return [tuple(row) for row in db.execute(rows.order_by(Membership.id))]


SOMEBODY = Somebody(1, "u-1", "+84912345678", "nguyen thi an", 1958, "08500")


@pytest.mark.parametrize(
    ("meant", "is_found"),
    [
        (Meant("u-1", "", "", None, ""), True),
        (Meant("u-1", "", "nguyen van an", None, ""), False),
        (Meant("", "+84912345678", "nguyen thi an", None, ""), True),
        (Meant("", "+84912345678", "nguyen thi an", 1959, ""), False),
        (Meant("", "+84999999999", "nguyen thi an", 1958, "08500"), False),
        (Meant("", "", "nguyen thi an", 1958, "08500"), True),
        (Meant("", "", "nguyen thi an", 1958, "08770"), False),
    ],
)
def test_one_is_recognised_who_differs_in_nothing(meant: Meant, is_found: bool) -> None:
    assert (recognise(meant, [SOMEBODY]).person_id == 1) is is_found


def test_two_who_fit_are_nobody_unless_they_are_one() -> None:
    meant = Meant("", "", "nguyen thi an", 1958, "08500")
    twin = Somebody(2, "u-2", "", "nguyen thi an", 1958, "08500")
    same = Somebody(1, "u-3", "", "nguyen thi an", 1958, "08500")

    assert "có 2 người" in recognise(meant, [SOMEBODY, twin]).doubt
    assert recognise(meant, [SOMEBODY, same]).person_id == 1


def test_a_telephone_nobody_noted_down_needs_the_home_as_well() -> None:
    without = Somebody(1, "u-1", "", "nguyen thi an", 1958, "08500")

    assert recognise(Meant("", "+84912345678", "nguyen thi an", None, ""), [without]).person_id is None
    assert recognise(Meant("", "+84912345678", "nguyen thi an", 1958, "08500"), [without]).person_id == 1
    assert not is_enough(Meant("", "", "nguyen thi an", 1958, ""))


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 20))


@st.composite
def one_stay(draw: st.DrawFn) -> Stay:
    since = draw(DAYS)
    until = draw(st.none() | DAYS.filter(lambda day: day > since))
    return Stay(draw(st.integers(1, 3)), since, until, None, draw(st.booleans()))


@given(st.lists(one_stay(), max_size=7))
def test_nobody_is_in_a_group_twice_at_a_time_and_a_row_again_changes_nothing(rows: list[Stay]) -> None:
    kept: list[Stay] = []
    for row in rows:
        verdict, _, after = joined(row, kept)
        assert (after == kept) == (verdict in (Verdict.SAME, Verdict.WRONG))
        kept = after
        for offset in range(25):
            day = date.fromordinal(date(2025, 1, 1).toordinal() + offset)
            assert sum(one.since <= day and (one.until is None or one.until > day) for one in kept) <= 1
        if verdict is not Verdict.WRONG:
            assert joined(row, kept)[0] is Verdict.SAME


@given(st.lists(one_stay(), max_size=7, unique_by=lambda row: (row.unit_id, row.since)))
def test_a_whole_file_again_changes_nothing(rows: list[Stay]) -> None:
    kept: list[Stay] = []
    taken = []
    for row in rows:
        said = replace(row, is_declared=False)
        verdict, _, kept = joined(said, kept)
        taken += [said] if verdict is not Verdict.WRONG else []

    assert [joined(row, kept)[0] for row in taken] == [Verdict.SAME] * len(taken)


def test_members_are_taken_once_and_counted_where_the_file_says(db: Session, world: World) -> None:
    content = members(f"{AN},N1,25.KCT,2026-01-01,", f"{AN},enterprise-worker,,2026-02-01,2026-05-01")

    first, again = (take(db, content, "a.csv", NOON) for _ in range(2))

    assert (first, again) == (Imported(2, 0, 0), Imported(0, 0, 2))
    assert stays(db, world.an.person_id) == [
        ("public-sector", world.offices, date(2026, 1, 1), None),
        ("enterprise-worker", world.unknown, date(2026, 2, 1), date(2026, 5, 1)),
    ]


def test_a_later_row_moves_somebody_and_keeps_the_days_before(db: Session, world: World) -> None:
    take(db, members(f"{AN},N1,08500,2026-01-01,"), "a.csv", NOON)

    take(db, members(f"{AN},N1,08770,2026-06-01,"), "b.csv", NOON)

    assert [row[1:] for row in stays(db, world.an.person_id)] == [
        (world.lam_thao, date(2026, 1, 1), date(2026, 6, 1)),
        (world.tho_tang, date(2026, 6, 1), None),
    ]


def test_what_an_office_brings_takes_the_place_of_what_somebody_declared(db: Session, world: World) -> None:
    who, since = world.an.person_id, local_date(NOON)
    db.add(
        Membership(
            person_id=who, group=Group.PUBLIC_SECTOR, org_unit_id=world.tho_tang, valid_from=since, declared_by=who
        )
    )
    db.flush()

    take(db, members(f"{AN},N1,08500,2026-01-01,"), "a.csv", NOON)

    declared, brought = stays(db, world.an.person_id)
    assert declared[2] == declared[3]
    assert brought[1:] == (world.lam_thao, date(2026, 1, 1), None)


def test_who_is_in_doubt_is_listed_and_left_out_only_when_somebody_says_so(db: Session, world: World) -> None:
    content = members(f"{AN},N1,08500,2026-01-01,", ",,Người Lạ,1990,08500,N1,08500,2026-01-01,")

    with pytest.raises(Unconfirmed) as doubts:
        take(db, content, "a.csv", NOON)
    assert "dòng 3: Người Lạ" in doubts.value.warnings[0]
    assert stays(db, world.an.person_id) == []

    assert take(db, content, "a.csv", NOON, confirmed=True) == Imported(1, 0, 0)


def test_an_identifier_and_a_workbook_will_do(db: Session, world: World) -> None:
    public_id = db.get_one(Person, world.an.person_id).public_id
    rows = [["Mã người học", "Họ và tên", "Nhóm", "Mã đơn vị", "Từ ngày"], [public_id, "", "N5", 8500, "2026-01-01"]]

    assert take(db, workbook(rows), "a.xlsx", NOON).new == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f"{AN},N4,08500,2026-01-01,", "group «N4»"),
        (f"{AN},N1,99999,2026-01-01,", "99999"),
        (f"{AN},N1,25,2026-01-01,", "25.KCT"),
        (f"{AN},N1,08500,2026-01-01,2025-01-01", "valid_to"),
        (",,Nguyễn Thị An,,,N1,08500,2026-01-01,", "chưa đủ"),
        (",12,Nguyễn Thị An,,,N1,08500,2026-01-01,", "số điện thoại"),
        (",,Nguyễn Thị An,58,08500,N1,08500,2026-01-01,", "birth_year"),
    ],
)
def test_a_wrong_row_stops_the_whole_file(db: Session, world: World, row: str, fault: str) -> None:
    content = members(f"{AN},N1,08500,2026-01-01,", row)

    assert [one.verdict for one in preview(db, content, NOON).preview.rows] == [Verdict.NEW, Verdict.WRONG]
    with pytest.raises(BadFile) as refused:
        take(db, content, "a.csv", NOON, confirmed=True)

    assert fault in refused.value.complaints[0]
    assert stays(db, world.an.person_id) == []
