"""The booklet: what is printed of a course, and what of its questions."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from lms.catalogue.archive.booklet import booklet, page
from lms.catalogue.archive.editions import Edition, edition_of_course, edition_of_version
from lms.catalogue.archive.sheets import sheet_of
from lms.catalogue.commands import group
from lms.catalogue.folder import read_course
from lms.db import Database
from tests.courses import publish_tiny_course
from tests.kinds import write_course_of_all_kinds


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    course, _ = read_course(write_course_of_all_kinds(tmp_path / "kinds"))
    assert course
    return edition_of_course(course)


def test_it_is_a_tagged_pdf_with_its_contents_and_its_course_s_address(edition: Edition) -> None:
    made = booklet(edition, "A5", "https://hoc.example.vn/courses/kinds")

    read = PdfReader(BytesIO(made))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert read.metadata
    assert read.metadata.title == "Khóa mẫu"
    contents = read.pages[1].extract_text()
    assert "Bài 1. Bài 1" in contents
    assert "Lời giải" in contents
    assert "https://hoc.example.vn/courses/kinds" in read.pages[0].extract_text()
    assert read.pages[0].mediabox.width == pytest.approx(419.5, abs=1)
    assert booklet(edition, "A5", "https://hoc.example.vn/courses/kinds") == made


def test_the_questions_have_room_and_no_answer_before_the_end(edition: Edition) -> None:
    before, _, answers = page(edition, "A4").partition('<h2 id="loi-giai">')

    assert before.count('class="blank"') == 4 + 4 + 2
    assert before.count('class="line"') == 2
    assert "Vì sao" not in before
    assert "Lời giải chung" not in before
    assert "dichvucong.gov.vn" not in before
    assert "dichvucong.gov.vn" in answers
    assert "own:" in before
    assert "/media/" not in before + answers


def test_solutions_of_a_lesson_and_its_sources_stand_at_the_end_too(edition: Edition) -> None:
    module, *others = edition.course.modules
    first = replace(module.screens[0], html='<p>Đố?</p><div class="note loi-giai"><h2>Giải 1</h2><p>Là B.</p></div>')
    module = replace(module, screens=(first, *module.screens[1:]), sources=("Báo Mẫu",))
    before, _, answers = page(
        replace(edition, course=replace(edition.course, modules=(module, *others))), "A4"
    ).partition('<h2 id="loi-giai">')

    assert "Là B" not in before
    assert f'href="#{module.slug}-loi-giai-1">Giải 1' in before
    assert "Là B" in answers
    assert answers.index("Báo Mẫu") > answers.index('<h2 id="nguon">')


def test_answers_are_told_by_letters(edition: Edition) -> None:
    right = {item.key: sheet_of(item).right for item in edition.course.modules[0].practice}

    assert right["k-picture"] == "B"
    assert right["k-scenario"] == "1–B, 2–A"
    assert right["k-matching"] == "1–D, 2–C, 3–A, 4–C"
    assert right["k-text"] == "dichvucong.gov.vn / www.dichvucong.gov.vn"
    assert right["k-number"] == "1.950.000 đồng"
    assert sorted(right["k-ordering"].split(" → ")) == list("ABCD")
    assert right["k-ordering"] != "A → B → C → D"


def test_what_is_published_is_printed_with_its_number_and_day(database: Database) -> None:
    with database.transaction() as db:
        publish_tiny_course(db)
    with database.reading() as db:
        edition = edition_of_version(db, "tiny")

    assert len(edition.pictures) == 1
    assert "Bản 1, xuất bản ngày 23/11/2026" in page(edition, "A4")


def test_the_terminal_prints_it(tmp_path: Path) -> None:
    folder = write_course_of_all_kinds(tmp_path / "kinds")

    result = CliRunner().invoke(group, ["export", str(folder), "--booklet", "-o", str(tmp_path / "x.pdf")])

    assert result.exit_code == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")
