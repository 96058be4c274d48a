"""From the printed sheet to its picture and back: what was marked is read, what is not clear is asked."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np

from lms.catalogue.published import PublishedCourse
from lms.classroom.quizzes.keying.rules import as_typed
from lms.classroom.quizzes.queries import Sheet
from lms.db import Database
from lms.jobs.worker import run_due
from tests.builders import World
from tests.classroom.conftest import Lesson
from tests.classroom.quizzes.conftest import drawn, right_marks
from tests.classroom.quizzes.synthetic import DOTS, Marked, Pen, filled, photographed
from tests.conftest import rows
from tests.pages import Browser


def pdf(binh: Browser, lesson: Lesson, sheet: Sheet) -> bytes:
    """The sheet for answers and its questions."""
    return binh.post(f"{lesson.page}/quiz/print", sheet=[sheet.sheet.key], what="sheets").data


def printed(binh: Browser, lesson: Lesson, sheet: Sheet, folder: Path) -> Any:
    """The sheet for answers, printed and seen by poppler."""
    (folder / "sheet.pdf").write_bytes(pdf(binh, lesson, sheet))
    dots = f"{25.4 * DOTS}"
    subprocess.run(
        ["pdftoppm", "-r", dots, "-gray", "-l", "1", "-singlefile", "sheet.pdf", "sheet"], cwd=folder, check=True
    )
    return cv2.imread(str(folder / "sheet.pgm"), cv2.IMREAD_GRAYSCALE)


def bring(binh: Browser, lesson: Lesson, database: Database, *pictures: bytes) -> str:
    """Bring pictures, let them be read, and open the page."""
    page = f"{lesson.page}/quiz/scans"
    led = binh.post(page, file=[(io.BytesIO(each), f"{at}.jpg") for at, each in enumerate(pictures)])
    assert led.status_code == 303, led.text
    run_due(database)
    return binh.get(page).text


def test_from_print_to_picture_and_back(
    binh: Browser,
    chi: Browser,
    lesson: Lesson,
    course: PublishedCourse,
    database: Database,
    world: World,
    tmp_path: Path,
) -> None:
    (sheet,) = drawn(database, lesson, course, world, world.an)
    blank, right = printed(binh, lesson, sheet, tmp_path), right_marks(sheet)
    pens = [Pen.CLEAR] * len(right)
    pens[1] = Pen.STRUCK
    dice = Random(3)
    picture = photographed(filled(blank, sheet.rows, Marked(tuple(right), tuple(pens)), dice), dice, part=0.6)

    text = bring(binh, lesson, database, picture)

    asked = [*right]
    asked[1] = "?"
    assert f'value="{as_typed(asked)}"' in text
    scan = rows(database, "SELECT public_id, state FROM class_sheet_scan")
    assert [state for _id, state in scan] == ["read"]
    page = f"{lesson.page}/quiz/scans"
    cut = binh.get(f"{page}/{scan[0][0]}/1.png")
    assert (cut.mimetype, cut.headers["Cache-Control"]) == ("image/png", "no-store")
    assert binh.get(f"{page}/{scan[0][0]}.jpg").data.startswith(b"\xff\xd8")
    for path in ("", f"/{scan[0][0]}.jpg", f"/{scan[0][0]}/1.png"):
        assert chi.get(page + path).status_code == 404
    field = f"marks-{sheet.sheet.key}"
    waits = binh.post(f"{page}/keep", **{field: as_typed(asked)})
    assert (waits.status_code, rows(database, "SELECT count(*) FROM answer")) == (422, [(0,)])

    led = binh.post(f"{page}/keep", **{field: as_typed(right)})

    assert led.status_code == 303
    assert rows(database, "SELECT mode, passed FROM attempt") in ([("paper", 1)], [("paper", True)])
    assert rows(database, "SELECT count(*) FROM class_sheet_scan") == [(0,)]
    again = bring(binh, lesson, database, picture)
    assert field not in again
    assert "Không còn giá trị" in again


def test_what_is_no_sheet_is_asked_and_can_be_keyed_or_deleted(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    (sheet,) = drawn(database, lesson, course, world, world.an)
    done, table = cv2.imencode(".jpg", np.full((300, 300), 120, np.uint8))
    assert done

    text = bring(binh, lesson, database, bytes(table))
    assert "Phiếu này của ai?" in text
    scan = rows(database, "SELECT public_id FROM class_sheet_scan")[0][0]
    page = f"{lesson.page}/quiz/scans"
    binh.post(f"{page}/{scan}/whose", key=sheet.sheet.key)
    assert 'value="? ? ? ?"' in binh.get(page).text
    binh.post(f"{page}/{scan}/discard")

    assert rows(database, "SELECT count(*) FROM class_sheet_scan") == [(0,)]
    refused = binh.post(page, file=[(io.BytesIO(b"GIF89a"), "x.gif")])
    assert (refused.status_code, "JPEG, PNG" in refused.text) == (422, True)


def test_the_pages_of_a_pdf_are_pictures_each(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    (sheet,) = drawn(database, lesson, course, world, world.an)
    content = pdf(binh, lesson, sheet)

    text = bring(binh, lesson, database, content)

    assert 'value="- - - -"' in text
    assert "Phiếu này của ai?" in text
    bare = rows(database, "SELECT count(*) FROM class_sheet_scan WHERE attempt_id IS NULL")
    assert bare == [(1,)]
    binh.post(f"{lesson.page}/quiz/scans/discard")
    assert rows(database, "SELECT state FROM class_sheet_scan") == [("read",)]
    assert rows(database, "SELECT count(*) FROM job WHERE state = 'ready' AND kind = 'classroom.read_sheet'") == [(0,)]
