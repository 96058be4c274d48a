"""The register of the whole province as one CSV, taken in a process of its own: its time and the most memory it had.

Run as a program (`python -m tests.bench.province.measuring.taking URL ORDER`) it is that process.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import select

from lms.certificates.export import register_table
from lms.certificates.lines import whole_register
from lms.certificates.rules import Order, Wanted
from lms.clock import local_date, now
from lms.config import ROOT
from lms.db import Database
from lms.places.models import OrgUnit
from tests.bench.province.measuring.told import tell


def measure(where: str, url: str, rounds: int) -> None:
    """Tell how long the register takes in both orders, and how much memory."""
    for order in Order:
        found = [_in_a_process(url, order) for _ in range(rounds)]
        lines, size, worked, memory = (median(one[at] for one in found) for at in (1, 2, 3, 4))
        more = f"{lines:,.0f} lines, {size:,.0f} MB; of this process {worked:.0f} s worked, {memory:.0f} MiB of memory"
        tell(f"register as CSV, {order}", where, [one[0] for one in found], "s", more=more)


def _in_a_process(url: str, order: Order) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.province.measuring.taking", url, order.value]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [float(number) for number in said.split()]


def _take(url: str, order: Order) -> None:
    database = Database(url)
    with database.reading() as db:
        province = db.scalars(select(OrgUnit.id).where(OrgUnit.parent_id.is_(None))).all()
    began, lines, size = perf_counter(), 0, 0
    for text in register_table(whole_register(database, province, local_date(now()), Wanted(order=order))):
        lines += text.count("\r\n")
        size += len(text.encode())
    print(perf_counter() - began, lines, size / 1e6, process_time(), _most_memory())


def _most_memory() -> float:
    """MiB. The kernel's own mark of this program: what the resource module says may be that of whoever started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) / 1024


if __name__ == "__main__":
    _take(sys.argv[1], Order(sys.argv[2]))
