"""A booklet is PDF/UA-1, as veraPDF judges: it can be read aloud, lists, tables, links and pictures included."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue.archive.booklet import booklet
from lms.catalogue.archive.editions import edition_of_course
from lms.catalogue.folder import read_course
from tests.certificates.vera import compile_driver, is_here, judge
from tests.kinds import write_course_of_all_kinds

pytestmark = pytest.mark.long
ADDRESS = "https://hoc.example.vn/courses/kinds"


@pytest.mark.skipif(not is_here(), reason="there is no Java to run veraPDF with")
def test_a_booklet_with_everything_in_it_can_be_read_aloud(tmp_path: Path) -> None:
    folder = write_course_of_all_kinds(tmp_path / "kinds")
    lesson = folder / "01-bai-mot" / "lesson.md"
    lesson.write_text(lesson.read_text("utf-8") + '\n!!! loi-giai "Giải 1"\n    Là B.\n', "utf-8")
    course, complaints = read_course(folder)
    assert course, complaints
    files = []
    for paper in ("A4", "A5"):
        files.append(tmp_path / f"{paper}.pdf")
        files[-1].write_bytes(booklet(edition_of_course(course), paper, ADDRESS))

    verdicts = judge(compile_driver(tmp_path), files, ("ua1",))

    assert verdicts == {file: {"ua1": []} for file in files}
