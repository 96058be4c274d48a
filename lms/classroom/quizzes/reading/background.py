"""Reads pictures one by one in the worker: only there the machinery for pictures is loaded, and only when one waits."""

from __future__ import annotations

from typing import Any

from lms.classroom.quizzes import queries as sheets
from lms.classroom.quizzes.models import ScanState, SheetScan
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.quizzes.reading import actions, queries
from lms.classroom.quizzes.reading.intake import MOST_PAGES
from lms.classroom.quizzes.reading.rules import judged
from lms.classroom.quizzes.sheets.printing import key_read
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import Effect, every_hour, handler

_LONGEST_SIDE = 2400
"""Pixels of a page of a PDF: about 200 to an inch."""


@handler(actions.READ)
def read_sheet(database: Database, public_id: str) -> Effect | None:
    """Read a picture, or take a PDF apart into pictures."""
    with database.reading() as db:
        scan = queries.scan(db, public_id)
    if scan is None or scan.state != ScanState.WAITING:
        return None
    return _pages(scan) if scan.page == 0 else _read(database, scan)


@every_hour
def sweep(database: Database) -> None:
    """Take away pictures nobody has looked at for a week."""
    with database.transaction() as db:
        actions.sweep(db, now())


def _pages(scan: SheetScan) -> Effect:
    from lms.certificates.printing.picture import scanned  # PDFium is slow to load

    try:
        pages = scanned(scan.content, MOST_PAGES, _LONGEST_SIDE)
    except ValueError:
        return _refused(scan)
    return lambda db: actions.keep_pages(db, scan, pages)


def _read(database: Database, scan: SheetScan) -> Effect:
    from lms.classroom.quizzes.reading.straight import NoSheet, straight  # OpenCV is large

    try:
        found = straight(scan.content)
    except NoSheet:
        return _refused(scan)
    key = key_read(found.text)
    sheet = _sheet(database, scan, key)
    if sheet is None:
        reading: dict[str, Any] = {"flags": ["strange" if key else "code"]}
    else:
        from lms.classroom.quizzes.reading.fills import fills

        read = judged(sheet.rows, fills(found, sheet.rows), is_whole=found.is_whole)
        flags = [] if found.is_whole else ["corner"]
        reading = {"rows": list(read.marks), "doubts": list(read.doubts), "flags": flags}
    whose, content = sheet.attempt.id if sheet else None, found.jpeg()
    return lambda db: actions.keep_reading(db, scan, ScanState.READ, reading, whose, content)


def _refused(scan: SheetScan) -> Effect:
    reading = {"flags": ["none"]}
    return lambda db: actions.keep_reading(db, scan, ScanState.REFUSED, reading, scan.attempt_id, scan.content)


def _sheet(database: Database, scan: SheetScan, key: str | None) -> Sheet | None:
    with database.reading() as db:
        if scan.attempt_id is not None:
            return next(iter(sheets.sheets_of(db, scan.class_id, [scan.attempt_id])), None)
        return sheets.sheet_by_key(db, scan.class_id, key) if key else None
