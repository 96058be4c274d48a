"""What officials take at once: `python -m tests.bench.bulk`.

Each is made in a process of its own, as the worker makes it, from asking to the last byte kept. Counted is the time the
process worked and the most memory it had; beside it the same without us: every paper read once and packed by Python's
zipfile, the rows written by Python's csv. Median of several rounds (slowest).
"""

from __future__ import annotations

import csv
import io
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import process_time
from zipfile import ZipFile

from sqlalchemy import insert, select

from lms import schema
from lms.certificates.bulk import actions
from lms.certificates.bulk.background import make_now
from lms.certificates.bulk.models import ExportPart
from lms.certificates.bulk.rules import Caps, Kind
from lms.certificates.bulk.scopes import UNITS, Scope
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.printing import paper
from lms.certificates.rules import Facts, Wanted
from lms.clock import now
from lms.config import ROOT
from lms.db import Database
from lms.places.queries import unit_by_code
from tests.bench.register import TODAY, fill

ROUNDS, PAPERS, ROWS = 3, 2_000, 10_000
_MEGABYTE = 1 << 20


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count, ways in ((PAPERS, ("print", "zip", "zipfile", "pdf")), (ROWS, ("xlsx", "csv"))):
            url = f"sqlite:///{folder}/{count}.sqlite3"
            _town(url, count, with_papers=count == PAPERS)
            for way in ways:
                _tell(way, count, [_in_a_process(url, way) for _ in range(ROUNDS)])


def _town(url: str, count: int, *, with_papers: bool) -> None:
    database = Database(url)
    schema.upgrade(database.engine)
    with database.transaction() as db:
        fill(db, count)
        for one in db.scalars(select(Certificate)) if with_papers else ():
            printed = paper(Facts.from_json(one.snapshot))
            row = {"certificate_id": one.id, "sha256": "0" * 64, "content": printed.pdf, "rendered_at": now()}
            db.execute(insert(CertificateFile).values(way=printed.way, **row))
    database.dispose()


def _in_a_process(url: str, way: str) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.bulk", url, way]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [float(number) for number in said.split()]


def _tell(way: str, count: int, rounds: list[list[float]]) -> None:
    seconds, most, size = ([one[at] for one in rounds] for at in range(3))
    print(
        f"{way:<8} of {count:>6,}: {median(seconds):6.2f} s ({max(seconds):.2f}), {median(most):4.0f} MB of memory,"
        f" {median(size):6.1f} MB made",
        flush=True,
    )


def _once(url: str, way: str) -> None:
    database = Database(url)
    size = _WITHOUT_US[way](database) if way in _WITHOUT_US else _made(database, Kind(way))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(process_time(), most, size / _MEGABYTE)


def _made(database: Database, kind: Kind) -> int:
    with database.transaction() as db:
        province = unit_by_code(db, "25", TODAY)
        assert province is not None
        scope, caps = Scope(UNITS, (province.id,)), Caps(10**6, 10**6)
        export = actions.ask(db, None, scope, kind, Wanted(), now(), label="Tỉnh Phú Thọ", caps=caps)
    make_now(database, export)
    with database.transaction() as db:
        parts = ExportPart.export_id == export.id, ExportPart.made_at.is_not(None)
        size = sum(db.scalars(select(ExportPart.size).where(*parts)))
        actions.remove(db, export, None, now())
    return size


def _zipfile(database: Database) -> int:
    with tempfile.TemporaryFile() as file:
        with ZipFile(file, "w") as packed, database.reading() as db:
            ids = list(db.scalars(select(CertificateFile.certificate_id)))
            for id_ in ids:
                content = db.scalar(select(CertificateFile.content).where(CertificateFile.certificate_id == id_))
                packed.writestr(f"{id_}.pdf", content or b"")
        return file.tell()


def _csv(database: Database) -> int:
    lines = io.StringIO()
    with database.reading() as db:
        found = db.scalars(select(Certificate).execution_options(yield_per=500))
        csv.writer(lines).writerows((one.code, one.issued_on, *one.snapshot.values()) for one in found)
    return len(lines.getvalue().encode())


_WITHOUT_US: dict[str, Callable[[Database], int]] = {"zipfile": _zipfile, "csv": _csv}


if __name__ == "__main__":
    _once(*sys.argv[1:]) if len(sys.argv) > 1 else _main()
