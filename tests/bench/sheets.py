"""How well and how fast sheets are read off pictures: 200 of them, turned, shadowed, blurred, marked as people mark.

Nothing may be read wrongly without being asked about. Fails if it is, or if less than 99.5 % of clear rows are read.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, cast

import cv2

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedOption, PublishedPart
from lms.classroom.models import ClassGroup
from lms.classroom.queries import ClassLine
from lms.classroom.quizzes.models import QuizSheet
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.quizzes.reading.fills import fills
from lms.classroom.quizzes.reading.rules import judged
from lms.classroom.quizzes.reading.straight import NoSheet, straight
from lms.classroom.quizzes.rules import new_key, rows_of
from lms.classroom.quizzes.sheets.printing import key_read, sheets
from lms.people.models import Person
from tests.classroom.quizzes.synthetic import DOTS, Pen, filled, marked, photographed

SHEETS = 200
FORMS = 4
USUAL, LONG = 15, 30
"""Questions: two columns of rows, and three."""
EVERY_CUT = 20
LEAST = 0.995
NOON = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


def main() -> bool:
    """Measure, print, and say whether it is good enough."""
    forms = _forms()
    pages = [_seen(form) for form in forms]
    found: Counter[str] = Counter()
    seconds = 0.0
    for at in range(SHEETS):
        form, page = forms[at % FORMS], pages[at % FORMS]
        dice, is_cut = Random(at), at % EVERY_CUT == EVERY_CUT - 1
        what = marked(form.rows, dice)
        picture = photographed(filled(page, form.rows, what, dice), dice, cut=is_cut)
        began = time.process_time()
        try:
            sheet = straight(picture)
        except NoSheet:
            found["pictures without a sheet"] += 1
            continue
        read = judged(form.rows, fills(sheet, form.rows), is_whole=sheet.is_whole)
        seconds += time.process_time() - began
        found["codes read"] += key_read(sheet.text) == form.sheet.key
        for row, pen in enumerate(what.pens):
            kind = "cut corner" if not sheet.is_whole else pen.value
            is_right = pen in (Pen.CLEAR, Pen.FAINT) and read.marks[row] == what.marks[row]
            found[f"{kind}: {'asked' if row in read.doubts else 'right' if is_right else 'WRONG'}"] += 1
    for name, count in sorted(found.items()):
        print(f"{name:28}{count:8}")
    print(f"{1000 * seconds / SHEETS:.0f} ms of processor a picture")
    clear = found["clear: right"] / max(1, found["clear: right"] + found["clear: asked"] + found["clear: WRONG"])
    wrong = sum(count for name, count in found.items() if name.endswith("WRONG"))
    print(f"{100 * clear:.2f} % of the rows marked as asked were read; {wrong} read wrongly without being asked about")
    return clear >= LEAST and not wrong


def _forms() -> list[Sheet]:
    """Four sheets with questions of every kind that is marked."""
    course = cast("PublishedCourse", _Named(title="Khóa thử"))
    return [_form(course, number) for number in range(FORMS)]


def _form(course: PublishedCourse, number: int) -> Sheet:
    items = tuple(_item(key, number) for key in range(LONG if number == FORMS - 1 else USUAL))
    orders = [tuple(range(len(item.options))) for item in items]
    person = Person(name="Nguyễn Thị An", birth_year=1958)
    return Sheet(QuizSheet(key=new_key()), person, course, cast("Any", None), items, rows_of(items, orders))


def _item(key: int, form: int) -> PublishedItem:
    kind = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.SINGLE, Kind.ORDERING, Kind.MATCHING)[(key + form) % 6]
    size = {Kind.TRUE_FALSE: 2, Kind.MULTIPLE: 5}.get(kind, 3)
    parts = 3 if kind in (Kind.ORDERING, Kind.MATCHING) else 0
    options = tuple(
        PublishedOption(f"<p>Ý {at + 1}</p>", str(at + 1), at == part, "", part)
        for part in range(parts or 1)
        for at in range(size)
    )
    shown = tuple(PublishedPart(f"<p>Việc {at}</p>", str(at)) for at in range(parts))
    return PublishedItem(
        key, str(key), 1, "bai", kind, 1, f"Câu hỏi thử số {key + 1}?", "", options, "", "", parts=shown
    )


def _class() -> ClassLine:
    return ClassLine(ClassGroup(name="Lớp tối"), FORMS, "Khu 1", None, None)


class _Named:
    """Something with a title."""

    def __init__(self, title: str) -> None:
        self.title = title


def _seen(form: Sheet) -> Any:
    """The sheet for answers as poppler prints it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "sheet.pdf").write_bytes(sheets(_class(), [form], {}, NOON))
        wanted = ["-r", f"{25.4 * DOTS}", "-gray", "-l", "1", "-singlefile", "sheet.pdf", "sheet"]
        subprocess.run(["pdftoppm", *wanted], cwd=path, check=True)
        return cv2.imread(str(path / "sheet.pgm"), cv2.IMREAD_GRAYSCALE)
