"""Cards, sheets to sign and the report: what stands on them, who may print them, and what is kept of the codes."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pypdf
import pytest

from lms.audit.queries import last
from lms.catalogue.models import Course
from lms.certificates.actions import issue
from lms.classroom import actions as classes
from lms.classroom.models import ClassGroup
from lms.classroom.papers import queries
from lms.classroom.papers.tables import Line, Table, Taken, attendance, in_parts, results
from lms.classroom.queries import classes_of
from lms.clock import local_date, now
from lms.db import Database
from lms.people.papers import actions
from lms.people.papers.models import RecoveryCode
from lms.people.papers.rules import carried
from tests.builders import World
from tests.classroom.conftest import Change, Lesson
from tests.classroom.test_certificates import completes
from tests.classroom.test_sessions import key, opened
from tests.conftest import rows
from tests.pages import Browser


def words(content: bytes) -> str:
    """The text of a PDF, its pages one after another."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def line(name: str, *marks: bool | None, taken: Taken = Taken(), certificates: tuple[str, ...] = ()) -> Line:  # noqa: B008 - frozen
    return Line(name, 1958, "Khu 1", False, marks, taken, certificates)


def test_the_report_adds_up() -> None:
    lines = [
        line("An", True, False, taken=Taken(8, True, (18, 20)), certificates=("1/GCN", "2/GCN")),
        line("=Bình", None, True, taken=Taken(2, True)),
    ]

    assert results(lines, 8).rows == (
        (1, "An", 1958, "Khu 1", 1, "8/8", "Đạt (18/20)", "1/GCN; 2/GCN"),
        (2, "=Bình", 1958, "Khu 1", 1, "2/8", "Chưa đạt", ""),
    )
    assert results(lines, 8).totals == ("", "Tổng: 2 người", "", "", 2, "1 người xong", "1 người đạt", "2 giấy")
    assert results(lines, None).rows[0] == (1, "An", 1958, "Khu 1", 1, "1/GCN; 2/GCN")
    assert attendance(lines, ["1", "2"]).rows == ((1, "An", 1958, "x", "v"), (2, "=Bình", 1958, "", "x"))
    assert attendance(lines, ["1", "2"]).totals == ("", "Có mặt", "", 1, 1)


@pytest.mark.parametrize(("days", "widths"), [(0, []), (10, [13]), (12, [13, 5])])
def test_a_long_course_of_sessions_is_told_in_parts(days: int, widths: list[int]) -> None:
    whole = attendance([line("An", *[True] * days)], [str(day) for day in range(days)])

    parts = list(in_parts(whole))

    assert [len(part.heads) for part in parts] == [len(part.totals) for part in parts] == widths
    assert all(part.rows[0][1] == "An" for part in parts)


@pytest.mark.parametrize("text", ["", "12345678", "1234567.an58", "12345678.", "12345678.a b", "١٢٣٤٥٦٧٨.an58"])
def test_only_a_code_and_a_login_name_are_carried(text: str) -> None:
    assert carried(text) is None


def test_cards_open_once_and_are_kept_as_hashes_only(
    binh: Browser, guest: Browser, lesson: Lesson, database: Database, world: World
) -> None:
    with database.transaction() as db:
        classes.add(db, lesson.id, world.chi.person_id, now())
        classes.add(db, lesson.id, world.dung.person_id, now())
        before = actions.give_code(db, world.binh.person_id, world.an.login_id, "x", now()).id
    page = f"{lesson.page}/cards"
    boxes = binh.get(page).text.count('type="checkbox"')
    members = [key(database, who.person_id) for who in (world.an, world.chi, world.dung)]

    answer = binh.post(page, page=page, who=members)

    text = words(answer.data)
    found = re.search(r"\b(\d{4}) (\d{4})\b", text)
    assert (boxes, answer.mimetype, answer.headers["Cache-Control"]) == (1, "application/pdf", "no-store")
    assert found, text
    for said in ("Nguyễn Thị An", "4K7 M2P", "hoc.example.vn/lop", "Lớp tối"):
        assert said in text
    assert text.count("Mã kích hoạt") == 1
    with database.reading() as db:
        code = db.query(RecoveryCode).filter_by(ended_at=None).one()
        old = db.get_one(RecoveryCode, before)
        audited = last(db, "classroom.print_cards", f"class:{lesson.id}")
    assert code.login_id == world.an.login_id
    assert code.code_hash.startswith("$argon2id$")
    assert old.ended_at is not None
    assert timedelta(days=13, hours=23) < code.expires_at - now() <= timedelta(days=14)
    assert audited is not None
    assert audited.details == {"codes": [code.id]}
    assert rows(database, "SELECT kind FROM notice ORDER BY id DESC LIMIT 1") == [("card-printed",)]

    led = guest.get(f"/code/{found[1]}{found[2]}.{world.an.login}")
    filled = guest.follow(led)
    assert f'value="{found[1]} {found[2]}"' in filled.text
    assert led.headers["Referrer-Policy"] == "no-referrer"
    assert rows(database, "SELECT sum(tries) FROM recovery_code") == [(0,)]
    opened_by_code = guest.post("/sign-in/code", page="/sign-in/code", login=world.an.login, code=found[0])
    assert opened_by_code.location.endswith("/sign-in/code/password")


def test_a_closed_class_gives_no_cards_and_still_reports(
    binh: Browser, dung: Browser, lesson: Lesson, change: Change, database: Database, world: World
) -> None:
    here, pages = key(database, world.an.person_id), [f"{lesson.page}/cards", f"{lesson.page}/report"]
    assert [binh.post(pages[0], page=pages[0]).status_code] == [422]
    change(closed_at=now())

    for path in pages:
        assert dung.get(path).status_code == dung.post(path, who=here).status_code == 404
    assert binh.get(pages[0]).status_code == binh.post(pages[0], who=here).status_code == 404
    assert binh.get(pages[1]).status_code == 200
    assert "/cards" not in binh.get(lesson.page).text


def test_the_list_to_sign_says_when_where_and_who(
    binh: Browser, dung: Browser, lesson: Lesson, database: Database, world: World
) -> None:
    session = opened(binh, lesson, local_date(now()))
    here = key(database, world.an.person_id)

    blank = words(binh.get(f"{session}/blank.pdf").data)
    binh.post(session, page=session, shown=[here], present=[])
    filled = words(binh.get(f"{session}/filled.pdf").data)

    for said in ("Lớp tối", "Nhà văn hóa", "19:30", f"{local_date(now()):%d/%m/%Y}", "Nguyễn Thị An", "Trang 1/1"):
        assert said in blank
        assert said in filled
    assert ("1 người: 0 có mặt, 1 vắng" in filled, "vắng." in blank) == (True, False)
    assert dung.get(f"{session}/blank.pdf").status_code == 404


def test_the_report_says_the_same_on_paper_and_in_the_workbook(
    binh: Browser, lesson: Lesson, database: Database, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(ClassGroup, lesson.id).name = "=Lớp & tối"
        db.add(course := Course(slug="an-toan"))
        db.flush()
        number = issue(db, completes(world.an, "an-toan", course.id, world), now()).facts.number
        classes.add(db, lesson.id, world.dung.person_id, now())
    session = opened(binh, lesson, local_date(now()))
    both = [key(database, who.person_id) for who in (world.an, world.dung)]
    binh.post(session, page=session, shown=both, present=both)
    with database.transaction() as db:
        classes.remove(db, lesson.id, world.dung.person_id, now())
    page = f"{lesson.page}/report"

    paper = words(binh.post(page, page=page, kind="pdf").data)
    book = openpyxl.load_workbook(io.BytesIO(binh.post(page, page=page, kind="xlsx").data))

    with database.reading() as db:
        one = classes_of(db, world.binh.person_id, public_id=lesson.public_id)[0]
        found = queries.report(db, one, local_date(now()), world.binh.person_id)
        audited = last(db, "classroom.take_report", f"class:{lesson.id}")
    assert [cells(book[table.title]) for table in (found.results, found.attendance)] == [
        shown(found.results),
        shown(found.attendance),
    ]
    assert [each.came for each in found.lines] == [1, 1]
    assert [each.is_gone for each in found.lines] == [False, True]
    assert found.lines[0].certificates == (number,)
    for said in (number, "Nguyễn Thị An", "đã rời lớp", "Tổng: 2 người", "=Lớp & tối"):
        assert said in paper
    assert number in binh.get(page).text
    assert audited is not None
    assert audited.details == {"kind": "xlsx"}


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [tuple("" if cell is None else cell for cell in row) for row in sheet.values]


def shown(table: Table) -> list[tuple[Any, ...]]:
    return [tuple(head.words for head in table.heads), *table.rows, table.totals]
